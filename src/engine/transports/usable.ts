/** Whether browsers keep a page loaded by https: from this address altogether. Those of the machine itself are let through. */
export function isMixed(url: string, pageProtocol: string): boolean {
  const { protocol, hostname } = new URL(url);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return pageProtocol === 'https:' && (protocol === 'ws:' || protocol === 'http:') && !isLocal;
}

/**
 * Why no link can ever be opened to an address, and what to do, in words; '' where one may. A browser throws at such a WebSocket, and some quote the
 * address, with the token in it.
 * @param pageProtocol what the page was loaded by, `https:` for one
 */
export function addressProblem(url: string, pageProtocol: string): string {
  if (!URL.canParse(url)) return 'Its address is not a valid URL. Correct it in the configuration.';
  if (url.includes('#'))
    return 'Its address has a part behind #, which no server gets. Remove it in the configuration.';
  if (isMixed(url, pageProtocol))
    return 'Browsers do not let a page that was loaded by https: connect to ws: or http:. Use wss: or https:, and have the server speak TLS.';
  return '';
}
