import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { AuditPage } from './pages/audit.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { tokensIn } from './session.ts';

/**
 * Everything a person could see, copy, or find lying about, but for the one entry in which the session's library keeps
 * the tokens of whoever is signed in. That it is gone after signing out has a spec of its own.
 */
async function exposed(page: Page): Promise<string> {
  const parts = await page.evaluate(async () => {
    const names = await indexedDB.databases();
    const kept = Object.entries(localStorage).filter(([name]) => !name.startsWith('oidc.user:'));
    return [
      document.documentElement.outerHTML,
      document.body.textContent,
      document.title,
      JSON.stringify(kept),
      JSON.stringify(names),
      document.cookie,
      location.href,
    ];
  });
  return parts.join('\n');
}

test('No secret is ever shown, logged, or left behind', async ({ page, signIn, demo, watch }) => {
  const channelTokens: string[] = [];
  page.on('response', async (response) => {
    if (!response.url().includes('/api/channel-token')) return;
    const answer: unknown = await response.json().catch(() => null);
    if (typeof answer === 'object' && answer !== null && 'token' in answer)
      channelTokens.push(String(answer.token));
  });
  await signIn('technician');
  const seen: string[] = [];
  const look = async () => seen.push(await exposed(page));

  const overview = new OverviewPage(page);
  await expect.poll(() => overview.chart('Cold store and outdoor').samples()).toBeGreaterThan(0);
  await overview.switch('Heater').control.click();
  await overview.switch('Heater').expectState('on');
  await look();
  await page.goto(ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  for (const id of ['bridge', 'fleet', 'cells', 'jobs', 'edge'])
    await connections.item(id).expectStatus('online');
  await look();
  await page.goto(DevicesPage.path);
  const devices = new DevicesPage(page);
  await expect(devices.device('1')).toBeVisible();
  await look();
  await devices.open('1');
  await look();
  await page.goto(AuditPage.path);
  const audit = new AuditPage(page);
  await audit.openLife(audit.commands.first());
  await look();
  seen.push(await audit.saveCsv());
  await page.goto(AccountPage.path);
  await expect(new AccountPage(page).signOut).toBeVisible();
  await look();

  const tokens = await tokensIn(page);
  const secrets = {
    'access token': tokens.access_token,
    'refresh token': tokens.refresh_token,
    'ID token': tokens.id_token,
    'hub password': 'bigclown',
    'channel token': channelTokens[0] ?? '',
    ...Object.fromEntries(
      demo.backEnds.streambed.secrets.map((secret, i) => [`entity secret ${i + 1}`, secret]),
    ),
  };
  expect(Object.keys(secrets).length).toBeGreaterThanOrEqual(7);
  const everything = [...seen, ...watch.lines].join('\n');
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret, `${what} was collected`).not.toBe('');
    expect(everything.includes(secret), `${what} is exposed`).toBe(false);
  }
});
