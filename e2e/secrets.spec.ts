import type { Page } from '@playwright/test';
import { watchWorkerConsole } from './engine-worker.ts';
import { expect, test } from './fixtures.ts';
import { withHubAccount } from './hub-client.ts';
import { AccountPage } from './pages/account.ts';
import { AuditPage } from './pages/audit.ts';
import { CONNECTIONS, ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { tokensIn } from './session.ts';

const BACK_ENDS = ['hub', 'drogue', 'kamea', 'webchannel', 'streambed'] as const;

/**
 * Everything a person could see, copy, or find lying about, but for the one entry in which the session's library keeps
 * the tokens of whoever is signed in. That it is gone after signing out has a spec of its own.
 */
async function exposed(page: Page): Promise<string> {
  const parts = await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    // Texts stay readable in whatever bytes they are kept; other kinds of numbers hold none.
    const readable = (_key: string, value: unknown) => {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
      return ArrayBuffer.isView(value)
        ? new TextDecoder('latin1').decode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
        : value;
    };
    const databases: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      databases.push(name);
      for (const store of database.objectStoreNames) {
        const entries = database.transaction(store).objectStore(store);
        databases.push(store, JSON.stringify(await settled(entries.getAllKeys()), readable));
        databases.push(JSON.stringify(await settled(entries.getAll()), readable));
      }
      database.close();
    }
    const kept = Object.entries(localStorage).filter(([name]) => !name.startsWith('oidc.user:'));
    return [
      document.documentElement.outerHTML,
      document.body.textContent,
      document.title,
      JSON.stringify(kept),
      // A spec's restored session leaves its own mark here, and nothing else.
      JSON.stringify(Object.entries(sessionStorage).filter(([name]) => !name.startsWith('oidc.user:'))),
      databases.join('\n'),
      document.cookie,
      location.href,
    ];
  });
  return parts.join('\n');
}

test('No secret is ever shown, logged, or left behind', async ({
  page,
  signIn,
  demo,
  watch,
  outage,
  serveConfig,
}) => {
  // Beside the bridge, which is opened by the person's token, the same hub by the account that stands in the file.
  await serveConfig((config) => {
    const byAccount = withHubAccount(config).connections.filter(({ id }) => id === 'bridge');
    const annexes = byAccount.map((one) => ({ ...one, id: 'annex', name: 'Annex' }));
    return { ...config, connections: [...config.connections, ...annexes] };
  });
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
  for (const id of ['bridge', 'annex', 'fleet', 'cells', 'jobs', 'edge'])
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

  // While nothing can be reached, reasons are shown and the browser itself has something to say.
  await page.goto(ConnectionsPage.path);
  const workerConsole = await watchWorkerConsole(page);
  // A Socket.IO link that breaks while it changes over to WebSocket is found dead by its heartbeat only.
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online');
  for (const name of BACK_ENDS) await outage.stop(name);
  for (const id of CONNECTIONS) {
    const { item } = connections.item(id);
    await expect(item).toHaveAttribute('data-status', /^(reconnecting|renewing)$/);
  }
  await expect(page.getByText(/Next try in|Trying/i).first()).toBeVisible();
  // A browser names the address of a WebSocket that it cannot open, and browsers let a page give credentials in no other place.
  const browserLine = '"text":"WebSocket connection to';
  await expect.poll(() => workerConsole.join('\n'), { timeout: 30_000 }).toContain(browserLine);
  await look();
  for (const name of BACK_ENDS) await outage.start(name);
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online', 20_000);
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
  const logged = workerConsole.filter((line) => !line.includes(browserLine));
  const everything = [...seen, ...watch.lines, ...logged].join('\n');
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret, `${what} was collected`).not.toBe('');
    expect(everything.includes(secret), `${what} is exposed`).toBe(false);
  }
});
