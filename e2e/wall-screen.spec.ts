import type { Page } from '@playwright/test';
import { FAN, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { DeviceSignInPage } from './pages/device-sign-in.ts';
import { WallPage } from './pages/wall.ts';
import { watchWakeLocks } from './wake-lock.ts';

const HALL = { seconds: 30, dashboards: ['dashboards/overview.json'] };
const COLD = { connection: 'edge', device: '1', quantity: 'temperature', label: 'Cold store' };
const BRIGHTNESS = 0.4;
const FULL = 255;
const DIMMED = FULL * BRIGHTNESS + 3;
/** The least there is, so that a test sees it. */
const SHIFT_S = 2;

/** It is always colder: an alarm that nothing ends. */
const cold = (priority: string) => ({
  id: 'cold',
  title: 'Cold',
  kind: 'limit',
  connection: 'edge',
  quantity: 'temperature',
  low: { at: 1_000, priority },
});

/** A night around the time it is, and none that begins or ends while a test runs. */
function nightNow(): { readonly from: string; readonly to: string; readonly brightness: number } {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { from: at(-3), to: at(3), brightness: BRIGHTNESS };
}

const serveSwitch = (page: Page) =>
  serveDashboard(page, { type: 'switch', title: 'Fan', options: { actuator: FAN } });

test.use({ viewport: { width: 1920, height: 1080 }, colorScheme: 'light' });

test('A wall keeps its screen awake whatever it shows, and says where it cannot', async ({
  page,
  signIn,
  serveConfig,
  demo,
  allowNetworkErrorsOf,
  expectConsoleError,
}) => {
  allowNetworkErrorsOf(demo.origin);
  expectConsoleError(/config\.json/);
  const wakeLocks = await watchWakeLocks(page);
  const wall = new WallPage(page);
  await page.clock.install();
  await serveConfig((config) => ({ ...config, kiosk: { playlists: { hall: HALL } } }));
  // Away, as they are while a host starts that had lost its power, too.
  await page.route('**/dashboards/*.json', (route) => route.fulfill({ status: 404 }));
  await signIn('viewer', '/kiosk/hall');
  await expect(page.getByText('None of its dashboards can be shown')).toBeVisible();
  await expect.poll(() => wakeLocks.taken()).toBe(1);
  await page.unroute('**/dashboards/*.json');
  await serveSwitch(page);
  await expect(async () => {
    await page.clock.fastForward(20_000);
    await wall.expectShown('Controls');
  }).toPass();
  expect(await wakeLocks.taken()).toBe(1);
  await expect(wall.health).not.toContainText('the screen may go dark');

  await wakeLocks.refuse(true);
  await wakeLocks.takeAway();
  await expect(wall.health).toContainText('the screen may go dark');
  await wakeLocks.refuse(false);
  await page.clock.fastForward(60_000);
  await expect(wall.health).not.toContainText('the screen may go dark');
  expect(await wakeLocks.taken()).toBe(2);

  await page.goto('/kiosk/nowhere');
  await expect(page.getByText('There is no playlist “nowhere”')).toBeVisible();
  await expect.poll(() => wakeLocks.taken()).toBe(1);
  await serveConfig(() => 'no configuration');
  await page.goto('/kiosk/hall');
  const words = page.getByText('configuration cannot be used');
  await expect(words).toBeVisible();
  await expect.poll(() => wakeLocks.taken()).toBe(1);
  await expect(words).toHaveCSS('cursor', 'none');
  const place = async () => {
    await expect(words).toBeVisible();
    return (await wall.placeOf(words)).join();
  };
  const before = await place();
  await expect(async () => {
    await page.clock.fastForward(10_000);
    expect(await place()).not.toBe(before);
  }).toPass();
});

test('A wall is dark by night, over midnight, too; a touch and a critical alarm light it up, and all of it moves against burn-in', async ({
  page,
  serveConfig,
}) => {
  const wall = new WallPage(page);
  const open = async (priority: string) => {
    await serveConfig(({ oidc: _, ...config }) => ({
      ...config,
      timeZone: 'UTC',
      connections: config.connections.filter(({ id }) => id === 'edge'),
      alarms: [cold(priority)],
      kiosk: { resumeAfterSeconds: 2, night: { from: '21:30', to: '05:30', brightness: BRIGHTNESS } },
    }));
    await page.goto('/?kiosk');
    await expect(wall.alarms).toHaveAttribute('data-priority', priority);
  };
  const expectDark = () => expect.poll(() => wall.brightest()).toBeLessThanOrEqual(DIMMED);
  const expectBright = () => expect.poll(() => wall.brightest()).toBe(FULL);
  await serveSwitch(page);
  await page.clock.install({ time: '2026-03-02T12:00:30Z' });
  await open('medium');
  await expectBright();
  const [x, y] = await wall.placeOf(wall.line);
  await page.clock.setSystemTime('2026-03-02T12:01:30Z');
  await expect
    .poll(async () => {
      const [right, below] = await wall.placeOf(wall.line);
      return Math.abs(right - x) + Math.abs(below - y);
    })
    .toBe(1);
  for (const night of ['2026-03-02T23:00:00Z', '2026-03-03T02:00:00Z']) {
    await page.clock.setSystemTime(night);
    await expectDark();
  }
  await page.clock.setSystemTime('2026-03-03T05:31:00Z');
  await expectBright();
  // Somebody sets the clock back.
  await page.clock.setSystemTime('2026-03-03T01:00:00Z');
  await expectDark();
  await page.mouse.click(900, 1000);
  await expectBright();
  await expectDark();

  await open('critical');
  await page.clock.setSystemTime('2026-03-03T01:00:00Z');
  await expect(wall.line.getByRole('time')).toHaveText('01:00');
  await expectBright();
});

test('The code on a wall that nobody has signed in, or whose session is over, is dark by night, too, and moves, without a pointer over it', async ({
  page,
  signIn,
  serveConfig,
  demo,
  allowNetworkErrorsOf,
}) => {
  for (const { origin } of Object.values(demo.backEnds)) allowNetworkErrorsOf(origin);
  allowNetworkErrorsOf(demo.identity.issuer);
  const wall = new WallPage(page);
  const { picture, panel } = new DeviceSignInPage(page);
  const expectCare = async (part: typeof picture) => {
    await expect(part).toBeVisible();
    const first = (await wall.placeOf(part)).join();
    await expect.poll(async () => (await wall.placeOf(part)).join()).not.toBe(first);
    await expect.poll(() => wall.brightest(part)).toBeLessThanOrEqual(DIMMED);
    await expect(part).toHaveCSS('cursor', 'none');
  };
  await serveSwitch(page);
  await serveConfig((config) => ({
    ...config,
    timeZone: 'UTC',
    kiosk: { playlists: { hall: HALL }, night: nightNow(), shiftEverySeconds: SHIFT_S },
  }));
  await page.goto('/kiosk/hall');
  await expectCare(picture);
  await page.mouse.click(20, 20);
  await expect.poll(() => wall.brightest(picture)).toBe(FULL);
  await expect(picture).not.toHaveCSS('cursor', 'none');

  await signIn('viewer', '/account');
  // Still good, but to be renewed in some seconds.
  await page.evaluate(
    (endsAt) => {
      for (const [name, stored] of Object.entries(localStorage)) {
        if (!name.startsWith('oidc.user:')) continue;
        localStorage.setItem(name, JSON.stringify({ ...JSON.parse(stored), expires_at: endsAt }));
      }
    },
    Math.floor(Date.now() / 1000) + 9,
  );
  demo.identity.refuseRefreshTokens(true);
  try {
    await page.goto('/kiosk/hall');
    await expect(panel.getByRole('status', { name: 'Code' })).toBeVisible({ timeout: 20_000 });
    await expectCare(picture);
  } finally {
    demo.identity.refuseRefreshTokens(false);
  }
});

test('The code is on a wall again a minute after a stray touch led away from it, and stays away from whoever uses its keyboard', async ({
  page,
  serveConfig,
}) => {
  const { code, here } = new DeviceSignInPage(page);
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  await page.clock.install();
  await serveConfig((config) => ({ ...config, kiosk: { playlists: { hall: HALL } } }));
  await page.goto('/kiosk/hall');
  await here.click();
  await page.clock.fastForward(50_000);
  await expect(signIn).toBeVisible();
  await page.keyboard.press('Tab');
  await page.clock.fastForward(50_000);
  await expect(signIn).toBeVisible();
  await page.clock.fastForward(60_000);
  await expect(code).toBeVisible();
});

test('The type of a wall is large enough to be read at 4 m: titles and the line from 28 px on, values from 40, and none of it is cut', async ({
  page,
  serveConfig,
}) => {
  const wall = new WallPage(page);
  await serveDashboard(
    page,
    { type: 'timeseries', title: 'Cold store over time', options: { series: [COLD] } },
    { type: 'stat', title: 'Cold store', options: { series: COLD } },
  );
  await serveConfig(({ oidc: _, ...config }) => ({
    ...config,
    connections: config.connections.filter(({ id }) => id === 'edge'),
    alarms: [cold('medium')],
  }));
  await page.goto('/?kiosk');
  const values = page.locator('[data-value]');
  await expect(values).toHaveText(/\d/);
  await expect(wall.health).toHaveText(/^1 online/);
  await expect(wall.alarms).toContainText('Cold');
  await wall.expectToFit(1920, 1080);
  expect(await wall.smallestType(values)).toBeGreaterThanOrEqual(40);
  expect(await wall.smallestType(wall.line.locator('*'))).toBeGreaterThanOrEqual(28);
  expect(await wall.smallestType(page.locator('[data-widget]').getByRole('heading'))).toBeGreaterThanOrEqual(
    26,
  );
  expect(await wall.cutText()).toEqual([]);
});

test('That there is no network is said at the bottom of a page, but over no wall, also where that shows nothing', async ({
  page,
  context,
  serveConfig,
  outage,
  demo,
  allowNetworkErrorsOf,
}) => {
  allowNetworkErrorsOf(demo.origin);
  const offline = page.getByText('Offline.', { exact: true });
  await serveSwitch(page);
  await serveConfig(({ oidc: _, ...config }) => ({
    ...config,
    connections: config.connections.filter(({ id }) => id === 'edge'),
    alarms: [],
    kiosk: { playlists: { hall: HALL } },
  }));
  await page.goto('/kiosk');
  const playlists = page.getByRole('heading', { name: 'Playlists' });
  await expect(playlists).toBeVisible();
  await page.evaluate(() => {
    history.pushState(null, '', '/');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await expect(page.getByRole('region', { name: 'Fan' })).toBeVisible();
  // What says it comes behind all else.
  await expect(page.locator('#root ~ div')).toBeAttached({ timeout: 20_000 });
  await outage.stop('streambed');
  await context.setOffline(true);
  await expect(offline).toBeVisible({ timeout: 20_000 });
  await page.goBack();
  await expect(playlists).toBeVisible();
  await expect(offline).toBeHidden();
  await context.setOffline(false);
});
