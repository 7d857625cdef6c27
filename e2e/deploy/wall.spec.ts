import { AccountPage } from '../pages/account.ts';
import { OverviewPage } from '../pages/overview.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { WallPage } from '../pages/wall.ts';
import { expect, skipWithoutNginx, test } from './fixtures.ts';

skipWithoutNginx();
test.use({ folder: '/plant7/', serviceWorkers: 'allow', viewport: { width: 1920, height: 1080 } });

test('A wall goes on by itself: a failing page, a new build, a network and a sign-in service that are away for long', async ({
  deploy,
  page,
  context,
  site,
  demo,
  allowNetworkErrorsOf,
  expectNoViolation,
}) => {
  test.setTimeout(180_000);
  allowNetworkErrorsOf(site.page);
  allowNetworkErrorsOf(site.issuer);
  const wall = new WallPage(page);
  const heater = new OverviewPage(page).switch('Heater');
  await page.goto(site.page);
  await new SignInPage(page).signIn('viewer');
  await heater.expectState('off');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.goto(`${site.page}?kiosk`);
  await heater.expectState('off');
  await expect(wall.root).toBeVisible();
  await expect
    .poll(() => wall.heartbeat(), { timeout: 20_000 })
    .toMatchObject({
      status: 200,
      body: { alive: true, isWall: true, engine: { state: 'running' }, connections: { online: 5, all: 5 } },
    });

  const isFirst = await wall.mark();
  await page.evaluate(() => {
    dispatchEvent(new ErrorEvent('error', { error: new Error('Nothing fits. token=swordfish') }));
  });
  await expect.poll(isFirst, { timeout: 20_000 }).toBe(false);
  await heater.expectState('off');

  deploy('second');
  // The page looks by itself each hour.
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
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
