import { crash, engineOf, hang } from './engine-of.ts';
import { expect, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { DeviceSignInPage } from './pages/device-sign-in.ts';
import { OverviewPage } from './pages/overview.ts';
import { ordersSince } from './plant.ts';

const ON = { device: 'relay/i2c0-3b', property: 'state', value: true };

test('The engine crashes in the middle of an order, then hangs: it comes back with its history, and the order’s end is told as it is', async ({
  page,
  signIn,
  demo,
}) => {
  test.setTimeout(120_000);
  await signIn('technician', '/?window=1m');
  const overview = new OverviewPage(page);
  const heater = overview.switch('Heater');
  const air = overview.chart('Workshop CO₂');
  await heater.expectState('off');
  await expect.poll(() => air.samples()).toBeGreaterThan(8);
  const orders = ordersSince(demo.plant);

  const first = await engineOf(page);
  // What is kept of the readings is written each few seconds.
  const before = await air.samples();
  await expect.poll(() => air.samples()).toBeGreaterThan(before + 12);
  demo.backEnds.hub.setModuleAnswering('heater', false);
  await heater.control.click();
  await heater.expectState('pending');
  await crash(first);
  await heater.expectState('failed');
  await expect(heater.region).toContainText('Whether the order was carried out is unknown');
  demo.backEnds.hub.setModuleAnswering('heater', true);

  const second = await engineOf(page, first);
  await expect(heater.control).toHaveAttribute('aria-disabled', 'false', { timeout: 20_000 });
  await expect.poll(() => air.samples()).toBeGreaterThan(before);
  await expect(page.getByText('It is started again by itself')).toBeHidden();
  expect(orders()).toEqual([ON]);

  await hang(second);
  await engineOf(page, second);
  await expect(heater.control).toHaveAttribute('aria-disabled', 'false', { timeout: 30_000 });
  const samples = await air.samples();
  await expect.poll(() => air.samples()).toBeGreaterThan(samples);
  expect(orders()).toHaveLength(1);

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Account' }).click();
  await expect(new AccountPage(page).health).toContainText('stopped 2 times');
  await expect(new AccountPage(page).health).toContainText('it did not answer any more');
});

test('A wall tells the deployment’s monitor that it lives', async ({ page, signIn, serveConfig }) => {
  await serveConfig((config) => ({
    ...config,
    kiosk: { ...config.kiosk, heartbeat: { url: 'alive/{wall}', everySeconds: 10 } },
  }));
  const told: unknown[] = [];
  await page.route('**/alive/hall', (route) => {
    told.push(route.request().method(), route.request().postDataJSON());
    return route.fulfill({ status: 204 });
  });
  await signIn('viewer', '/kiosk/hall');
  await expect
    .poll(() => told, { timeout: 30_000 })
    .toMatchObject([
      'POST',
      {
        isWall: true,
        session: 'signed-in',
        shows: expect.any(Number),
        engine: { state: 'running' },
        connections: { all: 5 },
      },
    ]);
});

/** What does not come at first of a wall that nobody has opened before, so that nothing of it is kept. */
const MISSING = [
  /\/assets\/index-[^/]*\.js$/,
  /\/assets\/(page|healing)-[^/]*\.js$/,
  /\/assets\/(device|healing)-[^/]*\.js$/,
  /\/assets\/device-[^/]*\.js$/,
];

test('A wall begins anew by itself where a file of it did not come, whichever it is, as soon as the network is well', async ({
  context,
  demo,
  allowNetworkErrorsOf,
  expectConsoleError,
}) => {
  test.slow();
  allowNetworkErrorsOf(demo.origin);
  expectConsoleError(/dynamically imported module/);
  for (const files of MISSING) {
    const page = await context.newPage();
    await page.clock.install();
    await page.route(files, (route) => route.abort());
    await page.goto('/kiosk/hall');
    await page.clock.fastForward(10_000);
    await expect(page.getByText('could not be loaded')).toBeVisible();
    await page.unroute(files);
    const wall = new DeviceSignInPage(page);
    await expect(async () => {
      await page.clock.fastForward(30_000);
      await expect(wall.code).toBeVisible();
    }).toPass();
    await page.close();
  }
});
