const PATIENCE_MS = 5_000;

/** What is at an address: something that answers, whatever it says; nothing; or nobody may look, as the page's own policy forbids it. */
export type Reach = 'answers' | 'silent' | 'forbidden';

/**
 * Looks whether anything answers at the host of an address: a browser tells a page neither why a WebSocket did not open nor what a server of
 * another origin answered, but it does tell whether there was an answer. Does not throw.
 */
export async function reach(url: string): Promise<Reach> {
  const { protocol, host } = new URL(url);
  const origin = `${protocol === 'wss:' || protocol === 'https:' ? 'https:' : 'http:'}//${host}/`;
  let isForbidden = false;
  const notice = (event: Event) => {
    if ('blockedURI' in event && String(event.blockedURI).startsWith(origin.slice(0, -1))) isForbidden = true;
  };
  addEventListener('securitypolicyviolation', notice);
  try {
    await fetch(origin, {
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return 'answers';
  } catch {
    // The violation is told in a task of its own.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return isForbidden ? 'forbidden' : 'silent';
  } finally {
    removeEventListener('securitypolicyviolation', notice);
  }
}
