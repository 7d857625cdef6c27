import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProvider, visit } from './identity-provider.fixture.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { AUDIENCE, CLIENT_ID } from './provider-configuration.ts';

const PORT = 6144;

describe('the OpenID provider', () => {
  let identity: IdentityProvider;
  beforeAll(async () => {
    identity = await startProvider(PORT);
  });
  afterAll(async () => await identity.stop());

  it('signs in another device by its code, and keeps it when the person who let it in signs out', async () => {
    const { browser, endpoint, token, tokens, refresh, signIn } = visit(identity);
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
    const { browser, endpoint, token } = visit(identity);
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
});
