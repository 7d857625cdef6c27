import type { Browser } from '@playwright/test';
import { crash, engineOf } from '../engine-of.ts';
import { AccountPage } from '../pages/account.ts';
import { DeviceSignInPage } from '../pages/device-sign-in.ts';
import { OverviewPage } from '../pages/overview.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { WallPage } from '../pages/wall.ts';
import type { WatchToo } from '../watch.ts';
import { expect, skipWithoutNginx, test } from './fixtures.ts';

skipWithoutNginx();
test.use({ folder: '/plant7/', serviceWorkers: 'allow', viewport: { width: 1920, height: 1080 } });

/** Much is told each second: a link that is silent for longer is dead. */
const SILENCE_S = 8;
/** A wall looks more often than this whether it is quiet. */
const QUIET_LOOK_MS = 8_000;
/** Of a probe that only this spec knows. */
const RULE = {
  id: 'probe',
  title: 'Probe too hot',
  kind: 'limit',
  connection: 'bridge',
  device: 'probe/*',
  quantity: 'temperature',
  high: { at: 50 },
};
const FIRST_SCRIPT = /\/assets\/index-[^/]*\.js$/;

/** The very first visit of a browser, which has nothing of the page yet, over a network on which its first script is lost. */
async function visitFirst(browser: Browser, address: string, watchToo: WatchToo): Promise<void> {
  const context = await browser.newContext();
  watchToo(context).allowNetworkErrorsOf(address);
  const page = await context.newPage();
  await page.clock.install();
  await page.route(FIRST_SCRIPT, (route) => route.abort());
  await page.goto(address);
  await page.clock.fastForward(10_000);
  await expect(page.getByText('Signalbox could not be loaded')).toBeVisible();
  await page.unroute(FIRST_SCRIPT);
  await expect(async () => {
    await page.clock.fastForward(30_000);
    await expect(new DeviceSignInPage(page).code).toBeVisible();
  }).toPass();
  await context.close();
}

test('A wall goes on by itself: a first script that is lost, an engine that crashes, a back end’s network that swallows everything, a failing page, a new build, a network and a sign-in service that are away for long', async ({
  browser,
  deploy,
  page,
  context,
  site,
  demo,
  watchToo,
  allowNetworkErrorsOf,
  expectNoViolation,
}) => {
  test.setTimeout(240_000);
  allowNetworkErrorsOf(site.page);
  allowNetworkErrorsOf(site.issuer);
  const wall = new WallPage(page);
  const heater = new OverviewPage(page).switch('Heater');
  site.configure((config) => ({
    ...config,
    alarms: [RULE],
    kiosk: { ...config.kiosk, resumeAfterSeconds: 3_600 },
    connections: config.connections.map((one) =>
      one.id === 'bridge' ? { ...one, silenceSeconds: SILENCE_S } : one,
    ),
  }));
  await visitFirst(browser, `${site.page}?kiosk`, watchToo);
  await page.goto(site.page);
  await new SignInPage(page).signIn('viewer');
  await heater.expectState('off');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.goto(`${site.page}?kiosk`);
  await heater.expectState('off');
  // The part with the heater stays, until the wall is loaded anew.
  await page.keyboard.press('Shift');
  await expect(wall.root).toBeVisible();
  await expect
    .poll(() => wall.heartbeat(), { timeout: 20_000 })
    .toMatchObject({
      status: 200,
      body: { alive: true, isWall: true, engine: { state: 'running' }, connections: { online: 5, all: 5 } },
    });

  const isFirst = await wall.mark();
  const engine = await engineOf(page);
  await crash(engine);
  await engineOf(page, engine);
  await expect(heater.region).toHaveAttribute('data-state', 'off', { timeout: 30_000 });
  await expect(wall.health).toHaveText(/^5 online/, { timeout: 30_000 });

  site.hubLine.set({ kind: 'lose' });
  await expect(wall.health).toHaveText(/^Bridge: /, { timeout: 40_000 });
  site.hubLine.heal();
  await expect(wall.health).toHaveText(/^5 online/, { timeout: 60_000 });
  await heater.expectState('off');

  // All that without being loaded anew; what follows is another matter.
  expect(await isFirst()).toBe(true);
  await page.evaluate(() => {
    dispatchEvent(new ErrorEvent('error', { error: new Error('Nothing fits. token=swordfish') }));
  });
  await expect.poll(isFirst, { timeout: 20_000 }).toBe(false);
  await heater.expectState('off');

  const tell = (celsius: number) =>
    demo.backEnds.hub.injectFrame(`["probe/1", {"temperature": [${celsius}, "℃"]}]\n`);
  tell(60);
  await expect(wall.alarms).toContainText('Probe too hot');
  const isSecond = await wall.mark();
  deploy('second');
  // The page looks by itself each hour.
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  const isWaiting = () =>
    page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
  await expect.poll(isWaiting).toBe(true);
  const found = Date.now();
  const beatAt = async () => Date.parse(String((await wall.heartbeat()).body.beatAt));
  await expect.poll(beatAt, { timeout: 30_000 }).toBeGreaterThan(found + QUIET_LOOK_MS);
  expect(await isSecond()).toBe(true);
  tell(40);
  await expect(page.locator('meta[name="mark"]')).toHaveAttribute('content', 'second', { timeout: 40_000 });
  await heater.expectState('off');

  await context.setOffline(true);
  await demo.identity.stop();
  // Hours later the token has ended; then the display loses its power, too.
  await page.evaluate(() => {
    for (const [name, stored] of Object.entries(localStorage)) {
      if (!name.startsWith('oidc.user:')) continue;
      localStorage.setItem(name, JSON.stringify({ ...JSON.parse(stored), expires_at: 1 }));
    }
  });
  await page.reload();
  await expect(wall.root).toBeVisible();
  await heater.expectState('unknown');
  await context.setOffline(false);
  await demo.identity.start();
  await expect(heater.region).toHaveAttribute('data-state', 'off', { timeout: 60_000 });

  await page.goto(`${site.page}account`);
  const { health } = new AccountPage(page);
  await expect(health).toContainText('Nothing fits. token=[left out]');
  await expect(health).toContainText('for a new version');
  await expectNoViolation(page);
});
