import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { OverviewPage } from './pages/overview.ts';
import { goWithin } from './within.ts';

/** How bright the page's ground is, 0…255. */
function brightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const paint = document.createElement('canvas').getContext('2d');
    if (paint === null) return Number.NaN;
    paint.fillStyle = getComputedStyle(document.body).backgroundColor;
    paint.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = paint.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });
}

test('The chosen colour scheme holds after the page is loaded again', async ({ page, signIn }) => {
  await signIn('viewer', AccountPage.path);
  const account = new AccountPage(page);
  await account.scheme('Dark').check();
  await expect.poll(() => brightness(page)).toBeLessThan(64);
  await page.reload();
  await expect(account.scheme('Dark')).toBeChecked();
  await expect.poll(() => brightness(page)).toBeLessThan(64);
  await account.scheme('Light').check();
  await expect.poll(() => brightness(page)).toBeGreaterThan(192);
});

for (const [colorScheme, isDark] of [
  ['dark', true],
  ['light', false],
] as const) {
  test(`Without a choice the page is ${colorScheme} where the system is`, async ({ page, signIn }) => {
    await page.emulateMedia({ colorScheme });
    await signIn('viewer');
    await expect.poll(async () => (await brightness(page)) < 128).toBe(isDark);
  });
}

test('On paper a dashboard is dark on white, whatever it is on the screen, without what can only be touched', async ({
  page,
  signIn,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn('viewer');
  const chart = new OverviewPage(page).chart('Workshop temperature');
  const actions = chart.region.getByRole('button', { name: 'Actions for Workshop temperature' });
  await expect(actions).toBeVisible();
  await expect.poll(() => brightness(page)).toBeLessThan(64);
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await expect.poll(() => brightness(page)).toBeGreaterThan(192);
  await expect(chart.region).toBeVisible();
  await expect(actions).toBeHidden();
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await page.emulateMedia({ colorScheme: 'dark', media: 'screen' });
  await expect.poll(() => brightness(page)).toBeLessThan(64);

  // So it is with what other pages have to be pressed, and their headings stay.
  for (const [path, stays, pressed] of [
    ['/dashboards', page.getByRole('heading', { name: 'Dashboards' }), page.getByText('New dashboard')],
    ['/alarms', page.getByRole('button', { name: 'Now' }), page.getByRole('button', { name: 'Journal' })],
    [
      '/devices/fleet/dimmer-1',
      page.getByRole('region', { name: 'level', exact: true }),
      page.getByRole('button', { name: 'Set', exact: true }),
    ],
  ] as const) {
    await goWithin(page, path);
    await expect(pressed).toBeVisible();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await expect(stays).toBeVisible();
    await expect(pressed).toBeHidden();
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  }
});

test('A dashboard is printed whole: also what nobody has scrolled to, with the time and the links, no tile wider than the paper', async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn('viewer');
  await expect(page.getByText(/online$/).first()).toBeVisible();
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-asked', '');
  });
  await page.keyboard.press('Control+p');
  await expect(page.locator('html')).toHaveAttribute('data-asked');
  // Of tiles whose code nobody has scrolled to, too.
  expect(await page.locator('[data-waits]').count()).toBe(0);
  const charts = page.locator('[data-widget="timeseries"]');
  expect(await charts.count()).toBeGreaterThan(3);
  for (const chart of await charts.all()) await expect(chart).not.toHaveAttribute('data-samples', '0');

  // The browser's own part: A4 and letter are both wide enough, and nothing is drawn but for that width.
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.getByText(/^Printed \d/)).toBeVisible();
  await expect(page.getByText(/online$/).first()).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  // Of what can be chosen there is what is, and of a filter that holds nothing back nothing.
  await expect(page.getByRole('radiogroup', { name: 'Lamp' }).getByRole('radio')).toHaveText(['off']);
  await expect(page.getByPlaceholder('Filter by text')).toBeHidden();
  await expect(page.getByLabel('Least level')).toBeHidden();
  for (const canvas of await charts.locator('canvas').all()) {
    const [box, tile] = await Promise.all([
      canvas.boundingBox(),
      canvas.locator('xpath=ancestor::section').boundingBox(),
    ]);
    expect(box?.width).toBeLessThanOrEqual(tile?.width ?? 0);
    expect((tile?.x ?? 0) + (tile?.width ?? 0)).toBeLessThanOrEqual(960);
  }
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.getByText(/^Printed /)).toBeHidden();
  await expect(page.getByRole('navigation')).toBeVisible();
});
