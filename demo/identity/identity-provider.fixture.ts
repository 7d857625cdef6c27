import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { CLIENT_ID } from './provider-configuration.ts';

export const PAGE = 'http://localhost:6100';
export const REDIRECT = `${PAGE}/`;

/** A browser as far as this needs one: it keeps cookies by path and follows redirects one at a time. */
class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  async fetch(url: string, form?: Record<string, string>): Promise<Response> {
    const { pathname } = new URL(url);
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice(5) ?? '/';
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, { value, path });
    }
    return response;
  }

  /** Follows redirects until they lead back to the page; gives what is shown, or the address that leads back. */
  async open(url: string, form?: Record<string, string>): Promise<{ address: string; html: string }> {
    let response = await this.fetch(url, form);
    let address = url;
    while (response.status >= 300 && response.status < 400) {
      address = new URL(response.headers.get('location') ?? '', address).href;
      if (address.startsWith(PAGE)) return { address, html: '' };
      response = await this.fetch(address);
    }
    return { address, html: await response.text() };
  }
}

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

/** A provider that listens on this port. Files of tests run side by side: each has a port of its own. */
export async function startProvider(port: number, accessTokenLife = 300_000): Promise<IdentityProvider> {
  const identity = await createIdentityProvider({ port, page: REDIRECT, accessTokenLife });
  await identity.start();
  return identity;
}

/** Somebody who comes to a provider with a browser of their own, and what the page does for them. */
export function visit(identity: IdentityProvider) {
  const browser = new Browser();

  function endpoint(path: string): string {
    return `${identity.issuer}${path}`;
  }

  async function token(form: Record<string, string>): Promise<Response> {
    return await fetch(endpoint('/token'), {
      method: 'POST',
      headers: { origin: PAGE },
      body: new URLSearchParams({ client_id: CLIENT_ID, ...form }),
    });
  }

  async function tokens(response: Response): Promise<Tokens> {
    expect(response.status).toBe(200);
    const body: unknown = await response.json();
    const text = (name: string): string => {
      const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
      return String(value);
    };
    return {
      access_token: text('access_token'),
      id_token: text('id_token'),
      refresh_token: text('refresh_token'),
      expires_in: Number(text('expires_in')),
    };
  }

  async function refresh(refreshToken: string): Promise<Response> {
    return await token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  function authorizeUrl(verifier: string, extra: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: CLIENT_ID,
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: 'openid profile offline_access',
      state: 'state-1',
      nonce: 'nonce-1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...extra,
    });
    return `${endpoint('/auth')}?${query}`;
  }

  /** Types a name and a password into the sign-in page that `address` is. */
  async function signIn(address: string, username: string, password = username) {
    return await browser.open(address, { username, password });
  }

  /** The whole way of a sign-in, as the page makes it. */
  async function signedIn(username: string): Promise<Tokens> {
    const verifier = randomBytes(32).toString('base64url');
    const page = await browser.open(authorizeUrl(verifier));
    const { address } = await signIn(page.address, username);
    const code = new URL(address).searchParams.get('code') ?? '';
    return await tokens(
      await token({
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: REDIRECT,
      }),
    );
  }

  return { browser, endpoint, token, tokens, refresh, authorizeUrl, signIn, signedIn };
}
