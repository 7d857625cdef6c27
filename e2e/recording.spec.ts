import type { Page } from '@playwright/test';
import { asksBeforeUnload } from './before-unload.ts';
import { expect, test } from './fixtures.ts';
import { withHubAccount } from './hub-client.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { savedCsv } from './pages/csv.ts';
import { DevicesPage } from './pages/devices.ts';
import { InspectorPage } from './pages/inspector.ts';
import { Recordings } from './pages/recording.ts';
import { ChartTile } from './pages/tile.ts';
import { ordersSince } from './plant.ts';
import { tokensIn } from './session.ts';

const SENSOR = 'thermometer/i2c0-48';

/** Follows a link to another window of time on this page, as one in a message would lead there, without loading the page anew. */
async function chooseWindow(page: Page, from: number, to: number): Promise<void> {
  await page.evaluate(
    ([span, until]) => {
      const address = new URL(location.href);
      address.searchParams.set('window', `${span}ms`);
      address.searchParams.set('until', String(until));
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    },
    [to - from, new Date(to).toISOString()],
  );
}

/** What a chart shows, apart from what it is called: its picture, and the readings of its window. */
async function contentOf(page: Page, chart: ChartTile, title: string) {
  await chart.show();
  await expect.poll(() => chart.samples()).toBeGreaterThan(3);
  await expect.poll(async () => (await chart.gaps()).length).toBe(1);
  const csv = page.waitForEvent('download');
  await chart.region.getByRole('button', { name: `Actions for ${title}` }).click();
  await page.getByRole('menuitem', { name: 'Save as CSV' }).click();
  const [, ...rows] = (await savedCsv(await csv)).trimEnd().split('\r\n');
  return {
    gaps: await chart.gaps(),
    samples: await chart.samples(),
    readings: rows.map((row) => row.replace(/(?<=Z,)[^,]+/, 'connection')),
  };
}

test('What is recorded of a hub gives the same chart when it is replayed, and is never taken for live', async ({
  page,
  signIn,
  demo,
  outage,
  serveConfig,
}) => {
  await serveConfig(withHubAccount);
  await signIn('technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const bridge = connections.item('bridge');
  await bridge.expectStatus('online');
  const token = (await tokensIn(page)).access_token;
  const orders = ordersSince(demo.plant);
  const inspector = new InspectorPage(page);
  const recordings = new Recordings(page);
  await inspector.open('bridge');
  await recordings.start('1 minute');
  // It is lost with the page.
  await expect.poll(() => page.evaluate(asksBeforeUnload)).toBe(true);
  demo.backEnds.hub.injectFrame(`["boot", {"password": "swordfish", "note": "bigclown ${token}"}]\n`);
  await expect(inspector.frame(SENSOR).nth(6)).toBeVisible();
  // It goes on while another page is looked at, and the link breaks and comes back meanwhile.
  await inspector.leave();
  await outage.stop('hub');
  await bridge.expectStatus('reconnecting');
  await outage.start('hub');
  await bridge.expectStatus('online', 20_000);
  await inspector.open('bridge');
  await expect(recordings.progress).toHaveText(/\d+ frames, .* of 1 min/);
  await expect(inspector.frame(SENSOR).nth(6)).toBeVisible();
  const { path, text, name } = await recordings.save();
  await expect.poll(() => page.evaluate(asksBeforeUnload)).toBe(false);

  expect(name).toMatch(/^signalbox-recording-Bridge-.*\.ndjson$/);
  const [first = '', ...lines] = text.trimEnd().split('\n');
  expect(JSON.parse(first)).toMatchObject({
    kind: 'signalbox-recording',
    version: 1,
    protocol: 'clown-talk',
  });
  const times = lines.map((line): { at: number; what: string } => JSON.parse(line));
  expect(times.map((one) => one.what)).toEqual(
    expect.arrayContaining(['in', 'out', 'broken', 'opened', 'end']),
  );
  for (const secret of [token, 'swordfish', 'bigclown']) expect(text.includes(secret)).toBe(false);
  const readings = times.filter((_one, index) => lines[index]?.includes(SENSOR));
  // A line enters and leaves a window by the readings beside it: both pages have these only inside of what was recorded.
  const from = (readings[1]?.at ?? 0) + 1;
  const to = (readings.at(-2)?.at ?? 0) - 1;

  // The chart as it was live.
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Devices' }).click();
  await new DevicesPage(page).device(SENSOR).getByRole('link').click();
  await chooseWindow(page, from, to);
  const before = await contentOf(page, new ChartTile(page, 'temperature'), 'temperature');

  await pages.getByRole('link', { name: 'Connections' }).click();
  await recordings.replay({ name: 'x.ndjson', mimeType: 'text/plain', buffer: Buffer.from('{"a":1}\n') });
  await expect(page.getByRole('alert').filter({ hasText: 'no recording of Signalbox' })).toBeVisible();
  await recordings.replay(path);
  const { card } = recordings;
  await expect(card).toContainText('Nothing of it is live');
  await expect(card.getByRole('button', { name: 'Try now' })).toHaveCount(0);
  await card.getByLabel('Speed').selectOption({ label: 'As fast as possible' });
  await expect(card).toContainText('All of it has been played.');
  // The links are as well as they were: a recording is none of them.
  await expect(page.getByRole('link', { name: '5 online' })).toBeVisible();

  await card.getByRole('link', { name: 'Show its readings' }).click();
  await expect(page.getByText('Nothing of it is live')).toBeVisible();
  await chooseWindow(page, from, to);
  const title = `${SENSOR} · temperature`;
  const replayed = new ChartTile(page, title);
  const after = await contentOf(page, replayed, title);
  expect(after.readings).toEqual(before.readings);
  expect(after.samples).toBe(before.samples);
  expect(after.gaps.length).toBe(before.gaps.length);
  for (const [index, gap] of after.gaps.entries()) expect(gap).toBeCloseTo(before.gaps[index] ?? 0, 2);
  await expect(replayed.region).toHaveAttribute('data-stale', 'true');

  // Nothing can be ordered of the past, and closing it leaves nothing behind.
  await pages.getByRole('link', { name: 'Devices' }).click();
  const relay = new DevicesPage(page).device('relay/i2c0-3b').filter({ hasText: 'recording' });
  // What is gone once it is closed is offered to no dashboard.
  const measured = (text: string) => new DevicesPage(page).device(SENSOR).filter({ hasText: text });
  const adds = (text: string) => measured(text).getByRole('button', { name: /to a dashboard/ });
  await expect(adds('Bridge').first()).toBeAttached();
  await expect(measured('recording').getByRole('rowheader').first()).toBeVisible();
  await expect(adds('recording')).toHaveCount(0);
  await relay.getByRole('link').click();
  await expect(page.getByText('Nothing of it is live')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add to a dashboard…' })).toHaveCount(0);
  await expect(page.getByRole('switch')).toHaveCount(0);
  await pages.getByRole('link', { name: 'Connections' }).click();
  await card.getByRole('button', { name: 'Close recording' }).click();
  await expect(card).toHaveCount(0);
  await pages.getByRole('link', { name: 'Devices' }).click();
  await expect(new DevicesPage(page).device(SENSOR)).toHaveCount(1);
  expect(orders()).toEqual([]);
});
