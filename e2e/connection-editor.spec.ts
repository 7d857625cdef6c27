import type { Page } from '@playwright/test';
import { asksBeforeUnload } from './before-unload.ts';
import { expect, test } from './fixtures.ts';
import { withHubAccount } from './hub-client.ts';
import { ConnectionEditor } from './pages/connection-editor.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { ChartTile } from './pages/tile.ts';

/** Everything this browser keeps in its storages, but for the session's own entry. */
function kept(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify(
      [localStorage, sessionStorage].map((storage) =>
        Object.entries(storage).filter(([name]) => !name.startsWith('oidc.')),
      ),
    ),
  );
}

/** Ids of connections of which the browser keeps readings. */
function connectionsInHistory(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('signalbox-history'));
    if (found?.name === undefined) return [];
    const opening = indexedDB.open(found.name);
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const database = opening.result;
    const reading = database.transaction('chunks').objectStore('chunks').getAllKeys();
    await new Promise((resolve) => reading.addEventListener('success', resolve));
    database.close();
    return reading.result.map((key) => (Array.isArray(key) ? String(key[1]) : ''));
  });
}

test('Somebody connects a back end of their own: they fill in the form, test it, and see its data', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const editor = new ConnectionEditor(page);
  const mine = connections.item('cold-store');
  await editor.open();
  await editor.choose('What is connected to', 'JSON');
  await editor.save();
  await expect(page.getByText('Fill this in.').first()).toBeVisible();

  await editor.field('Name').fill('Cold store');
  await expect(editor.field('Id')).toHaveValue('cold-store');
  await editor.choose('Over', 'Server-sent events');
  await editor.field('Address').fill(`${demo.backEnds.streambed.origin}/api/temperature/events/1?token=abc`);
  await editor.field('Device').fill('=cold');
  await editor.field('Values').fill('$.Reading');
  await editor.save();
  await expect(page.getByText(/must not hold a secret/)).toBeVisible();
  await editor.field('Address').fill(`${demo.backEnds.streambed.origin}/api/temperature/events/1`);
  // A secret may stand in what is sent, too.
  await editor.choose('Over', 'WebSocket');
  await page.getByText('More settings').click();
  const greeting = editor.field('Sent when the link opens');
  await greeting.fill('[{"go": 1}, "Bearer swordfish-abc"]');
  await editor.save();
  await expect(page.getByText('[1]: This looks like a secret')).toBeVisible();
  await expect(greeting).toBeFocused();
  // With a slip in it, it is not left out of what is saved: the form says so.
  await greeting.fill('[{"go": 1},]');
  await expect(greeting).toHaveAttribute('aria-invalid', 'true');
  await editor.save();
  await expect(greeting).toBeFocused();
  await expect(greeting).toHaveAccessibleDescription(/This is not JSON yet\./);
  await greeting.fill('');
  await editor.choose('Over', 'Server-sent events');

  // The mapping is wrong: the test shows what comes, and what to look at.
  await editor.test();
  await editor.expectStep('reachable', 'ok');
  await editor.expectStep('signed-in', 'ok');
  await editor.expectStep('frame', 'ok');
  await editor.expectStep('devices', 'failed', 'do the paths name places');
  await expect(editor.result).toContainText('{"TemperatureRead":{"temperature":');
  await editor.field('Values').fill('$.TemperatureRead');
  await editor.test();
  await editor.expectStep('devices', 'ok', 'One device: cold.');
  // Nothing of a test is kept or shown anywhere.
  expect(await kept(page)).not.toContain('cold-store');

  await editor.save();
  await mine.expectStatus('online');
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Devices' }).click();
  await expect(new DevicesPage(page).quantity('cold', 'temperature')).toContainText(/\d/);
  await page.goto(ConnectionsPage.path);
  await mine.expectStatus('online');

  await mine.choose('Change');
  await editor.field('Name').fill('The cold store');
  await editor.save();
  await expect(mine.item).toContainText('The cold store');
  await mine.expectStatus('online');
});

