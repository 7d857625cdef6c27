import { expect, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { CONNECTIONS, ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { PHONE, PhoneBar } from './pages/phone.ts';
import { ChartTile } from './pages/tile.ts';

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
