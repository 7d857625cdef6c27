import type { Locator, Page } from '@playwright/test';
import { FAN, HEATER, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { LINKED } from './link.ts';
import { AccountPage } from './pages/account.ts';
import { CONNECTIONS, ConnectionsPage } from './pages/connections.ts';
import { DashboardsPage, dashboardOf } from './pages/dashboards.ts';
import { DevicesPage } from './pages/devices.ts';
import { LabelsPage } from './pages/labels.ts';
import { OverviewPage } from './pages/overview.ts';
import { overhang, PhoneBar, smallTargets, weakTexts } from './pages/phone.ts';
import { ScanPage } from './pages/scan.ts';
import { ChartTile } from './pages/tile.ts';
import { noteAddresses, unvisited } from './routes.ts';
import { goWithin } from './within.ts';

const PHONE = { width: 390, height: 844 };
/** The narrowest phone there is, and a page magnified four times. */
const NARROW = { width: 320, height: 640 };
/** Both held sideways. */
const SIDEWAYS = [
  { width: 568, height: 320 },
  { width: 844, height: 390 },
];

test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

test('On a phone the bar and its sheet lead everywhere within the reach of a thumb', async ({
  page,
  signIn,
}) => {
  await signIn('technician');
  const overview = new OverviewPage(page);
  const bar = new PhoneBar(page);
  await expect.poll(() => overview.chart('Workshop temperature').samples()).toBeGreaterThan(0);
  for (const title of ['Power', 'Events', 'Temperatures', 'Light']) await overview.tile(title).show();

  await expect(bar.places).toHaveCount(4);
  const place = await bar.bar.boundingBox();
  expect((place?.y ?? 0) + (place?.height ?? 0)).toBeCloseTo(PHONE.height, -1);

  const span = page.getByRole('combobox', { name: 'Time window' });
  for (const minutes of ['15:30', '15:45']) {
    await span.selectOption('Range…');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('From').fill('2026-01-01T15:00');
    await dialog.getByLabel('To', { exact: true }).fill(`2026-01-01T${minutes}`);
    await dialog.getByRole('button', { name: 'Show' }).tap();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('main').getByText(minutes).first()).toBeVisible();
  }
  await page.getByRole('button', { name: 'Back to live' }).tap();
  await span.selectOption('1 min');

  await bar.open('Devices');
  await expect(page).toHaveURL(DevicesPage.path);
  const devices = new DevicesPage(page);
  await devices.device('C5C80001').scrollIntoViewIfNeeded();
  await expect(devices.quantity('C5C80001', 'humidity')).toContainText(/ ago$/);
  await devices.open('dimmer-1');
  await expect.poll(() => new ChartTile(page, 'level over time').samples()).toBeGreaterThan(0);

  await bar.openFurther('Connections');
  await expect(page).toHaveURL(ConnectionsPage.path);
  await expect(bar.sheet).toBeHidden();
  for (const id of CONNECTIONS) await new ConnectionsPage(page).item(id).expectStatus('online');
  await bar.openFurther('Account');
  await expect(new AccountPage(page).signOut).toBeVisible();

  await bar.more.tap();
  await expect(bar.sheet).toBeVisible();
  const sheet = await bar.sheet.boundingBox();
  expect(sheet?.y).toBeGreaterThan(PHONE.height / 3);
  expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBeCloseTo(PHONE.height, -1);
  await bar.sheet.getByRole('button', { name: 'Find a page' }).tap();
  await expect(page.getByRole('combobox', { name: 'Find a page' })).toBeFocused();
  await page.keyboard.type('dimmer-1');
  await page.getByRole('option', { name: 'dimmer-1' }).first().tap();
  await expect(page).toHaveURL(/\/devices\/fleet\/dimmer-1/);
});

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
  { path: '/alarms', ready: heading },
  { path: ConnectionsPage.path, ready: (main) => main.getByText('Climate cells') },
  { path: '/connections/new', ready: heading },
  { path: '/connections/bridge/inspect', ready: heading },
  { path: '/audit', ready: heading },
  { path: AccountPage.path, ready: (main) => main.getByRole('button', { name: 'Sign out' }) },
];

/** A connection of the browser's own: only such can be changed. It is not used. */
const OWN_CONNECTION = {
  id: 'mine',
  name: 'Mine',
  protocol: 'json',
  transport: 'sse',
  url: 'http://localhost:9/stream',
  mapping: { device: '=mine', values: '$.values' },
};

