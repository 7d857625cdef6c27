import type { Locator, Page } from '@playwright/test';
import { HEATER, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { AlarmsPage } from './pages/alarms.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { ControlTile } from './pages/controls.ts';
import { OverviewPage } from './pages/overview.ts';
import { ordersSince } from './plant.ts';
import { tell, watch } from './probe.ts';
import { goWithin } from './within.ts';

/** Whether what is drawn at the middle of an element is that element: nothing lies over it. */
function isOnTop(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });
}

async function fill(page: Page, region: Locator): Promise<void> {
  await region.hover();
  await page.keyboard.press('f');
  await expect.poll(() => region.evaluate((one) => one === document.fullscreenElement)).toBe(true);
}

test('In a chart on the full screen its menu, its table, the way back to live and notices are seen and work', async ({
  page,
  signIn,
}) => {
  await signIn('technician', '/?window=1m');
  const chart = new OverviewPage(page).chart('Workshop temperature');
  const actions = chart.region.getByRole('button', { name: 'Actions for Workshop temperature' });
  await expect.poll(() => chart.samples()).toBeGreaterThan(2);
  await fill(page, chart.region);

  await actions.click();
  const asTable = page.getByRole('menuitem', { name: 'Show as table' });
  await expect.poll(() => isOnTop(asTable)).toBe(true);
  await asTable.click();
  await expect.poll(() => isOnTop(chart.region.getByRole('table'))).toBe(true);
  await actions.click();
  await page.getByRole('menuitem', { name: 'Show as chart' }).click();

  await chart.keys.press('Space');
  await expect(chart.region.getByText(/^Paused · /)).toBeVisible();
  await chart.region.getByRole('button', { name: 'Back to live' }).click();
  await expect(chart.region.getByText(/^Paused · /)).toHaveCount(0);

  await page.keyboard.press('s');
  const notice = page.getByText('This page is a favourite now.');
  await expect.poll(() => isOnTop(notice)).toBe(true);
  await page.getByRole('button', { name: 'Put this message away' }).click();
  await expect(notice).toHaveCount(0);
  await page.keyboard.press('s');
  await expect.poll(() => isOnTop(page.getByText('This page is no favourite any more.'))).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);

  // Beside the other widgets it is over the page again.
  await actions.click();
  await expect.poll(() => isOnTop(asTable)).toBe(true);
});

test('A control on the full screen asks there whether an order is meant, and is held there', async ({
  page,
  signIn,
  demo,
}) => {
  const guarded = (title: string, guard: object) => ({
    type: 'button',
    title,
    options: { actuator: HEATER, label: 'Push', ...guard },
  });
  await serveDashboard(
    page,
    guarded('Asked', { confirm: 'The workshop gets warm.' }),
    guarded('Held', { hold: true }),
  );
  await signIn('technician');
  const orders = ordersSince(demo.plant);
  const asked = new ControlTile(page, 'Asked', 'button');
  await expect(asked.button(/Push/)).toHaveAttribute('aria-disabled', 'false');
  await fill(page, asked.region);
  await asked.button(/Push/).click();
  const confirm = asked.question.getByRole('button', { name: 'Confirm' });
  await expect.poll(() => isOnTop(confirm)).toBe(true);
  expect(orders()).toEqual([]);
  await confirm.click({ delay: 50 });
  await expect.poll(() => orders().length).toBe(1);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);

  const held = new ControlTile(page, 'Held', 'button');
  await expect(held.button(/Push/)).toHaveAttribute('aria-disabled', 'false');
  await fill(page, held.region);
  await held.holdDown(held.button(/Push/));
  await expect.poll(() => orders().length).toBe(2);
  await held.letGo();
});

test('An alarm is seen over a chart on the full screen, and leads from it to the alarms', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await watch(page, serveConfig, () => signIn('technician', ConnectionsPage.path));
  await goWithin(page, '/');
  const { region } = new OverviewPage(page).chart('Workshop temperature');
  await expect(region).toBeVisible();
  await fill(page, region);
  tell(demo, 90);
  const { banner } = new AlarmsPage(page);
  await expect(banner).toContainText('Probe too hot');
  await expect.poll(() => isOnTop(banner)).toBe(true);
  await banner.click();
  await expect(page).toHaveURL(AlarmsPage.path);
  await expect.poll(() => isOnTop(banner)).toBe(true);
});
