import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { goWithin } from './within.ts';

/** Two keys that lead to a page. They are no pair where a busy machine brings the second late, nor before the page listens: then again. */
async function goByKeys(page: Page, first: string, second: string, heading: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(first);
    await page.keyboard.press(second);
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
}

test('A person finds a device by its quantity with the keyboard alone', async ({ page, signIn }) => {
  await signIn('technician');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to, or do' });
  const field = palette.getByRole('combobox');
  await expect(field).toBeFocused();
  await field.fill('co2');
  const option = palette.getByRole('option', { selected: true });
  await expect(option).toContainText(/co2/i);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/devices\/.+\/.+/);
  await expect(palette).toBeHidden();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).not.toHaveText('Overview');

  // Where they have been is offered first the next time, also after a reload; where they are is not.
  const device = (await heading.textContent()) ?? '';
  await page.reload();
  await expect(heading).toHaveText(device);
  await goWithin(page, '/alarms');
  await expect(page.getByRole('heading', { name: 'Alarms', level: 1 })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('option').first()).toContainText(device, { timeout: 1_000 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText(device);
  await expect(palette).toBeHidden();
});

test('The palette leads to dashboards, devices and quantities, and says how many more it has found', async ({
  page,
  signIn,
}) => {
  await signIn('technician', '/devices');
  await expect(new DevicesPage(page).quantity('dimmer-1', 'level')).toBeVisible();
  const palette = page.getByRole('dialog', { name: 'Go to, or do' });
  const field = palette.getByRole('combobox');
  const chosen = palette.getByRole('option', { selected: true });
  for (const [query, kind, title] of [
    ['any therm', 'Dashboard', 'Any thermometer'],
    ['dimmer-1', 'Device', 'dimmer-1'],
    ['level fleet', 'Quantity', 'dimmer-1'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await field.fill(query);
    await expect(chosen).toContainText(kind);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    await expect(palette).toBeHidden();
  }

  // Enter is for what has been typed, also where the list has not come that far.
  await page.keyboard.press('Control+k');
  await field.fill('dimmer');
  await expect(chosen).toContainText('dimmer-1');
  await field.evaluate((input) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'alarms');
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  });
  await expect(page).toHaveURL(/\/alarms$/);

  await page.keyboard.press('Control+k');
  await field.fill('e');
  await expect(palette.getByRole('option')).toHaveCount(50);
  await expect(palette.getByRole('status')).toHaveText(/^and \d+ more$/);
});

test('Shortcuts lead to pages, are all on the help sheet, and do nothing while somebody types', async ({
  page,
  signIn,
}) => {
  await signIn('technician');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await goByKeys(page, 'g', 'd', 'Devices');

  await page.getByRole('searchbox').fill('');
  await page.getByRole('searchbox').pressSequentially('g a?f');
  await expect(page.getByRole('searchbox')).toHaveValue('g a?f');
  await expect(page).toHaveURL(/\/devices$/);

  await page.getByRole('heading', { name: 'Devices', level: 1 }).click();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help.getByText('This widget on the full screen')).toBeVisible();
  await expect(help.getByText('Duplicate the widget')).toBeVisible();
  // Under the sheet no shortcut works.
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page).toHaveURL(/\/devices$/);
  await help.getByRole('button', { name: 'Close' }).click();

  await page.keyboard.press('s');
  await expect(page.getByText('This page is a favourite now.')).toBeVisible();
  await page.keyboard.press('/');
  const first = page.getByRole('dialog').getByRole('option').first();
  await expect(first).toContainText('Devices');
  await expect(first.getByRole('img', { name: 'favourite' })).toBeVisible();
  await page.keyboard.press('Escape');

  // What the palette could not lead back to is none, and says so.
  await goWithin(page, '/connections/bridge/inspect');
  await expect(page.getByRole('heading', { name: /Bridge/, level: 1 })).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByText('This page cannot be a favourite.')).toBeVisible();
});

test('Shortcuts work beside boxes and with Caps Lock on, and those without Ctrl can be switched off', async ({
  page,
  signIn,
}) => {
  await signIn('technician', '/alarms');
  await page.getByRole('checkbox', { name: 'Sound' }).check();
  await goByKeys(page, 'g', 'd', 'Devices');
  // As they arrive with Caps Lock: letters are large, Shift is not held.
  await goByKeys(page, 'G', 'P', 'Account');

  const without = page.getByRole('checkbox', { name: 'Shortcuts without Ctrl' });
  for (const isReloaded of [false, true]) {
    if (isReloaded) await page.reload();
    else await without.uncheck();
    await expect(without).not.toBeChecked();
    for (const key of ['g', 'd', '?', 's']) await page.keyboard.press(key);
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Go to, or do' });
    await palette.getByRole('combobox').fill('keyboard');
    await page.keyboard.press('Enter');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(help.getByText('Shortcuts without Ctrl are off.')).toBeVisible();
    await help.getByRole('button', { name: 'Close' }).click();
    await expect(page).toHaveURL(/\/account$/);
    await expect(page.getByText('This page is a favourite now.')).toHaveCount(0);
  }
  await without.check();
  await page.keyboard.press('?');
  await expect(page.getByText('Shortcuts without Ctrl are on.')).toBeVisible();
});

