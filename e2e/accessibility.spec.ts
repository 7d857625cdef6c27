import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { LINKED } from './link.ts';
import { OWN_CONNECTION } from './own-connection.ts';
import { AccountPage } from './pages/account.ts';
import { AlarmsPage } from './pages/alarms.ts';
import { AuditPage } from './pages/audit.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DashboardsPage } from './pages/dashboards.ts';
import { DeviceSignInPage } from './pages/device-sign-in.ts';
import { DevicesPage } from './pages/devices.ts';
import { EditorPage } from './pages/editor.ts';
import { OverviewPage } from './pages/overview.ts';
import { SignInPage } from './pages/sign-in.ts';
import { ordersSince } from './plant.ts';
import { noteAddresses, unvisited } from './routes.ts';
import { STANDING } from './standing.ts';
import { goWithin } from './within.ts';

/** An address, and what is there once all of the page is. */
type Stop = readonly [name: string, path: string, ready: (page: Page) => Locator];

function heading(name: string | RegExp) {
  return (page: Page) => page.getByRole('heading', { level: 1, name });
}

/** Pages but those that the overview leads through, in walks of about the same length. */
const WALKS: Readonly<Record<string, readonly Stop[]>> = {
  'of devices': [
    ['devices', DevicesPage.path, (page) => new DevicesPage(page).quantity('dimmer-1', 'level')],
    ['device', '/devices/fleet/dimmer-1', (page) => page.getByRole('region', { name: 'level over time' })],
    ['scanner', '/devices/scan', heading(/scan/i)],
    ['labels', '/devices/labels', (page) => page.getByText('dimmer-1').first()],
    ['wall', '/kiosk/hall', (page) => new OverviewPage(page).switch('Heater').region],
  ],
  'of connections': [
    ['connections', ConnectionsPage.path, (page) => page.locator('[data-status="online"]').first()],
    ['connection editor', '/connections/new', heading('Add a connection')],
    [
      'connection that is changed',
      `/connections/${OWN_CONNECTION.id}/edit`,
      (page) => page.getByLabel('Address'),
    ],
    ['no connection to change', '/connections/bridge/edit', (page) => page.getByText('Look at them all')],
    ['inspector', '/connections/bridge/inspect', (page) => page.locator('tbody tr').first()],
    ['recording', '/connections/bridge/recording', heading(/^Bridge$/)],
    ['alarms', AlarmsPage.path, (page) => new AlarmsPage(page).rows.first()],
    ['not found', '/nowhere', (page) => page.getByRole('link', { name: 'Go to the overview' })],
  ],
  'of dashboards and records': [
    ['dashboards', DashboardsPage.path, (page) => page.getByRole('rowheader', { name: 'Overview' }).first()],
    ['dashboard', '/dashboards/deployment/thermometer', heading('Any thermometer')],
    ['dashboard by a link', LINKED, heading('Shared by a link')],
    ['link without a dashboard', '/dashboards/link', (page) => page.getByRole('link', { name: 'All dash' })],
    // Beside the alarms it would have the same heading as they.
    ['alarm journal', `${AlarmsPage.path}?view=journal`, (page) => new AlarmsPage(page).lines.first()],
    ['audit', AuditPage.path, (page) => new AuditPage(page).commands.first()],
    ['account', AccountPage.path, (page) => new AccountPage(page).signOut],
    ['walls', '/kiosk', (page) => page.getByRole('link', { name: 'hall' })],
  ],
};

test('The overview with its menus and dialogs, and the editor, are accessible in light and dark; with the walks no page is left out', async ({
  page,
  signIn,
  demo,
}) => {
  test.setTimeout(120_000);
  const visited = noteAddresses(page);
  await signIn('technician');
  const overview = new OverviewPage(page);
  await overview.switch('Heater').expectState('off');
  await expect.poll(() => overview.chart('Workshop temperature').samples()).toBeGreaterThan(2);
  await expectAccessible(page);
  for (const [step, open] of [
    ['palette', () => page.keyboard.press('Control+k')],
    ['shortcuts', () => page.keyboard.press('?')],
    ['range', () => page.getByRole('button', { name: 'Range…' }).click()],
    ['actions', () => page.getByRole('button', { name: 'Actions of this dashboard' }).click()],
  ] as const) {
    await test.step(step, async () => {
      await open();
      await expect(page.getByRole('dialog').or(page.getByRole('menu')).first()).toBeVisible();
      await expectAccessible(page, 'dialog[open], [role="dialog"], [role="menu"]');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toHaveCount(0);
    });
  }
  await test.step('editor', async () => {
    await goWithin(page, EditorPage.newPath);
    const editor = new EditorPage(page);
    await editor.add('Chart');
    await editor.add('Switch');
    await expect(editor.tiles).toHaveCount(2);
    await expectAccessible(page);
    await editor.save();
    await expect(page.getByRole('main').locator('[data-widget]')).toHaveCount(2);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await expect(editor.tiles).toHaveCount(2);
    await editor.tiles.first().press('Enter');
    await expectAccessible(page);
  });
  const walked = Object.values(WALKS).flatMap((stops) => stops.map(([, path]) => path));
  const left = unvisited([...visited, ...walked], `${demo.origin}/`);
  // Walls of one dashboard are like those of several.
  expect(left.filter((route) => !/^\/(dashboards\/.*)? as a wall$/.test(route))).toEqual([]);
});

