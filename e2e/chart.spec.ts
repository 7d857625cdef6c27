import { readFile } from 'node:fs/promises';
import { serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { savedCsv } from './pages/csv.ts';
import { drag, openChart } from './plot.ts';

test('One series of a chart that falls silent is marked in the legend, says its age, and has no value once the window has left it', async ({
  page,
  signIn,
  serveConfig,
  outage,
}) => {
  const power = { connection: 'fleet', device: 'meter-workshop', quantity: 'power', label: 'Power' };
  const air = { connection: 'bridge', device: 'co2-sensor/i2c0-38', quantity: 'concentration', label: 'Air' };
  const options = { series: [power, air], window: '30s' };
  await serveDashboard(page, { type: 'timeseries', title: 'Both', options });
  await serveConfig((config) => ({
    ...config,
    connections: config.connections.map((one) => ({ ...one, staleAfterSeconds: 5 })),
  }));
  await signIn('viewer');
  const chart = await openChart(page, 'Both', 4);
  await expect.poll(() => chart.legendValue('Air')).toBeGreaterThan(0);
  await expect(chart.age('Air')).toBeHidden();

  await outage.stop('hub');
  await expect(chart.age('Air')).toHaveText(/^\d+ s ago, stale$/);
  await expect(chart.age('Power')).toBeHidden();
  await expect(chart.region).not.toHaveAttribute('data-stale', 'true');
  expect(await chart.legendValue('Air')).toBeGreaterThan(0);
  // A window as short as a gesture makes it is left soon.
  await chart.keys.focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect.poll(() => chart.legendValue('Air'), { timeout: 15_000 }).toBeNaN();
  await expect(chart.age('Air')).toHaveText(/^\d+ s ago, stale$/);
});

test('A series is hidden by its name in the legend, which tells least, greatest and mean', async ({
  page,
  signIn,
}) => {
  await signIn('viewer', '/?window=30s');
  const chart = await openChart(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(chart.statistic('Temperature', 'min')).toHaveText(/^\d/);
  const [min, mean, max] = await Promise.all(
    (['min', 'mean', 'max'] as const).map(async (name) =>
      Number.parseFloat((await chart.statistic('Temperature', name).textContent()) ?? ''),
    ),
  );
  expect(min).toBeLessThanOrEqual(mean ?? Number.NaN);
  expect(mean).toBeLessThanOrEqual(max ?? Number.NaN);
  const drawn = await chart.pixels();
  const toggle = chart.region.getByRole('button', { name: 'Temperature', exact: true });
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => chart.pixels()).not.toBe(drawn);
});

test('A table that lies upon a chart takes its keys away, follows the window, and gives the focus back to the chart', async ({
  page,
  signIn,
}) => {
  await signIn('viewer', '/?window=30s');
  const other = await openChart(page);
  const chart = await openChart(page, 'Power');
  await page.getByRole('button', { name: 'Pause' }).click();
  await chart.region.getByRole('button', { name: 'Actions for Power' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  const caption = chart.region.getByRole('table').getByRole('caption');
  const said = async () => Number(/: (\d+) readings/.exec((await caption.textContent()) ?? '')?.[1]);
  const before = await chart.samples();
  await expect.poll(said).toBe(before);

  const keys = chart.region.locator('[role="application"]');
  await keys.focus();
  await expect(keys).not.toBeFocused();

  await drag(page, other.plot, 0.3, 0.7);
  await expect.poll(() => chart.samples()).toBeLessThan(before);
  const now = await chart.samples();
  await expect.poll(said).toBe(now);

  await chart.region.getByRole('button', { name: 'Back to the chart' }).press('Enter');
  await expect(keys).toBeFocused();
});

test('The readings of a window are shown as a table and saved as CSV and as a picture', async ({
  page,
  signIn,
}) => {
  await signIn('viewer', '/?window=1m');
  const chart = await openChart(page, 'Power');
  await page.getByRole('button', { name: 'Pause' }).click();
  const choose = async (name: string) => {
    await chart.region.getByRole('button', { name: 'Actions for Power' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await choose('Show as table');
  const table = chart.region.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Time', 'Workshop (W)', 'Office (W)']);
  // The newest row may be of one series only.
  await expect(table.getByRole('cell').filter({ hasText: /^\d/ }).first()).toBeVisible();
  // On a small chart, where the legend has no room for them, these are told here.
  await expect(table.getByRole('caption')).toContainText(
    /Workshop \(W\): min [\d.]+, max [\d.]+, mean [\d.]+/,
  );
  await chart.region.getByRole('button', { name: 'Back to the chart' }).click();

  const csv = page.waitForEvent('download');
  await choose('Save as CSV');
  const saved = await savedCsv(await csv);
  const [heading, ...rows] = saved.trimEnd().split('\r\n');
  expect(heading).toBe('time,connection,device,quantity,value,unit');
  expect(rows).toHaveLength(await chart.samples());
  expect(rows[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,fleet,meter-workshop,power,[\d.]+,/);

  const savePicture = async () => {
    const picture = page.waitForEvent('download');
    await choose('Save as picture');
    return readFile(await (await picture).path());
  };
  const png = await savePicture();
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeGreaterThan(5000);

  // In the colours of the page, also at night.
  await page.emulateMedia({ colorScheme: 'dark' });
  const corner = await page.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const paint = document.createElement('canvas').getContext('2d');
      paint?.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0);
      return [...(paint?.getImageData(0, 0, 1, 1).data ?? [])];
    },
    (await savePicture()).toString('base64'),
  );
  expect(corner[3]).toBe(255);
  expect(Math.max(...corner.slice(0, 3))).toBeLessThan(80);
});
