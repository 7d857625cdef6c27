import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { OverviewPage } from './pages/overview.ts';
import type { ChartTile } from './pages/tile.ts';

/** Waits for a chart with something to look at. */
export async function openChart(page: Page, title = 'Workshop temperature', least = 6): Promise<ChartTile> {
  const chart = new OverviewPage(page).chart(title);
  await expect.poll(() => chart.samples(), { timeout: 20_000 }).toBeGreaterThan(least);
  return chart;
}

export async function boxOf(plot: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await plot.boundingBox();
  if (!box) throw new Error('The chart has no place on screen.');
  return box;
}

/** Drags over a plot from one share of its width to another. */
export async function drag(page: Page, plot: Locator, from: number, to: number): Promise<void> {
  const { x, y, width, height } = await boxOf(plot);
  await page.mouse.move(x + width * from, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * ((from + to) / 2), y + height / 2, { steps: 4 });
  await page.mouse.move(x + width * to, y + height / 2, { steps: 4 });
  await page.mouse.up();
}
