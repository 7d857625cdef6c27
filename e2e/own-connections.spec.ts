import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { withHubAccount } from './hub-client.ts';
import { kept } from './kept.ts';
import { ConnectionEditor } from './pages/connection-editor.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';

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
