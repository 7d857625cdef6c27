import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { AUDIENCE, CLIENT_ID, SIGNING_ALGORITHM } from './provider-configuration.ts';
import { createTokenVerifier } from './token-verifier.ts';

const PORT = 6101;
const PAGE = 'http://localhost:6100';
const REDIRECT = `${PAGE}/`;

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

describe('the OpenID provider', () => {
  let identity: IdentityProvider;
  let browser: Browser;

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

  beforeAll(async () => {
    identity = await createIdentityProvider({ port: PORT, page: REDIRECT, accessTokenLife: 300_000 });
    await identity.start();
  });
  afterAll(async () => await identity.stop());
  beforeEach(() => {
    browser = new Browser();
  });

  it('shows a sign-in page with labelled fields and goes back to the page with a code and the state', async () => {
    const page = await browser.open(authorizeUrl('v'.repeat(43)));
    expect(page.html).toContain('<label for="username">Username</label>');
    expect(page.html).toContain('<label for="password">Password</label>');
    expect(page.html).toContain('<button type="submit">Sign in</button>');
    const { address } = await signIn(page.address, 'viewer');
    const answer = new URL(address);
    expect(`${answer.origin}${answer.pathname}`).toBe(REDIRECT);
    expect(answer.searchParams.get('state')).toBe('state-1');
    expect(answer.searchParams.get('iss')).toBe(identity.issuer);
    expect(answer.searchParams.get('code')).toBeTruthy();
  });

  it('says so when the password is wrong, keeps the name typed, and lets the person try again', async () => {
    const page = await browser.open(authorizeUrl('v'.repeat(43)));
    const wrong = await signIn(page.address, '"><script>', 'x');
    expect(wrong.html).toContain('Wrong username or password.');
    expect(wrong.html).not.toContain('<script>');
    const { address } = await signIn(page.address, 'admin');
    expect(address).toContain(`${REDIRECT}?`);
  });

  it('refuses a form far longer than a sign-in needs', async () => {
    const page = await browser.open(authorizeUrl('v'.repeat(43)));
    const { html } = await signIn(page.address, 'viewer', 'x'.repeat(100_000));
    expect(html).toContain('Signing in did not work');
  });

  it('explains a sign-in it no longer knows', async () => {
    const page = await browser.open(endpoint('/interaction/unknown'));
    expect(page.html).toContain('This sign-in has expired.');
    expect(page.html).toContain(`href="${PAGE}/"`);
  });

  it('refuses a request without PKCE, and one with the plain method', async () => {
    const without = await browser.open(
      authorizeUrl('v'.repeat(43), { code_challenge: '', code_challenge_method: '' }),
    );
    expect(new URL(without.address).searchParams.get('error')).toBe('invalid_request');
    const plain = await browser.open(authorizeUrl('v'.repeat(43), { code_challenge_method: 'plain' }));
    expect(new URL(plain.address).searchParams.get('error')).toBe('invalid_request');
  });

  it('sends nobody to an address but the page’s own', async () => {
    for (const elsewhere of ['http://localhost:6199/', `${PAGE}/elsewhere`]) {
      const page = await browser.open(authorizeUrl('v'.repeat(43), { redirect_uri: elsewhere }));
      expect(page.address).toContain(identity.issuer);
      expect(page.html).toContain('Signing in did not work');
    }
  });

  it('refuses a code whose verifier is another', async () => {
    const page = await browser.open(authorizeUrl('v'.repeat(43)));
    const { address } = await signIn(page.address, 'viewer');
    const code = new URL(address).searchParams.get('code') ?? '';
    const response = await token({
      grant_type: 'authorization_code',
      code,
      code_verifier: 'w'.repeat(43),
      redirect_uri: REDIRECT,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('puts the roles into both tokens and makes the access token one for the back ends, for five minutes', async () => {
    const { access_token, id_token, expires_in } = await signedIn('technician');
    expect(expires_in).toBe(300);
    const verifier = createTokenVerifier({
      issuer: identity.issuer,
      jwksUri: identity.jwksUri,
      audience: AUDIENCE,
      algorithm: SIGNING_ALGORITHM,
    });
    await expect(verifier.verify(access_token)).resolves.toMatchObject({
      subject: 'technician',
      name: 'Technician',
      roles: ['technician'],
    });
    expect(decodeJwt(id_token)).toMatchObject({
      sub: 'technician',
      aud: CLIENT_ID,
      nonce: 'nonce-1',
      name: 'Technician',
      preferred_username: 'technician',
      realm_access: { roles: ['technician'] },
    });
    await expect(verifier.verify(id_token)).rejects.toThrow();
  });

  it('signs in without asking again while its own session lasts', async () => {
    await signedIn('viewer');
    const again = await browser.open(authorizeUrl('v'.repeat(43), { prompt: 'none' }));
    expect(new URL(again.address).searchParams.get('code')).toBeTruthy();
    const stranger = await new Browser().open(authorizeUrl('v'.repeat(43), { prompt: 'none' }));
    expect(new URL(stranger.address).searchParams.get('error')).toBe('login_required');
  });

  it('takes a consent that is asked for by name as given', async () => {
    const page = await browser.open(authorizeUrl('v'.repeat(43), { prompt: 'consent' }));
    const { address } = await signIn(page.address, 'viewer');
    expect(new URL(address).searchParams.get('code')).toBeTruthy();
  });

  it('lets another person sign in over the session of the first', async () => {
    await signedIn('viewer');
    const page = await browser.open(authorizeUrl('v'.repeat(43), { prompt: 'login', login_hint: 'admin' }));
    expect(page.html).toContain('value="admin"');
    const { html } = await signIn(page.address, 'admin');
    // The provider ends the first session by a form that posts itself, then goes on.
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const done = await browser.open(endpoint('/session/end/confirm'), { xsrf, logout: 'yes' });
    expect(new URL(done.address).searchParams.get('code')).toBeTruthy();
  });

  it('rotates refresh tokens: the new one works, the old one is refused and takes the new ones with it', async () => {
    const first = await signedIn('technician');
    const second = await tokens(await refresh(first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(decodeJwt(second.access_token)).toMatchObject({
      aud: AUDIENCE,
      realm_access: { roles: ['technician'] },
    });
    const third = await tokens(await refresh(second.refresh_token));
    const replayed = await refresh(first.refresh_token);
    expect(replayed.status).toBe(400);
    expect(await replayed.json()).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(third.refresh_token)).status).toBe(400);
  });

  it('refuses refreshes on request, and takes the same token again afterwards', async () => {
    const { refresh_token } = await signedIn('viewer');
    identity.refuseRefreshTokens(true);
    const refused = await refresh(refresh_token);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: 'invalid_grant' });
    identity.refuseRefreshTokens(false);
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  it('keeps keys, sessions and refresh tokens over a crash', async () => {
    const { access_token, refresh_token } = await signedIn('viewer');
    await identity.stop();
    await expect(fetch(identity.jwksUri)).rejects.toThrow();
    await identity.start();
    const verifier = createTokenVerifier({
      issuer: identity.issuer,
      jwksUri: identity.jwksUri,
      audience: AUDIENCE,
      algorithm: SIGNING_ALGORITHM,
    });
    await expect(verifier.verify(access_token)).resolves.toMatchObject({ subject: 'viewer' });
    expect((await refresh(refresh_token)).status).toBe(200);
    const again = await browser.open(authorizeUrl('v'.repeat(43), { prompt: 'none' }));
    expect(new URL(again.address).searchParams.get('code')).toBeTruthy();
  });

  it('signs out by a page that submits itself, goes back to the page, and ends session and refresh token', async () => {
    const { id_token, refresh_token } = await signedIn('viewer');
    const query = new URLSearchParams({
      id_token_hint: id_token,
      post_logout_redirect_uri: `${PAGE}/`,
      state: 's',
    });
    const { html } = await browser.open(`${endpoint('/session/end')}?${query}`);
    expect(html).toContain(`document.querySelector('button').click()`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const { address } = await browser.open(endpoint('/session/end/confirm'), { xsrf, logout: 'yes' });
    expect(address).toBe(`${PAGE}/?state=s`);
    const after = await browser.open(authorizeUrl('v'.repeat(43), { prompt: 'none' }));
    expect(new URL(after.address).searchParams.get('error')).toBe('login_required');
    expect((await refresh(refresh_token)).status).toBe(400);
  });

  it('asks before it signs somebody out for a request that proves nothing', async () => {
    await signedIn('viewer');
    const { html } = await browser.open(endpoint('/session/end'));
    expect(html).toContain('Sign out?');
    expect(html).not.toContain('<script>');
  });

  it('signs in another device by its code, and keeps it when the person who let it in signs out', async () => {
    const started = await fetch(endpoint('/device/auth'), {
      method: 'POST',
      body: new URLSearchParams({ client_id: CLIENT_ID, scope: 'openid profile offline_access' }),
    });
    const { device_code, user_code } = await started.json();
    const poll = () =>
      token({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: String(device_code) });
    expect(await (await poll()).json()).toMatchObject({ error: 'authorization_pending' });

    const entry = await browser.open(endpoint('/device'));
    expect(entry.html).toContain('<label for="user_code">Code that the device shows</label>');
    expect(entry.html).toContain('id="user_code" name="user_code"');
    const secret = (html: string) => /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const wrong = await browser.open(endpoint('/device'), {
      xsrf: secret(entry.html),
      user_code: 'WRNG-CODE',
    });
    expect(wrong.html).toContain('This code is not valid');
    const confirm = await browser.open(endpoint('/device'), {
      xsrf: secret(wrong.html),
      user_code: String(user_code),
    });
    expect(confirm.html).toContain(`<code>${user_code}</code>`);
    const page = await browser.open(endpoint('/device'), {
      xsrf: secret(confirm.html),
      user_code: String(user_code),
      confirm: 'yes',
    });
    const done = await signIn(page.address, 'technician');
    expect(done.html).toContain('The device is signed in');
    const device = await tokens(await poll());
    expect(decodeJwt(device.access_token)).toMatchObject({
      aud: AUDIENCE,
      realm_access: { roles: ['technician'] },
    });

    const leaving = await browser.open(endpoint('/session/end'));
    await browser.open(endpoint('/session/end/confirm'), { xsrf: secret(leaving.html), logout: 'yes' });
    expect((await refresh(device.refresh_token)).status).toBe(200);
  });

  it('tells a device that the person at the other one chose Cancel, and tells the person so', async () => {
    const started = await fetch(endpoint('/device/auth'), {
      method: 'POST',
      body: new URLSearchParams({ client_id: CLIENT_ID, scope: 'openid profile offline_access' }),
    });
    const { device_code, user_code, verification_uri_complete } = await started.json();
    expect(verification_uri_complete).toBe(`${endpoint('/device')}?user_code=${user_code}`);
    const { html } = await browser.open(String(verification_uri_complete));
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const form = { xsrf, user_code: String(user_code) };
    const confirm = await browser.open(endpoint('/device'), form);
    expect(confirm.html).toContain(`<code>${user_code}</code>`);
    const cancelled = await browser.open(endpoint('/device'), { ...form, confirm: 'yes', abort: 'yes' });
    expect(cancelled.html).toContain('The device is not signed in');
    const answer = await token({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: String(device_code),
    });
    expect(await answer.json()).toMatchObject({ error: 'access_denied' });
  });

  it('lets only the page’s origin call the token endpoint', async () => {
    const { refresh_token } = await signedIn('viewer');
    const form = { client_id: CLIENT_ID, grant_type: 'refresh_token', refresh_token };
    const foreign = await fetch(endpoint('/token'), {
      method: 'POST',
      headers: { origin: 'http://localhost:6199' },
      body: new URLSearchParams(form),
    });
    expect(foreign.status).toBe(400);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    const own = await refresh(refresh_token);
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBe(PAGE);
  });

  it('knows the page by the number of its host, too', async () => {
    const byNumber = PAGE.replace('localhost', '127.0.0.1');
    const query = new URLSearchParams({
      client_id: CLIENT_ID,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${byNumber}/`,
      code_challenge: createHash('sha256').update('a verifier').digest('base64url'),
      code_challenge_method: 'S256',
    });
    const { html } = await browser.open(`${endpoint('/auth')}?${query}`);
    expect(html).toContain('Username');
    const { refresh_token } = await signedIn('viewer');
    const renewed = await fetch(endpoint('/token'), {
      method: 'POST',
      headers: { origin: byNumber },
      body: new URLSearchParams({ client_id: CLIENT_ID, grant_type: 'refresh_token', refresh_token }),
    });
    expect(renewed.headers.get('access-control-allow-origin')).toBe(byNumber);
  });

  it('says in its discovery document what it can do', async () => {
    const response = await fetch(endpoint('/.well-known/openid-configuration'), {
      headers: { origin: PAGE },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(await response.json()).toMatchObject({
      issuer: identity.issuer,
      jwks_uri: identity.jwksUri,
      end_session_endpoint: endpoint('/session/end'),
      device_authorization_endpoint: endpoint('/device/auth'),
      revocation_endpoint: endpoint('/token/revocation'),
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('refuses to start on a port in use', async () => {
    const second = await createIdentityProvider({ port: PORT, page: REDIRECT, accessTokenLife: 1000 });
    await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await second.stop();
  });

  it('gives access tokens the life it is told to', async () => {
    const usual = identity;
    identity = await createIdentityProvider({ port: 6102, page: REDIRECT, accessTokenLife: 20_000 });
    await identity.start();
    const { expires_in } = await signedIn('viewer').finally(async () => {
      await identity.stop();
      identity = usual;
    });
    expect(expires_in).toBe(20);
  });
});
