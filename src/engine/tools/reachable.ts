const PATIENCE_MS = 5_000;

/**
 * Whether anything answers at the host of an address, whatever it says: a browser tells a page neither why a WebSocket did not open nor what a
 * server of another origin answered, but it does tell whether there was an answer. Does not throw.
 */
export async function isReachable(url: string): Promise<boolean> {
  try {
    const { protocol, host } = new URL(url);
    const origin = `${protocol === 'wss:' || protocol === 'https:' ? 'https:' : 'http:'}//${host}/`;
    await fetch(origin, {
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return true;
  } catch {
    return false;
  }
}

/** Whether browsers keep a page loaded by https: from this address altogether. Those of the machine itself are let through. */
export function isMixed(url: string, pageProtocol: string): boolean {
  const { protocol, hostname } = new URL(url);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return pageProtocol === 'https:' && (protocol === 'ws:' || protocol === 'http:') && !isLocal;
}
