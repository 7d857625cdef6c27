import type { Locator, Page } from '@playwright/test';
import { FAN, HEATER, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { LINKED } from './link.ts';
import { OWN_CONNECTION } from './own-connection.ts';
import { AccountPage } from './pages/account.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DashboardsPage, dashboardOf } from './pages/dashboards.ts';
import { DevicesPage } from './pages/devices.ts';
import { LabelsPage } from './pages/labels.ts';
import { OverviewPage } from './pages/overview.ts';
import { overhang, PHONE, smallTargets, weakTexts } from './pages/phone.ts';
import { ScanPage } from './pages/scan.ts';
import { noteAddresses, unvisited } from './routes.ts';
import { STANDING } from './standing.ts';
import { goWithin } from './within.ts';

/** The narrowest phone there is, and a page magnified four times. */
const NARROW = { width: 320, height: 640 };

/** Both held sideways. */
const SIDEWAYS = [
  { width: 568, height: 320 },
  { width: 844, height: 390 },
];

test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

/** An address, and what is there once all of the page is. */
interface Stop {
  readonly path: string;
  readonly ready: (main: Locator) => Locator;
}

const heading = (main: Locator) => main.getByRole('heading', { level: 1 });

const PAGES: readonly Stop[] = [
  { path: '/', ready: (main) => main.getByRole('switch', { name: 'Heater' }) },
  { path: DashboardsPage.path, ready: (main) => main.getByText('Overview') },
  { path: '/dashboards/new', ready: (main) => main.getByRole('button', { name: 'Save', exact: true }) },
  { path: DevicesPage.path, ready: (main) => main.getByText('C5C80001') },
  {
    path: `${DevicesPage.path}/fleet/dimmer-1`,
    ready: (main) => main.getByRole('button', { name: 'Actions for level' }),
  },
  { path: ScanPage.path, ready: (main) => main.getByText('Open the camera') },
  { path: LabelsPage.path, ready: (main) => main.getByText('fleet/dimmer-1') },
  { path: '/alarms', ready: (main) => main.locator('tr[data-alarm]') },
  { path: ConnectionsPage.path, ready: (main) => main.getByText('Climate cells') },
  { path: '/connections/new', ready: heading },
  { path: '/connections/bridge/inspect', ready: heading },
  { path: '/audit', ready: heading },
  { path: AccountPage.path, ready: (main) => main.getByRole('button', { name: 'Sign out' }) },
];

/** Pages beside {@link PAGES}, made of the same parts. */
const FURTHER: readonly Stop[] = [
  {
    path: '/dashboards/deployment/thermometer',
    ready: (main) => main.getByRole('heading', { name: 'Any thermometer' }),
  },
  { path: LINKED, ready: (main) => main.getByRole('heading', { name: 'Shared by a link' }) },
  { path: '/alarms?view=journal', ready: (main) => main.locator('tr[data-event]') },
  { path: '/connections/bridge/recording', ready: heading },
  { path: `/connections/${OWN_CONNECTION.id}/edit`, ready: (main) => main.getByLabel('Address') },
];

async function expectFits(page: Page, what: string, sizes: readonly (typeof PHONE)[]): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expect.poll(() => overhang(page, size.width), `${what} at ${size.width}`).toBe(0);
    await expect.poll(() => smallTargets(page), `${what} at ${size.width}`).toEqual([]);
  }
}

const SIZES = [PHONE, NARROW, ...SIDEWAYS];

test('On phones of 390 and of 320 pixels, upright and sideways, nothing is beside the screen, and all that is tapped is large enough', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  test.setTimeout(120_000);
  await serveConfig((config) => ({ ...config, alarms: STANDING }));
  const visited = noteAddresses(page);
  await page.addInitScript(
    (kept) => localStorage.setItem('signalbox-connections /', kept),
    JSON.stringify({ connections: [OWN_CONNECTION], disabled: [OWN_CONNECTION.id] }),
  );
  await signIn('technician', AccountPage.path);
  await expect(new AccountPage(page).signOut).toBeVisible();
  for (const { path, ready } of [...PAGES, ...FURTHER]) {
    await goWithin(page, path);
    await expect(ready(page.getByRole('main')).first()).toBeVisible();
    await expectFits(page, path, SIZES);
  }
  await goWithin(page, DashboardsPage.path);
  const dashboards = new DashboardsPage(page);
  const heater = { type: 'switch', title: 'Heater', options: { actuator: HEATER } };
  await dashboards.import('mine.json', dashboardOf({ id: 'mine', title: 'Mine', widgets: { heater } }));
  await dashboards.link('Mine').tap();
  await expect(page.getByRole('switch', { name: 'Heater' })).toBeVisible();
  await expectFits(page, 'a dashboard of one’s own', SIZES);
  await goWithin(page, `${new URL(page.url()).pathname}/edit`);
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await expectFits(page, 'its editor', SIZES);
  // Walls are no phones.
  expect(unvisited(visited, `${demo.origin}/`).filter((route) => !route.endsWith('as a wall'))).toEqual([]);
});

