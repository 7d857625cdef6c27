import type { Credentials } from './protocol.ts';

/** Percent-encodes one part of an address. Does not throw: half a surrogate pair becomes U+FFFD, as browsers do it. */
export function percent(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** The base address of a configuration with a path appended; a query stays behind it. */
export function withPath(url: string, path: string): string {
  return url.replace(/\/*(?=\?|$)/, () => `/${path}`);
}

/** `?a=1&b=2`, percent-encoded; '' without any. Undefined values are left out. */
export function query(parameters: Readonly<Record<string, string | undefined>>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) parts.push(`${percent(name)}=${percent(value)}`);
  }
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Adds to the query of an address, whether it has one or not. */
export function withQuery(url: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const added = query(parameters);
  return url + (url.includes('?') ? added.replace('?', '&') : added);
}

/** Puts user name and password into an address's userinfo; browsers send them when the server asks with a 401. */
export function withUserinfo(url: string, username: string, password: string): string {
  return url.replace(
    /^([a-z]+:\/\/)(?:[^/@]*@)?/i,
    (_all, scheme: string) => `${scheme}${percent(username)}:${percent(password)}@`,
  );
}

/** `Basic` credentials are UTF-8 before they are base64 (RFC 7617), which `btoa` alone refuses. */
function basic(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}

/** The `Authorization` header these credentials make; none without credentials. */
export function authorization(credentials: Credentials): { readonly Authorization?: string } {
  switch (credentials.kind) {
    case 'bearer':
      return { Authorization: `Bearer ${credentials.token}` };
    case 'basic':
      return { Authorization: basic(credentials.username, credentials.password) };
    case 'api-key':
      return { Authorization: basic(credentials.username, credentials.key) };
    case 'none':
      return {};
  }
}

/**
 * Whether a bearer token says itself that it has run out: a JWT whose `exp` has passed (RFC 7519). A refused WebSocket handshake
 * and a server that is away look alike to a page, so this is the one sign by which a token is known to be the cause.
 * @param now epoch ms
 */
export function hasExpired(credentials: Credentials, now: number): boolean {
  if (credentials.kind !== 'bearer') return false;
  const payload = credentials.token.split('.')[1];
  if (payload === undefined) return false;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    const expiry = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
    return typeof expiry === 'number' && expiry * 1000 <= now;
  } catch {
    return false;
  }
}
