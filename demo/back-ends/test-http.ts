/**
 * `fetch` on a connection of its own: a server that crashes and comes back within a test would otherwise be asked on
 * a kept connection that is already dead.
 */
export function call(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('connection', 'close');
  return fetch(url, { ...init, headers });
}
