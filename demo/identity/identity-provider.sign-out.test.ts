import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE, startProvider, visit } from './identity-provider.fixture.ts';
import type { IdentityProvider } from './identity-provider.ts';

const PORT = 6142;

describe('the OpenID provider', () => {
  let identity: IdentityProvider;
  beforeAll(async () => {
    identity = await startProvider(PORT);
  });
  afterAll(async () => await identity.stop());

  it('signs out by a page that submits itself, goes back to the page, and ends session and refresh token', async () => {
    const { browser, endpoint, refresh, authorizeUrl, signedIn } = visit(identity);
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
    const { browser, endpoint, signedIn } = visit(identity);
    await signedIn('viewer');
    const { html } = await browser.open(endpoint('/session/end'));
    expect(html).toContain('Sign out?');
    expect(html).not.toContain('<script>');
  });
});