test('A favourite is found when its device has gone silent; what is not kept is said to be none', async ({
  page,
  signIn,
  serveConfig,
  outage,
}) => {
  // Nothing but the favourite is known of the device after a reload.
  await serveConfig((config) => ({ ...config, limits: { historyMegabytes: 0 } }));
  await signIn('technician', '/devices/bridge/thermometer%2Fi2c0-48');
  const name = 'thermometer/i2c0-48';
  const star = page.getByRole('button', { name: `Favourite: ${name}` });
  await star.click();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await outage.stop('hub');
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const first = page.getByRole('dialog').getByRole('option').first();
  await expect(first).toContainText(name);
  await expect(first.getByRole('img', { name: 'favourite' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(star).toHaveAttribute('aria-pressed', 'true');

  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await star.click();
  await expect(page.getByText('This browser does not keep it')).toBeVisible();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await goWithin(page, '/alarms');
  await page.keyboard.press('s');
  await expect(page.getByText('This browser does not keep it')).toBeVisible();
});

test('What cannot be fetched takes nothing else away, and comes as soon as the network is back', async ({
  page,
  signIn,
  demo,
  allowNetworkErrorsOf,
  expectConsoleError,
}) => {
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  await expect(heater.region).toHaveAttribute('data-state', 'off');
  const widgets = page.locator('[data-widget]');
  const there = await widgets.count();
  allowNetworkErrorsOf(demo.origin);
  expectConsoleError(/This part of the page failed/);
  expectConsoleError(/Unable to preload CSS/);
  expectConsoleError(/Failed to fetch dynamically imported module/);
  const lost = page.getByRole('alert').filter({ hasText: 'This part of the page failed to draw.' });
  const parts = /\/assets\/(around|moresheet)/i;
  await page.route(parts, (route) => route.abort());

  await page.keyboard.press('Control+k');
  await expect(lost).toContainText('Try again');
  await expect(widgets).toHaveCount(there);
  await lost.getByRole('button', { name: 'Try again' }).click();
  await expect(lost).toBeVisible();
  await expect(heater.region).toHaveAttribute('data-state', 'off');
  await page.unroute(parts);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to, or do' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  // Its style could not be fetched at first, either.
  await expect(palette.getByRole('combobox')).toHaveCSS('font-size', '16px');
  await expect(lost).toHaveCount(0);
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.route(parts, (route) => route.abort());
  const more = page.getByRole('button', { name: 'More', exact: true });
  await more.click();
  await lost.getByRole('button', { name: 'Close' }).click();
  await expect(lost).toHaveCount(0);
  await expect(heater.region).toHaveAttribute('data-state', 'off');
  await page.unroute(parts);
  await more.click();
  await expect(
    page.getByRole('dialog', { name: 'More' }).getByRole('link', { name: 'Account' }),
  ).toBeVisible();
});

test('One widget fills the screen and goes back, and no shortcut orders anything', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician');
  const overview = new OverviewPage(page);
  const heater = overview.switch('Heater');
  await heater.show();
  await expect(heater.region).toHaveAttribute('data-state', 'off');
  await heater.region.getByRole('switch').focus();
  await page.keyboard.press('f');
  await expect
    .poll(() => page.evaluate(() => document.fullscreenElement?.getAttribute('aria-label')))
    .toBe('Heater');
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
  for (const key of ['s', 'g', 'o', '/', 'Escape']) await page.keyboard.press(key);
  await expect(heater.region).toHaveAttribute('data-state', 'off');
  expect(demo.plant.relay('heater')).toBe(false);
});

test('A shortcut whose part never comes over a bad link takes no other key', async ({ page, signIn }) => {
  let isAsked = false;
  await page.route('**/assets/Around-*.js', () => {
    isAsked = true;
  });
  await signIn('technician');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const find = page.getByRole('button', { name: 'Find a page, a device or a quantity' });
  await find.focus();
  await page.keyboard.press('s');
  await expect.poll(() => isAsked).toBe(true);
  await page.keyboard.press('Tab');
  await expect(find).not.toBeFocused();
});

test('Ctrl-K opens no search of the browser’s while a dialog is open', async ({ page, signIn }) => {
  await signIn('technician');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const isLeft = () =>
    page.evaluate(() =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'k',
          code: 'KeyK',
          ctrlKey: true,
          bubbles: true,
          cancelable: true,
        }),
      ),
    );
  await page.getByRole('button', { name: 'Range…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await isLeft()).toBe(false);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to, or do' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  expect(await isLeft()).toBe(false);
  await expect(palette).toBeVisible();
});