test('A connection of this browser is left out, used again, exported and removed with its readings', async ({
  page,
  context,
  signIn,
  demo,
  serveConfig,
}) => {
  await serveConfig(withHubAccount);
  await signIn('technician', ConnectionsPage.path);
  const own = {
    id: 'cold-store',
    name: 'Cold store',
    protocol: 'json',
    transport: 'sse',
    url: `${demo.backEnds.streambed.origin}/api/temperature/events/1`,
    mapping: { device: '=cold', values: '$.TemperatureRead' },
  };
  await page.evaluate(
    (kept) => localStorage.setItem('signalbox-connections /', kept),
    JSON.stringify({ connections: [own], disabled: [] }),
  );
  await page.reload();
  const connections = new ConnectionsPage(page);
  const editor = new ConnectionEditor(page);
  const mine = connections.item('cold-store');
  await mine.expectStatus('online');
  await expect.poll(() => connectionsInHistory(page), { timeout: 20_000 }).toContain('cold-store');

  await mine.choose('Leave out in this browser');
  await mine.expectStatus('disabled');
  await connections.item('bridge').choose('Leave out in this browser');
  await connections.item('bridge').expectStatus('disabled');
  await connections.item('fleet').expectStatus('online');
  await page.reload();
  await mine.expectStatus('disabled');
  await connections.item('bridge').expectStatus('disabled');
  expect(await connectionsInHistory(page)).toContain('cold-store');
  await mine.item.getByRole('button', { name: 'Use it again' }).click();
  await mine.expectStatus('online');

  const config: { connections: { id: string; transport: string; credentials: unknown }[]; title: string } =
    JSON.parse(await connections.exportConfig());
  expect(config.title).toBe('Demo plant');
  expect(config.connections.map((one) => one.id)).toEqual(['fleet', 'cells', 'jobs', 'edge', 'cold-store']);
  expect(config.connections.at(-1)).toMatchObject({
    transport: 'sse',
    credentials: { kind: 'none' },
    mapping: { device: '=cold', values: '$.TemperatureRead' },
  });
  await connections.item('bridge').item.getByRole('button', { name: 'Use it again' }).click();
  await connections.item('bridge').expectStatus('online');
  expect(await connections.exportConfig()).not.toContain('bigclown');

  // Another tab adds one: neither loses what the other has kept. (A browser opens six streams to a host, not more: no word of `online`.)
  const other = await context.newPage();
  await other.goto(ConnectionsPage.path);
  const inOther = new ConnectionsPage(other);
  await inOther.item('cold-store').choose('Duplicate');
  await expect(new ConnectionEditor(other).field('Id')).toHaveValue('cold-store-copy');
  await page.goto('/connections/cold-store/edit');
  await editor.field('Name').fill('Cold room');
  await editor.save();
  await expect(mine.item).toContainText('Cold room');
  await new ConnectionEditor(other).save();
  for (const tab of [connections, inOther]) {
    await expect(tab.item('cold-store-copy').item).toBeVisible();
    await expect(tab.item('cold-store').item).toContainText('Cold room');
  }

  await mine.choose('Remove…');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await mine.expectStatus('online');
  await mine.choose('Remove…');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(mine.item).toHaveCount(0);
  await expect(inOther.item('cold-store').item).toHaveCount(0);
  await expect(inOther.item('cold-store-copy').item).toBeVisible();
  await other.close();
  await expect.poll(() => connectionsInHistory(page)).not.toContain('cold-store');
  await connections.item('cold-store-copy').choose('Remove…');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(connections.item('cold-store-copy').item).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem('signalbox-connections /'))).toBeNull();
  expect(await kept(page)).not.toContain('cold-store');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Devices' }).click();
  await expect(new DevicesPage(page).device('cold')).toHaveCount(0);
  await expect(new DevicesPage(page).device('1')).toHaveCount(1);
});

test('A connection of this browser that is wrong says why, and is corrected or removed', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician', ConnectionsPage.path);
  const url = `${demo.backEnds.streambed.origin}/api/temperature/events/1`;
  const own = { protocol: 'json', transport: 'sse', url, mapping: { device: '=cold' } };
  const connections = [
    { ...own, id: 'store', transport: 'pigeon', mapping: { ...own.mapping, valuse: '$.TemperatureRead' } },
    { ...own, id: 'old', protocol: 'telegraph' },
    { ...own, id: 'bridge', name: 'My bridge' },
  ];
  await page.evaluate(
    (kept) => localStorage.setItem('signalbox-connections /', kept),
    JSON.stringify({ connections, disabled: [] }),
  );
  await page.reload();
  const wrong = page.locator('[data-status="wrong"]');
  await expect(wrong).toHaveCount(3);
  await expect(wrong.nth(0)).toContainText('transport: expected one of');
  await expect(wrong.nth(0)).toContainText('mapping.valuse: unknown key');
  await expect(wrong.nth(1)).toContainText('there is no protocol of this name');
  await expect(wrong.nth(2)).toContainText('which is used instead');
  for (const name of ['old', 'My bridge']) {
    await wrong.and(page.getByRole('listitem', { name })).getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  }
  await expect(wrong).toHaveCount(1);
  expect(await new ConnectionsPage(page).exportConfig()).not.toContain('pigeon');
  await expect(page.getByText(/Not in it, because something in them is wrong .*: store\./)).toBeVisible();
  await new ConnectionsPage(page).item('bridge').expectStatus('online');
  await wrong.getByRole('link', { name: 'Change' }).click();
  const editor = new ConnectionEditor(page);
  await expect(page.getByText('mapping.valuse means nothing')).toBeVisible();
  await editor.choose('Over', 'Server-sent events');
  await editor.field('Values').fill('$.TemperatureRead');
  await editor.save();
  await new ConnectionsPage(page).item('store').expectStatus('online');
});

