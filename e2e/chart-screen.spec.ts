import type { CDPSession } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { OverviewPage } from './pages/overview.ts';
import type { ChartTile } from './pages/tile.ts';

test.use({ hasTouch: true });

const TITLE = 'Workshop temperature';

async function boxOf(chart: ChartTile): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await chart.plot.boundingBox();
  if (!box) throw new Error('The chart has no place on screen.');
  return box;
}

/** Puts two fingers down at these shares of a chart's width, moves them to others, and lifts them. */
async function pinch(
  browser: CDPSession,
  chart: ChartTile,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const { x, y, width, height } = await boxOf(chart);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', shares: readonly number[]) =>
    browser.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: shares.map((share, id) => ({ id, x: x + width * share, y: y + height / 2 })),
    });
  await touch('touchStart', [from[0]]);
  await touch('touchStart', from);
  const STEPS = 5;
  for (let step = 1; step <= STEPS; step += 1) {
    const at = (finger: 0 | 1) => from[finger] + ((to[finger] - from[finger]) * step) / STEPS;
    await touch('touchMove', [at(0), at(1)]);
  }
  await touch('touchEnd', []);
}

/** Length of the window in the address, s. */
function windowOf(address: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h)$/.exec(new URL(address).searchParams.get('window') ?? '') ?? [];
  const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600 };
  return Number(count) * (seconds[unit ?? ''] ?? Number.NaN);
}

test('Two fingers zoom a chart in and out around what is between them, and one moves through time', async ({
  page,
  signIn,
}) => {
  await signIn('viewer', '/?window=5m');
  const chart = new OverviewPage(page).chart(TITLE);
  await expect.poll(() => chart.samples(), { timeout: 20_000 }).toBeGreaterThan(3);
  const browser = await page.context().newCDPSession(page);

  await pinch(browser, chart, [0.45, 0.55], [0.2, 0.8]);
  // Six times as far apart: a sixth of the time, and it stands still.
  await expect.poll(() => windowOf(page.url())).toBeCloseTo(50, -1);
  await expect(page.getByText(/^Paused · /)).toBeVisible();
  const middle = () => Date.parse(new URL(page.url()).searchParams.get('until') ?? '') - 25_000;
  expect(Math.abs(Date.now() - 150_000 - middle())).toBeLessThan(30_000);

  await pinch(browser, chart, [0.2, 0.8], [0.4, 0.6]);
  await expect.poll(() => windowOf(page.url())).toBeGreaterThan(100);

  const zoomed = windowOf(page.url());
  const until = () => new URL(page.url()).searchParams.get('until');
  const before = until();
  const { x, y, width, height } = await boxOf(chart);
  const finger = (type: 'touchStart' | 'touchMove', share: number) =>
    browser.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: [{ x: x + width * share, y: y + height / 2 }],
    });
  await finger('touchStart', 0.3);
  for (const share of [0.35, 0.45, 0.6]) await finger('touchMove', share);
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(until).not.toBe(before);
  expect(windowOf(page.url())).toBe(zoomed);
});

test('On a screen with more pixels, or after zooming the page, the chart is drawn anew as sharp as they are', async ({
  page,
  signIn,
}) => {
  await signIn('viewer', '/?window=30s');
  const chart = new OverviewPage(page).chart(TITLE);
  await expect.poll(() => chart.samples(), { timeout: 20_000 }).toBeGreaterThan(6);
  const canvas = chart.region.locator('canvas');
  const sharpness = () =>
    canvas.evaluate((one) => (one instanceof HTMLCanvasElement ? one.width / one.clientWidth : 0));
  const ink = () => chart.gaps().then((gaps) => gaps.length);
  await expect.poll(sharpness).toBeCloseTo(1, 1);
  const browser = await page.context().newCDPSession(page);
  for (const [deviceScaleFactor, width, height] of [
    [2, 1200, 800],
    [1.5, 1300, 900],
    [1, 1440, 1000],
  ] as const) {
    const mobile = false;
    await browser.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile });
    await expect.poll(sharpness).toBeCloseTo(deviceScaleFactor, 1);
    // One line, in one piece, as before.
    await expect.poll(ink).toBe(0);
    expect(await chart.samples()).toBeGreaterThan(6);
  }
});

test('The table of a window is copied as a spreadsheet takes it', async ({ page, context, signIn }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn('viewer', '/?window=1m');
  const chart = new OverviewPage(page).chart('Power');
  await expect.poll(() => chart.samples(), { timeout: 20_000 }).toBeGreaterThan(6);
  await page.getByRole('button', { name: 'Pause' }).click();
  await chart.region.getByRole('button', { name: 'Actions for Power' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  const rows = chart.region.getByRole('table').locator('tbody tr');
  await expect.poll(() => rows.count()).toBeGreaterThan(3);
  await chart.region.getByRole('button', { name: 'Copy' }).click();
  await expect(chart.region.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();

  const [heading, ...lines] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(heading).toBe('time\tWorkshop (W)\tOffice (W)');
  expect(lines).toHaveLength(await rows.count());
  for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z\t[\d.]*\t[\d.]*$/);
  await expect(rows.first()).toContainText(
    lines[0]?.split('\t').find((cell) => /^\d+(\.\d)?$/.test(cell)) ?? '',
  );

  // Another reading of the window is another table, which nobody has copied.
  await chart.region.getByRole('button', { name: 'Read again' }).click();
  await expect(chart.region.getByRole('status').filter({ hasText: 'Copied.' })).toHaveCount(0);
});

test('The table sums up older readings of which only summaries are left, as the chart draws them', async ({
  page,
  signIn,
  serveConfig,
}) => {
  await serveConfig((config) => ({ ...config, limits: { maxSamplesPerSeries: 4, historyMegabytes: 0 } }));
  await signIn('viewer', '/?window=1m');
  const chart = new OverviewPage(page).chart('Workshop temperature');
  await expect.poll(() => chart.samples(), { timeout: 20_000 }).toBeGreaterThan(8);
  await chart.region.getByRole('button', { name: 'Actions for Workshop temperature' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  const table = chart.region.getByRole('table');
  await expect(table.getByRole('caption')).toContainText('sums up several readings');
  const oldest = table.locator('tbody tr').last();
  await expect(oldest).toHaveAttribute('data-summary', 'true');
  await expect(
    oldest
      .getByRole('cell')
      .filter({ hasText: /^min [\d.]+, max [\d.]+, mean [\d.]+$/ })
      .first(),
  ).toBeVisible();
});