test('In German, whose words are longer, the pages with controls fit on the narrowest phone, too', async ({
  page,
  signIn,
  serveConfig,
}) => {
  await serveConfig((config) => ({ ...config, alarms: STANDING }));
  await page.addInitScript(() => localStorage.setItem('signalbox.language', 'de'));
  await signIn('technician');
  const control = (main: Locator) => main.getByRole('switch');
  for (const { path, ready } of [
    { path: '/', ready: control },
    { path: `${DevicesPage.path}/bridge/${encodeURIComponent(HEATER.device)}`, ready: control },
    { path: DevicesPage.path, ready: (main) => main.getByText('C5C80001') },
    { path: ScanPage.path, ready: heading },
    { path: '/dashboards/new', ready: heading },
    { path: DashboardsPage.path, ready: (main) => main.getByRole('rowheader') },
    { path: '/alarms', ready: (main) => main.locator('tr[data-alarm]') },
    { path: ConnectionsPage.path, ready: (main) => main.getByText('Climate cells') },
    { path: '/connections/new', ready: heading },
    { path: '/connections/bridge/inspect', ready: heading },
    { path: '/audit', ready: heading },
    { path: AccountPage.path, ready: heading },
  ] satisfies readonly Stop[]) {
    await goWithin(page, path);
    await expect(ready(page.getByRole('main')).first()).toBeVisible();
    await expectFits(page, path, [NARROW]);
  }
});

test('Menus, dialogs, the sign-in and its code have nothing beside a phone’s screen either, and nothing that is too small to be tapped', async ({
  page,
  signIn,
}) => {
  const expectReachable = async (what: string) => {
    await expectFits(page, what, SIZES);
    await page.setViewportSize(PHONE);
  };
  await page.goto('/');
  const elsewhere = page.getByRole('button', { name: 'Sign in with another device' });
  await expect(elsewhere).toBeVisible();
  await expectReachable('the sign-in');
  await elsewhere.tap();
  await expect(page.getByRole('status', { name: 'Code' })).toBeVisible();
  await expectReachable('the code');

  await serveDashboard(page, {
    type: 'switch',
    title: 'Fan',
    options: { actuator: FAN, confirm: 'Is nobody near?' },
  });
  await signIn('technician');
  // Before it has reported, its report is a change that takes the question back.
  const fan = new OverviewPage(page).switch('Fan');
  await fan.expectState('off');
  await fan.control.tap();
  await expect(page.getByText('Is nobody near?')).toBeVisible();
  await expectReachable('the question before an order');
  await page.keyboard.press('Escape');
  const menu = page.getByRole('button', { name: 'Actions of this dashboard' });
  await menu.tap();
  await expect(page.getByRole('menuitem', { name: 'Link…' })).toBeVisible();
  await expectReachable('a menu');
  await page.getByRole('menuitem', { name: 'Link…' }).tap();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectReachable('a dialog');
});

test('In the sun every text is at 7:1, where the person chose it and where the system asks for contrast', async ({
  page,
  signIn,
  serveConfig,
}) => {
  await serveConfig((config) => ({ ...config, alarms: STANDING }));
  await signIn('technician', AccountPage.path);
  await new AccountPage(page).scheme('Sun').check();
  const inContrast = async () => {
    for (const { path, ready } of PAGES) {
      await goWithin(page, path);
      await expect(ready(page.getByRole('main')).first()).toBeVisible();
      await expect.poll(() => weakTexts(page), path).toEqual([]);
    }
  };
  await inContrast();
  await page.getByRole('radio', { name: 'As the system' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'normal');
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'more' });
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  await inContrast();
});
