import type { Page } from '@playwright/test';
import { HEATER, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { OverviewPage } from './pages/overview.ts';
import { WallPage } from './pages/wall.ts';
import { ordersSince } from './plant.ts';
import { watchWakeLocks } from './wake-lock.ts';

const AIR = { connection: 'bridge', device: 'co2-sensor/i2c0-38', quantity: 'concentration', label: 'CO₂' };

const HALL = {
  seconds: 5,
  dashboards: [
    'dashboards/overview.json',
    { dashboard: 'dashboards/thermometer.json', variables: { device: 'C5C80001' } },
  ],
};

/** There is always air: an alarm that nothing ends. */
const RULES = [
  {
    id: 'air',
    title: 'Air',
    kind: 'limit',
    connection: 'bridge',
    quantity: 'concentration',
    high: { at: 1 },
  },
];

function serveSmallDashboard(page: Page): Promise<void> {
  return serveDashboard(
    page,
    { type: 'switch', title: 'Heater', options: { actuator: HEATER } },
    { type: 'timeseries', title: 'Air', options: { series: [AIR] } },
  );
}

/** Keeps the engine's worker at hand, so that a test can order where no control of the page is in the way. */
async function keepEngine(page: Page): Promise<{ order(target: typeof HEATER): Promise<void> }> {
  await page.addInitScript(() => {
    const { Worker: Real } = window;
    window.Worker = class extends Real {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        if (options?.name === 'engine') Object.assign(window, { engineWorker: this });
      }
    };
  });
  return {
    order: (target) =>
      page.evaluate((ref) => {
        const order = { ...ref, value: true, at: Date.now() };
        const call = {
          id: 'test',
          type: 'APPLY',
          path: ['order'],
          argumentList: [{ type: 'RAW', value: order }],
        };
        const worker: Worker = Reflect.get(window, 'engineWorker');
        const answered = new Promise<void>((resolve) => {
          worker.addEventListener('message', ({ data }) => data.id === 'test' && resolve());
        });
        worker.postMessage(call);
        return answered;
      }, target),
  };
}

test.use({ viewport: { width: 1920, height: 1080 } });

test('A wall turns its dashboards, waits where it is touched, and says how the plant and it itself are', async ({
  page,
  signIn,
  serveConfig,
  outage,
}) => {
  // Turns take their time, whatever the machine.
  test.slow();
  const wakeLocks = await watchWakeLocks(page);
  await serveSmallDashboard(page);
  await serveConfig((config) => ({
    ...config,
    alarms: RULES,
    kiosk: { playlists: { hall: HALL }, resumeAfterSeconds: 5 },
  }));
  await signIn('technician', '/kiosk/hall');
  const wall = new WallPage(page);

  await wall.expectShown('Controls');
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(wall.root).toHaveCSS('cursor', 'none');
  await expect.poll(() => wakeLocks.taken()).toBe(1);
  await expect(wall.line.getByRole('time')).toHaveText(/^\d\d:\d\d$/);
  await expect(wall.alarms).toContainText('Air, high');
  await expect(wall.health).toHaveAttribute('data-health', 'well');
  await expect(wall.health).toContainText('5 online · data less than 5 s old · engine runs');

  // The next one is drawn before its turn, and the turn comes by itself, there and back.
  await expect(wall.chartsMadeReady).not.toHaveCount(0);
  await wall.expectShown('Any thermometer');
  await wall.expectShown('Controls');

  await wall.root.click({ position: { x: 1500, y: 900 } });
  await wall.expectPaused(true);
  await expect(wall.root).not.toHaveCSS('cursor', 'none');
  await wall.next.click();
  await wall.expectShown('Any thermometer');
  await wall.expectToFit(1920, 1080);
  await wall.expectPaused(false);
  await wall.expectShown('Controls');
  // A slow machine may take so long that it has gone on by itself: then it is touched once more.
  await expect(async () => {
    await page.keyboard.press('ArrowLeft');
    await wall.goOn.click({ timeout: 2_000 });
  }).toPass();
  await wall.expectPaused(false);

  await outage.stop('hub');
  await expect(wall.health).toHaveAttribute('data-health', 'unwell');
  await expect(wall.health).toContainText(/Bridge: (re)?connecting · 4 of 5 online/);
  await outage.start('hub');
  await expect(wall.health).toHaveAttribute('data-health', 'well', { timeout: 20_000 });
  await wakeLocks.hideAndSee();
  await expect.poll(() => wakeLocks.taken()).toBe(2);
});

