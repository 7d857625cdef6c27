import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE, REDIRECT, startProvider, visit } from './identity-provider.fixture.ts';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { AUDIENCE, CLIENT_ID, SIGNING_ALGORITHM } from './provider-configuration.ts';
import { createTokenVerifier } from './token-verifier.ts';

const PORT = 6101;

describe('the OpenID provider', () => {
  let identity: IdentityProvider;
  beforeAll(async () => {
    identity = await startProvider(PORT);
  });
  afterAll(async () => await identity.stop());

  it('keeps keys, sessions and refresh tokens over a crash', async () => {
    const { browser, refresh, authorizeUrl, signedIn } = visit(identity);
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

  it('lets only the page’s origin call the token endpoint', async () => {
    const { endpoint, refresh, signedIn } = visit(identity);
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
    const { browser, endpoint, signedIn } = visit(identity);
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
    const { endpoint } = visit(identity);
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
});
