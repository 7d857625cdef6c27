import { expect, test } from './fixtures.ts';
import { ConnectionsPage } from './pages/connections.ts';
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

test('The fleet’s back end dies and comes back by itself', async ({ page, signIn, outage }) => {
  await signIn('viewer', '/?window=1m');
  const overview = new OverviewPage(page);
  const power = overview.chart('Power');
  const elsewhere = overview.chart('Workshop temperature');
  await expect.poll(() => power.samples()).toBeGreaterThan(8);
  expect(await power.gaps()).toEqual([]);

  await outage.stop('drogue');
  const stoppedAt = await elsewhere.last();
  await expect.poll(() => elsewhere.last()).toBeGreaterThan(stoppedAt + VISIBLE_OUTAGE_MS);
  const samples = await power.samples();
  await outage.start('drogue');

  await expect.poll(() => power.samples(), { timeout: 15_000 }).toBeGreaterThan(samples + 4);
  await expect.poll(async () => Math.max(0, ...(await power.gaps()))).toBeGreaterThan(VISIBLE_GAP);
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
