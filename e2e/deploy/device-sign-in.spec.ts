import type { Browser } from '@playwright/test';
import { AccountPage } from '../pages/account.ts';
import { ApprovalPage, DeviceSignInPage } from '../pages/device-sign-in.ts';
import { OverviewPage } from '../pages/overview.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { WallPage } from '../pages/wall.ts';
import { tokensIn } from '../session.ts';
import type { WatchToo } from '../watch.ts';
import { expect, skipWithoutNginx, test } from './fixtures.ts';

const TOKEN_LIFE_MS = 9_000;

skipWithoutNginx();
test.use({ folder: '/plant7/', times: { accessToken: TOKEN_LIFE_MS, drogueExpiryCheck: 1_000 } });

/** A phone in somebody's hand, of which the wall knows nothing. */
async function phoneOf(browser: Browser, watchToo: WatchToo): Promise<ApprovalPage> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  watchToo(context);
  return new ApprovalPage(await context.newPage());
}

/** The code on the wall, and what a phone reads of the picture beside it. */
async function scanned(wall: DeviceSignInPage): Promise<[address: string, code: string]> {
  await expect(wall.picture).toBeVisible();
  return [await wall.scan(), (await wall.code.textContent()) ?? ''];
}

test('A wall is signed in with a phone, after a denial too, stays so when it is loaded again, and tells its secrets to nobody', async ({
  page,
  browser,
  request,
  site,
  watch,
  watchToo,
  allowNetworkErrorsOf,
  expectNoViolation,
}) => {
  test.setTimeout(90_000);
  // "Not yet" is an error to the browser, and it notes each.
  allowNetworkErrorsOf(site.issuer);
  const secrets: string[] = [];
  page.on('response', async (response) => {
    if (!response.url().endsWith('/device/auth')) return;
    const given: unknown = await response.json().catch(() => null);
    if (typeof given === 'object' && given !== null && 'device_code' in given)
      secrets.push(String(given.device_code));
  });
  const seen: string[] = [];
  const look = async () => seen.push(await page.content(), page.url());

  // Also where there is a keyboard, for whoever would rather not type a password on it.
  await page.goto(site.page);
  const wall = new DeviceSignInPage(page);
  await page.getByRole('button', { name: 'Sign in with another device' }).click();
  await expect(wall.code).toHaveText(/^\w{4}-\w{4}$/);
  await wall.here.click();
  await expect(new SignInPage(page).start).toBeVisible();

  await page.goto(`${site.page}?kiosk`);
  const phone = await phoneOf(browser, watchToo);
  const [denied, first] = await scanned(wall);
  await look();
  await phone.open(denied, first);
  await phone.deny();
  await expect(wall.trouble).toContainText('denied on the other device', { timeout: 20_000 });
  await expect(wall.code).toBeHidden();
  await look();
  await wall.another.click();

  const [approved, second] = await scanned(wall);
  expect(second).not.toBe(first);
  await phone.open(approved, second);
  await phone.approve('technician');
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  await look();
  const given = await tokensIn(page);
  // Renewed like any other session, and taken up again.
  await expect
    .poll(async () => (await tokensIn(page)).access_token, { timeout: TOKEN_LIFE_MS + 10_000 })
    .not.toBe(given.access_token);
  await page.reload();
  await heater.expectState('off');
  await look();

  expect(secrets).toHaveLength(3);
  const kept = await page.evaluate(() =>
    JSON.stringify([
      Object.entries(sessionStorage),
      Object.entries(localStorage).filter(([name]) => !name.startsWith('oidc.user:')),
    ]),
  );
  const everything = [...seen, ...watch.lines, site.log(), kept].join('\n');
  for (const secret of [...secrets, ...Object.values(given)]) expect(everything.includes(secret)).toBe(false);
  await expectNoViolation(page);

  // Signing out ends it at the provider, too, to which the session is the phone's.
  const { refresh_token } = await tokensIn(page);
  await page.goto(`${site.page}account`);
  await new AccountPage(page).signOut.click();
  await expect(new SignInPage(page).start).toBeVisible();
  const answer = await request.post(`${site.issuer}/token`, {
    form: { client_id: 'signalbox', grant_type: 'refresh_token', refresh_token },
  });
  expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
});

test('A wall whose sign-in service goes away comes back by itself; only a session that is over for good asks for a phone', async ({
  page,
  browser,
  watchToo,
  site,
  demo,
  allowNetworkErrorsOf,
}) => {
  test.setTimeout(150_000);
  allowNetworkErrorsOf(site.issuer);
  allowNetworkErrorsOf(site.page);
  // What needs no token of the person's own, on one screen.
  const device = encodeURIComponent('thermometer/i2c0-48');
  await page.goto(
    `${site.page}dashboards/deployment/thermometer?kiosk&var-connection=bridge&var-device=${device}`,
  );
  const wall = new DeviceSignInPage(page);
  const phone = await phoneOf(browser, watchToo);
  await expect(wall.code).toBeVisible();
  await demo.identity.stop();
  const [address, code] = await scanned(wall);
  await expect(wall.trouble).toContainText('does not answer', { timeout: 20_000 });
  await expect(wall.code).toHaveText(code);
  await demo.identity.start();
  await phone.open(address, code);
  await phone.approve('viewer');
  const chart = page.locator('[data-widget="timeseries"]');
  await expect(chart).toBeVisible({ timeout: 40_000 });

  // Away for longer than the token lives: what needs none goes on, and nobody has to come with a phone.
  const goesOn = async () => {
    const samples = async () => Number(await chart.getAttribute('data-samples'));
    const before = await samples();
    await expect.poll(samples).toBeGreaterThan(before + 3);
  };
  const before = await tokensIn(page);
  const stoppedAt = Date.now();
  await demo.identity.stop();
  await expect
    .poll(() => Date.now() - stoppedAt, { timeout: TOKEN_LIFE_MS + 10_000 })
    .toBeGreaterThan(TOKEN_LIFE_MS + 1_000);
  await goesOn();
  await expect(wall.panel).toBeHidden();
  // Nor when it is loaded again meanwhile: the session is kept, and waits; what was known last is there.
  await page.reload();
  await expect.poll(async () => Number(await chart.getAttribute('data-samples'))).toBeGreaterThan(3);
  await expect(new WallPage(page).health).toContainText('sign-in service does not answer');
  await expect(wall.code).toBeHidden();
  await expect(wall.panel).toBeHidden();
  await demo.identity.start();
  await expect
    .poll(async () => (await tokensIn(page)).access_token, { timeout: 40_000 })
    .not.toBe(before.access_token);
  await expect(wall.panel).toBeHidden();
  await goesOn();

  demo.identity.refuseRefreshTokens(true);
  try {
    await expect(wall.panel).toBeVisible({ timeout: TOKEN_LIFE_MS + 20_000 });
    await goesOn();
    await phone.open(...(await scanned(wall)));
    await phone.approve();
    await expect(wall.panel).toBeHidden({ timeout: 20_000 });
    await goesOn();
  } finally {
    demo.identity.refuseRefreshTokens(false);
  }
});