test('A connection that asks is tested with what is typed, and none of it is kept', async ({
  page,
  signIn,
  demo,
  outage,
  allowNetworkErrorsOf,
  serveConfig,
}) => {
  const { hub } = demo.backEnds;
  await serveConfig(withHubAccount);
  allowNetworkErrorsOf(hub.origin);
  await signIn('technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const editor = new ConnectionEditor(page);
  // The deployment's password is not copied: the person is asked for it.
  await connections.item('bridge').choose('Duplicate');
  await expect(editor.field('Name')).toHaveValue('Bridge copy');
  await expect(editor.field('How this page signs in there')).toHaveValue('password');
  await editor.test();
  await editor.expectStep('signed-in', 'failed', 'Needs a user name and password');
  await editor.field('User name').fill('clown');
  await editor.field('Password or API key').fill('wrong');
  await editor.test();
  await editor.expectStep('reachable', 'ok', 'answers');
  await editor.expectStep('signed-in', 'failed', 'Check what was typed');
  await outage.stop('hub');
  await editor.test();
  await editor.expectStep('reachable', 'failed', 'Nothing answers at');
  await outage.start('hub');
  await editor.field('Password or API key').fill('bigclown');
  await editor.test();
  await editor.expectStep('devices', 'ok', 'thermometer/i2c0-48');
  await editor.save();
  const copy = connections.item('bridge-copy');
  await copy.expectStatus('online', 20_000);

  expect(await kept(page)).toContain('bridge-copy');
  expect(await kept(page)).not.toContain('bigclown');
  expect((await page.content()).includes('bigclown')).toBe(false);
  expect(await connections.exportConfig()).not.toContain('bigclown');
  await page.reload();
  await copy.expectStatus('offline');
  await copy.item.getByLabel('User name').fill('clown');
  await copy.item.getByLabel('Password or API key').fill('bigclown');
  await copy.item.getByRole('button', { name: 'Connect' }).click();
  await copy.expectStatus('online');
});

test('What was typed of a connection is not left by accident', async ({ page, signIn }) => {
  await signIn('technician', ConnectionsPage.path);
  const editor = new ConnectionEditor(page);
  const question = page.getByRole('dialog', { name: 'Save your changes?' });
  const devices = page.getByRole('link', { name: 'Devices', exact: true });
  // Nothing is typed, and nothing asked.
  await editor.open();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page).toHaveURL(ConnectionsPage.path);
  await editor.open();
  await editor.field('Name').fill('Cold store');
  await devices.click();
  await expect(question).toContainText('“Cold store”');
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(editor.field('Name')).toHaveValue('Cold store');
  expect(await page.evaluate(asksBeforeUnload)).toBe(true);
  await devices.click();
  await question.getByRole('button', { name: 'Save and leave' }).click();
  await expect(page.getByText('Fill this in.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(page).toHaveURL(ConnectionsPage.path);
  expect(await page.evaluate(asksBeforeUnload)).toBe(false);
});

test('A viewer sees connections as they are, and cannot change them', async ({ page, signIn }) => {
  await signIn('viewer', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  await connections.item('bridge').expectStatus('online');
  await expect(page.getByRole('link', { name: 'Add a connection' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(0);
  await page.goto('/connections/new');
  await expect(page.getByText('needs the role technician')).toBeVisible();
});

test('From nothing to a chart of their own back end: the page leads there from a dashboard that nothing fills', async ({
  page,
  signIn,
  demo,
  serveConfig,
}) => {
  await serveConfig((config) => ({ ...config, connections: [], alarms: [] }));
  await signIn('technician');
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps).toContainText('Nothing is connected yet');
  const editor = new ConnectionEditor(page);
  await editor.open();
  await editor.choose('What is connected to', 'JSON');
  await editor.field('Name').fill('Cold store');
  await editor.choose('Over', 'Server-sent events');
  await editor.field('Address').fill(`${demo.backEnds.streambed.origin}/api/temperature/events/1`);
  await editor.field('Device').fill('=cold');
  await editor.field('Values').fill('$.TemperatureRead');
  await editor.save();
  const brought = page.getByRole('region', { name: 'What Cold store has brought' });
  await expect(brought).toContainText('Cold store has brought 1 device and 1 quantity so far.');
  await brought.getByRole('link', { name: 'Make me a dashboard' }).click();
  await expect.poll(() => new ChartTile(page, 'cold: temperature').samples()).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => new ChartTile(page, 'cold: temperature').samples()).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(steps).toBeHidden();
});
