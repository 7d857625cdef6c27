/** A link may carry a whole dashboard in its fragment. Only this browser keeps the path meanwhile, no address does. */
const LONGEST = 10_000;

/**
 * Where to go after signing in: a path below this page's own address, or its start. What comes back from the provider is not to be
 * trusted with sending people elsewhere (`//evil.example`, `\evil`, `https:…`).
 * @param wanted path with query and fragment, as it was kept when the person left
 * @param base address of the page
 */
export function returnPath(wanted: unknown, base: string): string {
  const home = new URL(base).pathname;
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > LONGEST) return home;
  try {
    const url = new URL(wanted, base);
    if (url.origin !== new URL(base).origin) return home;
    // The provider's answer must never be played a second time.
    for (const key of ['code', 'state', 'error', 'open']) url.searchParams.delete(key);
    const isOurs = url.pathname.startsWith(home) && !url.pathname.startsWith('//');
    return isOurs ? `${url.pathname}${url.search}${url.hash}` : home;
  } catch {
    return home;
  }
}