test('Nothing is switched at a wall, by no way, unless the configuration says so; and it fits any screen', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  const engine = await keepEngine(page);
  await serveSmallDashboard(page);
  await serveConfig((config) => config);
  await signIn('technician');
  await page.getByRole('button', { name: 'Actions of this dashboard' }).click();
  await page.getByRole('menuitem', { name: 'Show as a wall display' }).click();
  const wall = new WallPage(page);
  const heater = new OverviewPage(page).switch('Heater');
  await wall.expectShown('Controls');
  await heater.expectState('off');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  await expect(heater.control).toHaveAccessibleDescription(/only a display: switch elsewhere/i);
  const orders = ordersSince(demo.plant);
  await heater.control.click({ force: true });
  await heater.control.press('Space');
  await engine.order(HEATER);
  for (const [width, height] of [
    [1920, 1080],
    [1280, 720],
    [1080, 1920],
  ] as const)
    await wall.expectToFit(width, height);
  expect(orders()).toEqual([]);
  await page.goto('/audit');
  // By the click, by the key, and by whoever went past the controls.
  const refused = /^refused Only a display: switch elsewhere\. Nothing was sent\.$/;
  await expect(page.getByRole('cell', { name: refused })).toHaveCount(3);

  await serveConfig((config) => ({ ...config, kiosk: { readOnly: false } }));
  await page.goto('/?kiosk');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'false');
  await heater.control.click();
  await heater.expectState('on');
  await wall.expectPaused(true);
  expect(orders()).toHaveLength(1);
});

test('A wall of one dashboard is there by itself as soon as its file is, and shows it as it is five minutes later', async ({
  page,
  signIn,
  demo,
  allowNetworkErrorsOf,
}) => {
  allowNetworkErrorsOf(demo.origin);
  const isDashboard = '**/dashboards/overview.json';
  await page.clock.install();
  await page.route(isDashboard, (route) => route.fulfill({ status: 503 }));
  await signIn('viewer', '/?kiosk');
  await expect(page.getByText(/The server answered 503 for .*overview\.json/)).toBeVisible();
  await page.unroute(isDashboard);
  await page.clock.fastForward(20_000);
  const wall = new WallPage(page);
  await wall.expectShown('Overview');
  await serveSmallDashboard(page);
  await page.clock.fastForward(300_000);
  await wall.expectShown('Controls');
});

test('A wall takes a mended config.json by itself, soon where it has nothing to show, and another playlist while it runs', async ({
  page,
  signIn,
  serveConfig,
  expectConsoleError,
}) => {
  expectConsoleError(/config\.json: kiosk\.playlists\.hall/);
  const serveHall = (hall: object) =>
    serveConfig((config) => ({ ...config, alarms: [], kiosk: { playlists: { hall } } }));
  const wall = new WallPage(page);
  const expectTaken = (title: string, afterMs: number) =>
    expect(async () => {
      await page.clock.fastForward(afterMs);
      await expect(wall.line.getByRole('heading')).toContainText(title, { timeout: 2_000 });
    }).toPass();
  await page.clock.install();
  await serveHall({ dashboards: ['dashboards/overview.json'], secs: 3 });
  await signIn('viewer', '/kiosk/hall');
  await expect(page.getByText('There is no playlist “hall”')).toBeVisible();
  await serveHall({ dashboards: ['dashboards/overview.json'] });
  await expectTaken('Overview', 30_000);
  await serveHall({ dashboards: HALL.dashboards.slice(1) });
  await expectTaken('Any thermometer', 300_000);
});
