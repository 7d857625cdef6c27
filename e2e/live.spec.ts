import { expect, test } from './fixtures.ts';
import { CONNECTIONS, ConnectionsPage } from './pages/connections.ts';
import { CHARTS, OverviewPage } from './pages/overview.ts';

test('All five connections come online', async ({ page, signIn }) => {
  await signIn('viewer', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  await expect(connections.items).toHaveCount(CONNECTIONS.length);
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online');
});

test('The connections page says how much each of them brings and how long ago the last of it came', async ({
  page,
  signIn,
  outage,
}) => {
  await signIn('viewer', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  for (const id of CONNECTIONS) {
    const item = connections.item(id);
    await expect.poll(() => item.figure('Frames/s'), id).toBeGreaterThan(0);
    await expect.poll(() => item.figure('Last frame'), id).toBeLessThanOrEqual(1);
  }
  await outage.stop('drogue');
  const fleet = connections.item('fleet');
  await expect.poll(() => fleet.figure('Last frame')).toBeGreaterThanOrEqual(2);
  await expect.poll(() => fleet.figure('Frames/s')).toBe(0);
  await expect.poll(() => connections.item('bridge').figure('Last frame')).toBeLessThanOrEqual(1);
});

test('Every chart moves', async ({ page, signIn }) => {
  await signIn('viewer');
  const overview = new OverviewPage(page);
  for (const title of CHARTS) {
    await test.step(title, async () => {
      const chart = overview.chart(title);
      await chart.show();
      await expect.poll(() => chart.samples()).toBeGreaterThan(0);
      // First what is drawn: taken after the figures it may be of a later reading than they are.
      const pixels = await chart.pixels();
      const samples = await chart.samples();
      const last = await chart.last();
      await expect.poll(() => chart.samples()).toBeGreaterThan(samples + 2);
      await expect.poll(() => chart.last()).toBeGreaterThan(last);
      expect(await chart.pixels()).not.toBe(pixels);
      await expect(chart.region).not.toHaveAttribute('data-stale', 'true');
    });
  }
});

test('Numbers, gauge and bars show live values', async ({ page, signIn, demo }) => {
  await signIn('viewer');
  const overview = new OverviewPage(page);
  await expect.poll(() => overview.tile('Pressure').number()).toBeCloseTo(demo.plant.barometer().pressure, 0);
  await expect.poll(() => overview.tile('Cold store').number()).toBeGreaterThan(0);
  const light = overview.tile('Light');
  await light.show();
  await expect(light.value).toHaveText(/^\d/);
  const temperatures = overview.tile('Temperatures');
  await temperatures.show();
  await expect(
    temperatures.region.getByRole('img', {
      name: /Workshop: \d.*Office: \d.*Lab: \d.*Cold store: \d.*Outdoor: \d/,
    }),
  ).toBeVisible();
});

test('A long job is followed to its end', async ({ page, signIn }) => {
  await signIn('viewer');
  const job = new OverviewPage(page).tile('Bakery job');
  const bar = job.region.getByRole('progressbar');
  await expect(bar).toHaveAttribute('aria-valuenow', /^\d+$/);
  await expect(job.region).toHaveAttribute('data-state', 'running');
  await expect(bar).toHaveAttribute('aria-valuenow', '100', { timeout: 20_000 });
  await expect(job.region).toHaveAttribute('data-state', 'done');
});

test('The page says what happens in the event log', async ({ page, signIn }) => {
  await signIn('viewer');
  const events = new OverviewPage(page).tile('Events');
  await events.show();
  await expect(events.region.getByRole('listitem').first()).toBeVisible();
});
