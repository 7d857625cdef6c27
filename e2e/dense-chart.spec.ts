import type { Locator, Page } from '@playwright/test';
import type { Demo } from '../demo/demo.ts';
import { serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { droguesEvent } from './hostile.ts';
import { ChartTile } from './pages/tile.ts';

const DEVICE = 'meter-dense';
const EVERY_MS = 10;
const SPIKE = 99;

interface Reading {
  readonly time: number;
  readonly value: number;
}

/** Readings of which many fall on each pixel, with one in their middle that stands out alone. */
function denseReadings(from: number, to: number): readonly Reading[] {
  const count = Math.floor((to - from) / EVERY_MS);
  return Array.from({ length: count }, (_, i) => ({
    time: from + i * EVERY_MS,
    value: i === Math.floor(count / 2) ? SPIKE : Math.round(2000 + 500 * Math.sin(i / 97)) / 100,
  }));
}

/** Opens a chart of a meter that says all of it at once and then falls silent. */
async function openDense(page: Page, demo: Demo, open: (path: string) => Promise<void>) {
  const chartOf = (device: string, title: string) => ({
    type: 'timeseries',
    title,
    options: { series: [{ connection: 'fleet', device, quantity: 'power', label: title }] },
  });
  await serveDashboard(page, chartOf(DEVICE, 'Dense'), chartOf('meter-workshop', 'Power'));
  await open('/?window=1m');
  // The link is there once another of its meters is heard.
  await expect.poll(() => new ChartTile(page, 'Power').samples()).toBeGreaterThan(0);
  const now = Math.floor(Date.now() / EVERY_MS) * EVERY_MS;
  const readings = denseReadings(now - 35_000, now - 5_000);
  for (const { time, value } of readings) {
    const says = `"time":"${new Date(time).toISOString()}","data":{"power":${value}}`;
    demo.backEnds.drogue.injectFrame(droguesEvent(`"id":"${DEVICE}-${time}","device":"${DEVICE}",${says}`));
  }
  const chart = new ChartTile(page, 'Dense');
  await expect.poll(() => chart.samples()).toBe(readings.length);
  return { chart, readings };
}

async function dragOver(page: Page, plot: Locator, from: number, to: number): Promise<void> {
  const box = await plot.boundingBox();
  if (!box) throw new Error('The chart has no place on screen.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, y, { steps: 6 });
  await page.mouse.up();
}

/** The window that the address names once it stands still there. */
async function windowOf(page: Page): Promise<{ readonly from: number; readonly to: number }> {
  const { searchParams } = new URL(page.url());
  const [, amount = '', unit] = /^(\d+)(ms|s|m)$/.exec(searchParams.get('window') ?? '') ?? [];
  const spanMs = Number(amount) * (unit === 'm' ? 60_000 : unit === 's' ? 1000 : 1);
  const to = Date.parse(searchParams.get('until') ?? '');
  return { from: to - spanMs, to };
}

test('A dense chart that is zoomed and moved tells of just the readings that its window has', async ({
  page,
  signIn,
  demo,
}) => {
  const { chart, readings } = await openDense(page, demo, (path) => signIn('viewer', path));
  const figure = async (name: 'min' | 'max' | 'mean') =>
    Number.parseFloat((await chart.statistic('Dense', name).textContent()) ?? '');
  const told = async () => ({
    samples: await chart.samples(),
    min: await figure('min'),
    max: await figure('max'),
    mean: await figure('mean'),
  });
  /** What the legend tells comes to be what the readings in the window of the address say. */
  const expectTrue = async (least: number) =>
    expect(async () => {
      const { from, to } = await windowOf(page);
      const values = readings.flatMap(({ time, value }) => (time >= from && time <= to ? value : []));
      const { samples, min, max, mean } = await told();
      expect(values.length).toBeGreaterThan(least);
      // One at either end of the window may be in it or not.
      expect(Math.abs(samples - values.length)).toBeLessThanOrEqual(1);
      expect(max).toBe(Math.max(...values));
      expect(min).toBeCloseTo(Math.min(...values), 1);
      expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 1);
    }).toPass();

  await page.getByRole('button', { name: 'Pause' }).click();
  await expectTrue(2_000);
  expect(await figure('max')).toBe(SPIKE);

  // Where the spike is not: behind it, and where there still are readings.
  const whole = page.url();
  const { from, to } = await windowOf(page);
  const spikeAt = readings.find(({ value }) => value === SPIKE)?.time ?? Number.NaN;
  const place = (time: number) => (time - from) / (to - from);
  await dragOver(page, chart.plot, place(spikeAt + 2_000), place(spikeAt + 14_000));
  await expect.poll(() => page.url()).not.toBe(whole);
  await expectTrue(500);
  expect(await figure('max')).toBeLessThan(SPIKE);

  // Into the past, until it is seen again.
  await page.keyboard.down('Shift');
  await dragOver(page, chart.plot, 0.1, 0.95);
  await page.keyboard.up('Shift');
  await expect.poll(() => figure('max')).toBe(SPIKE);
  await expectTrue(500);

  await chart.plot.dblclick();
  await expect.poll(() => page.url()).toBe(whole);
  await expectTrue(2_000);
});

test('The live edge goes by seconds for who wants no motion, and glides otherwise', async ({
  page,
  signIn,
  demo,
}) => {
  const { chart } = await openDense(page, demo, (path) => signIn('viewer', path));
  /** Times between steps of a chart of which only the window moves, ms. */
  const steps = (count: number) =>
    chart.region.locator('canvas').evaluate(
      (canvas, wanted) =>
        new Promise<readonly number[]>((resolve, reject) => {
          if (!(canvas instanceof HTMLCanvasElement)) return reject(new Error('There is no canvas.'));
          const times: number[] = [];
          let last = canvas.toDataURL();
          const look = () => {
            const drawn = canvas.toDataURL();
            if (drawn !== last) times.push(performance.now());
            last = drawn;
            if (times.length <= wanted) requestAnimationFrame(look);
            else resolve(times.slice(1).map((time, i) => time - (times[i] ?? 0)));
          };
          requestAnimationFrame(look);
        }),
      count,
    );
  // One that came late is close to the next; together they take their seconds.
  const slow = await steps(3);
  expect(slow.reduce((sum, step) => sum + step)).toBeGreaterThan(1_500);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(Math.min(...(await steps(8)))).toBeLessThan(300);
});