/** Pages beside {@link PAGES}, made of the same parts. */
const FURTHER: readonly Stop[] = [
  {
    path: '/dashboards/deployment/thermometer',
    ready: (main) => main.getByRole('heading', { name: 'Any thermometer' }),
  },
  { path: LINKED, ready: (main) => main.getByRole('heading', { name: 'Shared by a link' }) },
  {
    path: '/alarms?view=journal',
    ready: (main) => main.getByRole('button', { name: 'Journal', pressed: true }),
  },
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
  demo,
}) => {
  test.setTimeout(120_000);
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
}) => {
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
    { path: '/alarms', ready: heading },
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

test('On a phone the heater is switched with a tick under the finger, and what fails is felt, too', async ({
  page,
  signIn,
  demo,
}) => {
  await page.addInitScript(() => {
    const felt: unknown[] = [];
    Object.assign(window, { felt });
    navigator.vibrate = (pattern) => felt.push(pattern) > 0;
  });
  const felt = () => page.evaluate(() => Reflect.get(window, 'felt'));
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  expect(await felt()).toEqual([]);
  await heater.control.tap();
  await heater.expectState('on');
  expect(await felt()).toEqual([20]);
  // Two taps in one moment are a double tap, which is one order.
  await expect(heater.region).toContainText(/Reported [1-9]\d* s ago/);
  demo.backEnds.hub.setModuleAnswering('heater', false);
  try {
    await heater.control.tap();
    await heater.expectState('failed');
    await expect.poll(felt).toEqual([20, [60, 60, 60]]);
  } finally {
    demo.backEnds.hub.setModuleAnswering('heater', true);
  }
});

test('In the sun every text is at 7:1, where the person chose it and where the system asks for contrast', async ({
  page,
  signIn,
}) => {
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

test('On a slow network less is drawn, which the page says; the person can have it otherwise', async ({
  page,
  signIn,
}) => {
  await page.addInitScript(() => {
    const network = Object.assign(new EventTarget(), {
      effectiveType: '2g',
      saveData: false,
      rtt: 1400,
      downlink: 0.1,
    });
    Object.defineProperty(navigator, 'connection', { value: network });
    const draws = { count: 0 };
    Object.assign(window, { draws });
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      draws.count += 1;
      clearRect.apply(this, box);
    };
  });
  await signIn('technician');
  const top = page.getByRole('banner');
  const chart = new OverviewPage(page).chart('Workshop temperature');
  await chart.show();
  await expect.poll(() => chart.samples()).toBeGreaterThan(5);
  await expect(top.getByRole('link', { name: 'Data saver' })).toBeVisible();
  await expect(top.getByText('poor link')).toBeVisible();
  const window = page.getByRole('combobox', { name: 'Time window' });
  await expect(window).toHaveValue('1m');

  /** Drawings in each second of what the chart has shown. */
  const drawingsASecond = async () => {
    const draws = () => page.evaluate(() => Reflect.get(Reflect.get(globalThis, 'draws'), 'count'));
    const [from, before] = [await chart.last(), await draws()];
    await expect.poll(async () => (await chart.last()) - from).toBeGreaterThan(3_000);
    return ((await draws()) - before) / (((await chart.last()) - from) / 1_000);
  };
  const canvases = await page.locator('canvas').count();
  expect(await drawingsASecond()).toBeLessThan(10 * canvases);

  await top.getByRole('link', { name: 'Data saver' }).tap();
  await expect(page.getByText('It is on because the network is slow.')).toBeVisible();
  await page.getByRole('group', { name: 'Data saver' }).getByRole('radio', { name: 'Never' }).check();
  await expect(page.getByText('It is off.')).toBeVisible();
  await expect(top.getByRole('link', { name: 'Data saver' })).toBeHidden();
  await new PhoneBar(page).openFurther('Connections');
  await expect(page.getByText(/1,400 ms there and back, 0\.1 Mbit\/s/)).toBeVisible();
  for (const id of CONNECTIONS) {
    await expect(new ConnectionsPage(page).item(id).item.locator('[data-quality]')).toHaveAttribute(
      'data-quality',
      /good|slow|silent/,
    );
  }
});
