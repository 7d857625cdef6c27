import { expect, test } from './fixtures.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { ordersSince } from './plant.ts';

/** How far another chart has to move on before an outage counts as one that can be seen, ms. */
const VISIBLE_OUTAGE_MS = 3_000;
/** The least share of a one-minute chart that such an outage leaves empty. */
const VISIBLE_GAP = 0.03;

test('The hub dies and comes back: no order leaves meanwhile, and the line has a gap', async ({
  page,
  signIn,
  demo,
  outage,
}) => {
  await signIn('technician', '/?window=1m');
  const overview = new OverviewPage(page);
  const heater = overview.switch('Heater');
  const air = overview.chart('Workshop CO₂');
  const elsewhere = overview.chart('Power');
  await heater.expectState('off');
  await expect.poll(() => air.samples()).toBeGreaterThan(8);
  expect(await air.gaps()).toEqual([]);
  const orders = ordersSince(demo.plant);

  await outage.stop('hub');

  await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  await expect(heater.control).toHaveAccessibleDescription(/Bridge is (reconnecting|connecting)/i);
  await expect(heater.region).toHaveAttribute('data-stale', 'true');
  await heater.control.click({ force: true });
  await heater.control.press('Space');
  const stoppedAt = await elsewhere.last();
  await expect.poll(() => elsewhere.last()).toBeGreaterThan(stoppedAt + VISIBLE_OUTAGE_MS);
  const samples = await air.samples();

  await outage.start('hub');

  await expect(heater.control).toHaveAttribute('aria-disabled', 'false', { timeout: 15_000 });
  await heater.expectState('off');
  await expect.poll(() => air.samples()).toBeGreaterThan(samples + 4);
  await expect.poll(async () => Math.max(0, ...(await air.gaps()))).toBeGreaterThan(VISIBLE_GAP);
  expect(orders()).toEqual([]);

  await heater.control.click();
  await heater.expectState('on');
  expect(orders()).toHaveLength(1);
});

for (const { what, backEnd, connection, chart, elsewhere } of [
  {
    what: 'fleet',
    backEnd: 'drogue',
    connection: 'fleet',
    chart: 'Power',
    elsewhere: 'Workshop temperature',
  },
  {
    what: 'climate cells',
    backEnd: 'kamea',
    connection: 'cells',
    chart: 'Office and lab temperature',
    elsewhere: 'Power',
  },
  {
    what: 'edge',
    backEnd: 'streambed',
    connection: 'edge',
    chart: 'Cold store and outdoor',
    elsewhere: 'Power',
  },
] as const) {
  test(`The back end of the ${what} dies and comes back by itself: readings again, and a gap in the line`, async ({
    page,
    signIn,
    outage,
  }) => {
    await signIn('viewer', '/?window=1m');
    const overview = new OverviewPage(page);
    const line = overview.chart(chart);
    const other = overview.chart(elsewhere);
    await line.show();
    await expect.poll(() => line.samples()).toBeGreaterThan(8);
    expect(await line.gaps()).toEqual([]);

    await outage.stop(backEnd);
    const stoppedAt = await other.last();
    await expect.poll(() => other.last()).toBeGreaterThan(stoppedAt + VISIBLE_OUTAGE_MS);
    const samples = await line.samples();
    await outage.start(backEnd);

    await expect.poll(() => line.samples(), { timeout: 20_000 }).toBeGreaterThan(samples + 4);
    await expect.poll(async () => Math.max(0, ...(await line.gaps()))).toBeGreaterThan(VISIBLE_GAP);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Connections' }).click();
    const item = new ConnectionsPage(page).item(connection);
    await expect.poll(() => item.figure('Reconnects')).toBe(1);
  });
}

test('The job’s server dies and comes back by itself: progress moves on, and its chart has a gap', async ({
  page,
  signIn,
  demo,
  outage,
}) => {
  await signIn('viewer', `${DevicesPage.path}/jobs/${encodeURIComponent('user:1')}`);
  const progress = new OverviewPage(page).chart('percent');
  await expect.poll(() => progress.samples()).toBeGreaterThan(8);
  expect(await progress.gaps()).toEqual([]);

  await outage.stop('webchannel');
  const { streambed } = demo.backEnds;
  const elsewhere = streambed.emitted('1').length;
  await expect.poll(() => streambed.emitted('1').length).toBeGreaterThan(elsewhere + 4);
  const samples = await progress.samples();
  await outage.start('webchannel');

  await expect.poll(() => progress.samples(), { timeout: 20_000 }).toBeGreaterThan(samples + 4);
  await expect.poll(async () => Math.max(0, ...(await progress.gaps()))).toBeGreaterThan(VISIBLE_GAP / 5);
});

for (const [id, name] of [
  ['bridge', 'hub'],
  ['fleet', 'drogue'],
  ['cells', 'kamea'],
  ['jobs', 'webchannel'],
  ['edge', 'streambed'],
] as const) {
  test(`The connection ${id} says that its back end is gone, and is online again when it is back`, async ({
    page,
    signIn,
    outage,
  }) => {
    await signIn('viewer', ConnectionsPage.path);
    const connection = new ConnectionsPage(page).item(id);
    await connection.expectStatus('online');
    await outage.stop(name);
    await expect(connection.item).toHaveAttribute('data-status', /^(reconnecting|renewing)$/);
    await outage.start(name);
    await connection.expectStatus('online', 20_000);
  });
}
