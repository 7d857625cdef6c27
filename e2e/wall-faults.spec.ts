import type { Page } from '@playwright/test';
import { serveDashboard } from './dashboard.ts';
import { engineOf, hang } from './engine-of.ts';
import { expect, test } from './fixtures.ts';
import { WallPage } from './pages/wall.ts';

const COLD = { connection: 'edge', device: '1', quantity: 'temperature', label: 'Cold store' };
const HOUR_MS = 3_600_000;
/** What draws the tiles of each kind. */
const VIEWS = /\/assets\/View-[^/]*\.js$/;

/** What misses an engine that falls silent. */
const WATCH = /\/assets\/watch-[^/]*\.js$/;

/** What checks the rules for alarms. */
const RULES = /\/assets\/alarms-[^/]*\.js$/;

test.use({ viewport: { width: 1920, height: 1080 } });

const serveStat = (page: Page) =>
  serveDashboard(page, { type: 'stat', title: 'Cold store', options: { series: COLD } });

/** A wall of one back end that needs no sign-in, so that no token minds what becomes of the clock. */
test.beforeEach(async ({ page, serveConfig }) => {
  await serveStat(page);
  await serveConfig(({ oidc: _, ...config }) => ({
    ...config,
    connections: config.connections.filter(({ id }) => id === 'edge'),
    alarms: [],
  }));
});

test('A wall survives an engine that falls silent, a clock that is set, and hours of sleep, without being loaded anew', async ({
  page,
}) => {
  const wall = new WallPage(page);
  await page.clock.install();
  await page.goto('/?kiosk');
  await expect(wall.health).toHaveText(/^1 online/);
  const isFirst = await wall.mark();
  const silent = await engineOf(page);
  await hang(silent);
  await expect(async () => {
    await page.clock.runFor(5_000);
    expect(page.workers().filter((one) => one !== silent)).toHaveLength(1);
  }).toPass();
  const setClock = (ms: number) => page.clock.setSystemTime(Date.now() + ms);
  await setClock(0);
  await expect(wall.health).toHaveText(/^1 online · data less than 5 s old/, { timeout: 30_000 });
  await expect(wall.health).toHaveAttribute('data-health', 'well');

  const engine = await engineOf(page, silent);
  for (const away of [() => setClock(5 * HOUR_MS), () => page.clock.fastForward(5 * HOUR_MS)]) {
    await away();
    // Nobody knows better than the clock: what was heard before is said to be old.
    await expect(wall.health).toHaveText(/newest data 5 h old/);
    await setClock(0);
    await expect(wall.health).toHaveText(/data less than 5 s old/);
    await expect(wall.health).toHaveAttribute('data-health', 'well');
  }
  expect(page.workers()).toEqual([engine]);
  expect(await isFirst()).toBe(true);
});

test('A wall whose tile fails while it is drawn is loaded anew, where nobody is to start it again', async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/Nothing fits/);
  const body = 'export const View = () => { throw new Error("Nothing fits."); };';
  await page.clock.install();
  await page.route(VIEWS, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.goto('/?kiosk');
  await expect(page.getByText('This widget stopped: Nothing fits.')).toBeVisible();
  await page.unroute(VIEWS);
  await expect(async () => {
    await page.clock.fastForward(30_000);
    await expect(page.locator('[data-value]')).toHaveText(/\d/, { timeout: 2_000 });
  }).toPass();
});

test('A wall is loaded anew where what watches over its engine did not come, and shows the first of its dashboards while the host of another is silent', async ({
  page,
  serveConfig,
  demo,
  allowNetworkErrorsOf,
}) => {
  allowNetworkErrorsOf(demo.origin);
  const wall = new WallPage(page);
  let asked = 0;
  await page.clock.install();
  await page.route(WATCH, (route) => (asked++ === 0 ? route.abort() : route.fallback()));
  await page.route('**/dashboards/thermometer.json', () => {});
  await serveConfig(({ oidc: _, ...config }) => ({
    ...config,
    connections: config.connections.filter(({ id }) => id === 'edge'),
    alarms: [],
    kiosk: {
      playlists: { hall: { dashboards: ['dashboards/overview.json', 'dashboards/thermometer.json'] } },
    },
  }));
  await page.goto('/kiosk/hall');
  await wall.expectShown('Controls');
  await expect(async () => {
    await page.clock.fastForward(3_000);
    expect(asked).toBe(2);
  }).toPass();
  await wall.expectShown('Controls');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('A wall whose rules for alarms could not be checked says that something is wrong, and is loaded anew until they are', async ({
  page,
  serveConfig,
  demo,
  allowNetworkErrorsOf,
  expectConsoleError,
}) => {
  allowNetworkErrorsOf(demo.origin);
  expectConsoleError(/alarms: no alarm is watched/);
  const wall = new WallPage(page);
  const rule = { kind: 'connection', connection: 'edge' };
  await page.clock.install();
  await page.route(RULES, (route) => route.abort());
  await serveConfig(({ oidc: _, ...config }) => ({
    ...config,
    connections: config.connections.filter(({ id }) => id === 'edge'),
    alarms: [{ ...rule, id: 'down', title: 'Down', priority: 'high' }],
  }));
  await page.goto('/?kiosk');
  await expect(wall.health).toHaveText(/1 problem in the configuration/, { timeout: 30_000 });
  await expect(wall.health).toHaveAttribute('data-health', 'unwell');
  await page.unroute(RULES);
  await expect(async () => {
    await page.clock.fastForward(30_000);
    await expect(wall.alarms).toHaveText('No alarms', { timeout: 2_000 });
  }).toPass();
  await expect(wall.health).not.toContainText('in the configuration');
});
