import type { Page } from '@playwright/test';
import { serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { OverviewPage } from './pages/overview.ts';
import { boxOf, drag, openChart } from './plot.ts';

/** What the address says of the window. */
function addressOf(page: Page): { window: string | null; until: string | null } {
  const { searchParams } = new URL(page.url());
  return { window: searchParams.get('window'), until: searchParams.get('until') };
}

test('Pausing holds every chart still while readings go on, and one click is back to live', async ({
  page,
  signIn,
}) => {
  await signIn('viewer', '/?window=30s');
  const chart = await openChart(page);
  const other = new OverviewPage(page).chart('Power');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/^Paused · /)).toBeVisible();
  await expect.poll(() => addressOf(page).until).not.toBeNull();
  const last = await other.last();
  const samples = await chart.samples();
  await expect.poll(() => other.last()).toBeGreaterThan(last + 2000);
  expect(await chart.samples()).toBe(samples);

  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect.poll(() => addressOf(page)).toEqual({ window: '30s', until: null });
  await expect.poll(() => chart.samples()).not.toBe(samples);
});

test('A chart with a window of its own is held and goes back to live with the page, which says so', async ({
  page,
  signIn,
}) => {
  const series = [{ connection: 'fleet', device: 'meter-workshop', quantity: 'power' }];
  await serveDashboard(
    page,
    { type: 'timeseries', title: 'Own', options: { series, window: '30s' } },
    { type: 'timeseries', title: 'Power', options: { series } },
  );
  await signIn('viewer', '/?window=5m');
  const own = await openChart(page, 'Own');
  const { x, y, width, height } = await boxOf(own.plot);
  const pause = page.getByRole('button', { name: 'Pause' });
  const goOn = page.getByRole('button', { name: 'Back to live' });
  const hold = async () => {
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await expect(goOn).toBeVisible();
    await page.mouse.up();
  };
  await hold();
  await expect(page.getByText(/^Paused · /)).toBeVisible();
  await expect.poll(() => addressOf(page).until).not.toBeNull();
  expect(addressOf(page).window).toBe('5m');
  const [held, last] = [await own.samples(), await own.last()];
  await expect.poll(() => own.last()).toBeGreaterThan(last + 2000);
  expect(await own.samples()).toBe(held);
  // Where it fills the screen nothing else of the page is seen: it says so itself.
  await page.keyboard.press('f');
  await expect(own.region.getByText(/^Paused · /)).toBeVisible();
  await own.region.getByRole('button', { name: 'Back to live' }).click();
  await expect(own.region.getByText(/^Paused · /)).toBeHidden();
  await page.keyboard.press('f');
  await expect(pause).toBeVisible();
  await expect.poll(() => own.samples()).not.toBe(held);

  await drag(page, own.plot, 0.5, 1);
  await expect.poll(() => addressOf(page).window).toMatch(/^1[45]\d*m?s$/);
  await own.plot.dblclick();
  await expect.poll(() => addressOf(page)).toEqual({ window: '5m', until: null });
});

test('Dragging over a chart zooms all charts to that time, and a double click goes back', async ({
  page,
  signIn,
}) => {
  await signIn('viewer', '/?window=30s');
  const chart = await openChart(page);
  const power = await openChart(page, 'Power');
  const before = await power.samples();
  // The newest samples, always there, are not in the middle of the window.
  await drag(page, chart.plot, 0.3, 0.7);
  await expect.poll(() => power.samples()).toBeLessThan(before);
  await expect.poll(() => addressOf(page).until).not.toBeNull();
  await chart.plot.dblclick();
  await expect.poll(() => addressOf(page)).toEqual({ window: '30s', until: null });
});

