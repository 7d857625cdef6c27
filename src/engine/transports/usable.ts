/** What a browser may do about such an address ({@link isMixed}), and what always helps. */
export const MIXED =
  'A browser may keep a page that was loaded by https: from ws: and http: addresses, unless its settings allow them for this site.';
export const SPEAK_TLS = 'Use wss: or https:, and have the server speak TLS.';

/** Those of the machine itself are as good as encrypted (Secure Contexts, "potentially trustworthy origin"). */
const OWN_MACHINE = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Whether a browser may keep a page loaded by https: from this address. None has to: the person may have allowed the local network, or insecure
 * content. What the browser will do only an attempt shows.
 * @param pageProtocol what the page was loaded by, `https:` for one
 */
export function isMixed(url: string, pageProtocol: string): boolean {
  const { protocol, hostname } = new URL(url);
  return pageProtocol === 'https:' && /^(?:ws|http):$/.test(protocol) && !OWN_MACHINE.test(hostname);
}

/**
 * Why no browser can ever open a link to an address, and what to do, in words; '' where one may. It throws at such an address, and some quote it, with
 * the token in it.
 */
export function addressProblem(url: string): string {
  if (!URL.canParse(url)) return 'Its address is not a valid URL. Correct it in the configuration.';
  // What goes by HTTP leaves that part out.
  if (/^wss?:.*#/is.test(url))
    return 'Its address has a part behind #, which no server gets. Remove it in the configuration.';
  return '';
}
