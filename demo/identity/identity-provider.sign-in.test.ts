import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE, REDIRECT, startProvider, visit } from './identity-provider.fixture.ts';
import type { IdentityProvider } from './identity-provider.ts';

const PORT = 6141;

describe('the OpenID provider', () => {
  let identity: IdentityProvider;
  beforeAll(async () => {
    identity = await startProvider(PORT);
  });
  afterAll(async () => await identity.stop());

  it('shows a sign-in page with labelled fields and goes back to the page with a code and the state', async () => {
    const { browser, authorizeUrl, signIn } = visit(identity);
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
    const { browser, authorizeUrl, signIn } = visit(identity);
    const page = await browser.open(authorizeUrl('v'.repeat(43)));
    const wrong = await signIn(page.address, '"><script>', 'x');
    expect(wrong.html).toContain('Wrong username or password.');
    expect(wrong.html).not.toContain('<script>');
    const { address } = await signIn(page.address, 'admin');
    expect(address).toContain(`${REDIRECT}?`);
  });

  it('refuses a form far longer than a sign-in needs', async () => {
    const { browser, authorizeUrl, signIn } = visit(identity);
    const page = await browser.open(authorizeUrl('v'.repeat(43)));
    const { html } = await signIn(page.address, 'viewer', 'x'.repeat(100_000));
    expect(html).toContain('Signing in did not work');
  });

  it('explains a sign-in it no longer knows', async () => {
    const { browser, endpoint } = visit(identity);
    const page = await browser.open(endpoint('/interaction/unknown'));
    expect(page.html).toContain('This sign-in has expired.');
    expect(page.html).toContain(`href="${PAGE}/"`);
  });

  it('refuses a request without PKCE, and one with the plain method', async () => {
    const { browser, authorizeUrl } = visit(identity);
    const without = await browser.open(
      authorizeUrl('v'.repeat(43), { code_challenge: '', code_challenge_method: '' }),
    );
    expect(new URL(without.address).searchParams.get('error')).toBe('invalid_request');
    const plain = await browser.open(authorizeUrl('v'.repeat(43), { code_challenge_method: 'plain' }));
    expect(new URL(plain.address).searchParams.get('error')).toBe('invalid_request');
  });

  it('sends nobody to an address but the page’s own', async () => {
    const { browser, authorizeUrl } = visit(identity);
    for (const elsewhere of ['http://localhost:6199/', `${PAGE}/elsewhere`]) {
      const page = await browser.open(authorizeUrl('v'.repeat(43), { redirect_uri: elsewhere }));
      expect(page.address).toContain(identity.issuer);
      expect(page.html).toContain('Signing in did not work');
    }
  });

  it('refuses a code whose verifier is another', async () => {
    const { browser, token, authorizeUrl, signIn } = visit(identity);
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

  it('signs in without asking again while its own session lasts', async () => {
    const { browser, authorizeUrl, signedIn } = visit(identity);
    await signedIn('viewer');
    const again = await browser.open(authorizeUrl('v'.repeat(43), { prompt: 'none' }));
    expect(new URL(again.address).searchParams.get('code')).toBeTruthy();
    const stranger = await visit(identity).browser.open(authorizeUrl('v'.repeat(43), { prompt: 'none' }));
    expect(new URL(stranger.address).searchParams.get('error')).toBe('login_required');
  });

  it('takes a consent that is asked for by name as given', async () => {
    const { browser, authorizeUrl, signIn } = visit(identity);
    const page = await browser.open(authorizeUrl('v'.repeat(43), { prompt: 'consent' }));
    const { address } = await signIn(page.address, 'viewer');
    expect(new URL(address).searchParams.get('code')).toBeTruthy();
  });

  it('lets another person sign in over the session of the first', async () => {
    const { browser, endpoint, authorizeUrl, signIn, signedIn } = visit(identity);
    await signedIn('viewer');
    const page = await browser.open(authorizeUrl('v'.repeat(43), { prompt: 'login', login_hint: 'admin' }));
    expect(page.html).toContain('value="admin"');
    const { html } = await signIn(page.address, 'admin');
    // The provider ends the first session by a form that posts itself, then goes on.
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const done = await browser.open(endpoint('/session/end/confirm'), { xsrf, logout: 'yes' });
    expect(new URL(done.address).searchParams.get('code')).toBeTruthy();
  });
});