for (const [what, stops] of Object.entries(WALKS)) {
  test(`The pages ${what} are accessible in light and dark`, async ({ page, signIn, serveConfig }) => {
    test.setTimeout(120_000);
    await serveConfig((config) => ({ ...config, alarms: STANDING }));
    await page.addInitScript(
      (kept) => localStorage.setItem('signalbox-connections /', kept),
      // Not used: nothing is there.
      JSON.stringify({ connections: [OWN_CONNECTION], disabled: [OWN_CONNECTION.id] }),
    );
    await signIn('technician');
    const heater = new OverviewPage(page).switch('Heater');
    await heater.expectState('off');
    await heater.control.click();
    await heater.expectState('on');
    for (const [name, path, ready] of stops) {
      await test.step(name, async () => {
        await goWithin(page, path);
        await expect(ready(page)).toBeVisible();
        await expectAccessible(page);
      });
    }
  });
}

test('What is shown before there is a session or a configuration is accessible in light and dark', async ({
  page,
  demo,
  serveConfig,
  allowNetworkErrorsOf,
  expectConsoleError,
}) => {
  await page.goto('/');
  await expect(new SignInPage(page).start).toBeVisible();
  await expectAccessible(page);
  // Nobody approves meanwhile, which is an error to the browser.
  allowNetworkErrorsOf(demo.identity.issuer);
  await page.goto('/kiosk/hall');
  await expect(new DeviceSignInPage(page).code).toBeVisible();
  await expectAccessible(page);
  // Nobody has set up anything yet.
  await serveConfig(({ oidc, ...config }) => ({ ...config, connections: [], alarms: [], dashboards: [] }));
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Nothing to show yet' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add a connection' })).toBeVisible();
  await expectAccessible(page);
  expectConsoleError(/config\.json/);
  await serveConfig(() => '{ "title": ');
  await page.goto('/');
  await expect(page.getByText(/not JSON/)).toBeVisible();
  await expectAccessible(page);
});

/** Goes on by Tab until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let press = 0; press < 120; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      // Where one is can be seen.
      await expect(target).not.toHaveCSS('outline-style', 'none');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`120 presses of Tab did not lead to ${String(target)}.`);
}

test('From signing in to a dashboard of one’s own and the relay on it by Tab, Enter and Space alone', async ({
  page,
  demo,
}) => {
  await page.goto('/');
  const signIn = new SignInPage(page);
  await tabTo(page, signIn.start);
  await page.keyboard.press('Enter');
  await signIn.username.waitFor();
  await tabTo(page, signIn.username);
  await page.keyboard.type('technician');
  await tabTo(page, signIn.password);
  await page.keyboard.type('technician');
  await page.keyboard.press('Enter');

  const overview = new OverviewPage(page);
  const orders = ordersSince(demo.plant);
  await overview.switch('Fan').expectState('off');
  await tabTo(page, overview.switch('Fan').control);
  await page.keyboard.press('Space');
  await overview.switch('Fan').expectState('on');

  await tabTo(
    page,
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Dashboards' }),
  );
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'New dashboard' }));
  await page.keyboard.press('Enter');
  const editor = new EditorPage(page);
  await tabTo(page, page.getByRole('button', { name: 'Add a widget' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Add Switch', exact: true }));
  await page.keyboard.press('Enter');
  await expect(editor.tiles.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.settings.getByRole('textbox', { name: 'Title', exact: true })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Boiler');
  await page.keyboard.press('Escape');
  await tabTo(page, page.getByRole('button', { name: 'Save', exact: true }));
  await page.keyboard.press('Enter');
  const boiler = overview.switch('Boiler');
  await boiler.expectState('off');
  await tabTo(page, boiler.control);
  await page.keyboard.press('Space');
  await boiler.expectState('on');
  expect(orders().map(({ value }) => value)).toEqual([true, true]);
});