test('A link that says nothing of the window leads to the live dashboard, not to what was paused', async ({
  page,
  signIn,
}) => {
  await signIn('viewer', '/?window=30s');
  await openChart(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => addressOf(page).until).not.toBeNull();
  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).first().click();
  await expect.poll(() => addressOf(page)).toEqual({ window: '1m', until: null });
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('A window that was zoomed to is kept by the address', async ({ page, signIn }) => {
  await signIn('viewer', '/?window=30s');
  const chart = await openChart(page);
  await drag(page, chart.plot, 0.5, 1);
  await expect.poll(() => addressOf(page).window).toMatch(/^1[45]\d*m?s$/);
  const zoomed = page.url();
  const words = await page.getByText(/^Paused · /).textContent();
  await page.reload();
  await expect(page.getByText(/^Paused · /)).toHaveText(words ?? '');
  expect(page.url()).toBe(zoomed);
});

test('Shift and dragging moves through time; the wheel zooms a chart that has been clicked', async ({
  page,
  signIn,
}) => {
  await signIn('viewer', '/?window=1m');
  const chart = await openChart(page);
  await page.keyboard.down('Shift');
  await drag(page, chart.plot, 0.2, 0.7);
  await page.keyboard.up('Shift');
  await expect.poll(() => addressOf(page).until).not.toBeNull();
  await expect.poll(() => Date.now() - Date.parse(addressOf(page).until ?? '')).toBeGreaterThan(25_000);
  expect(addressOf(page).window).toBe('1m');

  await page.getByRole('button', { name: 'Back to live' }).click();
  await chart.plot.click();
  await page.mouse.wheel(0, -300);
  await expect.poll(() => addressOf(page)).toMatchObject({ until: null });
  await expect.poll(() => addressOf(page).window).not.toBe('1m');
});

test('Pointing at one chart shows the same moment in all of them', async ({ page, signIn }) => {
  await signIn('viewer', '/?window=30s');
  const chart = await openChart(page);
  const power = await openChart(page, 'Power');
  const { x, y, width } = await boxOf(chart.plot);
  await page.mouse.move(x + width * 0.9, y + 20);
  await expect(chart.cursorClock).toHaveText(/\d/);
  await expect(power.cursorClock).toHaveText(/\d/);
  await page.mouse.move(0, 0);
  await expect(power.cursorClock).toBeEmpty();
});

test('A chart is worked by keyboard alone', async ({ page, signIn }) => {
  await signIn('viewer', '/?window=1m');
  const chart = await openChart(page);
  await expect(chart.keys).toHaveAccessibleDescription(/^Arrow keys move through time/);
  await chart.keys.focus();
  await page.keyboard.press('Space');
  await expect.poll(() => addressOf(page).until).not.toBeNull();
  await page.keyboard.press('+');
  // Zoomed to, not chosen: charts with a window of their own show it, too.
  await expect.poll(() => addressOf(page).window).toBe('30000ms');
  const { until } = addressOf(page);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => addressOf(page).until).not.toBe(until);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(chart.cursorClock).toHaveText(/\d/);
  await page.keyboard.press('Escape');
  await expect.poll(() => addressOf(page).window).toBe('1m');
  await page.keyboard.press('End');
  await expect.poll(() => addressOf(page).until).toBeNull();
});

test('A range of time is chosen by its ends', async ({ page, signIn }) => {
  await signIn('viewer');
  await openChart(page);
  await page.getByRole('button', { name: 'Range…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Show a range of time' });
  await dialog.getByLabel('From').fill('2026-03-01T10:00:00');
  await dialog.getByLabel('To').fill('2026-03-01T09:00:00');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('The end must be later than the beginning.');
  await dialog.getByLabel('To').fill('2026-03-01T11:30:00');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => addressOf(page).window).toBe('90m');
  await expect(page.getByText(/^Paused · /)).toBeVisible();

  // As long as a window that can be chosen, and yet another: charts with a window of their own show it alike, on a shared link, too.
  await page.getByRole('button', { name: 'Range…' }).click();
  await dialog.getByLabel('From').fill('2026-03-01T10:30:00');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect.poll(() => addressOf(page).window).toBe('60m');
  const { until } = addressOf(page);
  await page.getByRole('radio', { name: '1 h', exact: true }).check({ force: true });
  await expect.poll(() => addressOf(page)).toEqual({ window: '1h', until });
});

test('The focus comes back from the dialog for a range to what it was asked for with, also on a phone', async ({
  page,
  signIn,
}) => {
  await signIn('viewer');
  await openChart(page);
  const dialog = page.getByRole('dialog', { name: 'Show a range of time' });
  const asked = page.getByRole('button', { name: 'Range…' });
  await asked.press('Enter');
  await dialog.getByRole('button', { name: 'Show' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(asked).toBeFocused();

  await page.setViewportSize({ width: 600, height: 800 });
  const list = page.getByRole('combobox', { name: 'Time window' });
  for (const way of ['Show', 'Cancel']) {
    await list.focus();
    await list.selectOption('Range…');
    await dialog.getByRole('button', { name: way }).press('Enter');
    await expect(dialog).toBeHidden();
    await expect(list).toBeFocused();
  }
});
