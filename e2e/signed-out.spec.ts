import { expect, signInByHand, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { OverviewPage } from './pages/overview.ts';
import { SignInPage } from './pages/sign-in.ts';

const TOKEN_LIFE_MS = 9_000;

test.use({ times: { accessToken: TOKEN_LIFE_MS, drogueExpiryCheck: 1_000 } });

test('Signing out in one tab closes the links of the others, and none of them comes back by itself', async ({
  page,
  context,
  demo,
}) => {
  const { hub, drogue } = demo.backEnds;
  await signInByHand(page, 'technician', AccountPage.path);
  const account = new AccountPage(page);
  const other = await context.newPage();
  await other.goto('/');
  const heater = new OverviewPage(other).switch('Heater');
  await heater.expectState('off');
  for (const state of ['on', 'off'] as const) {
    await heater.control.click();
    await heater.expectState(state);
  }
  await expect.poll(() => hub.connections).toBe(2);
  await expect.poll(() => drogue.connections()).toBe(2);
  const asked: string[] = [];
  other.on('request', (request) => {
    if (request.url().startsWith(demo.identity.issuer)) asked.push(request.url());
  });

  await account.signOut.click();
  const signIn = new SignInPage(other);
  await expect(signIn.start).toBeVisible();
  await expect.poll(() => hub.connections).toBe(0);
  await expect.poll(() => drogue.connections()).toBe(0);

  // The token they had is dead by then: nothing may have been renewed on the way, and nobody asked the provider.
  const { accepted } = drogue;
  const outAt = Date.now();
  await expect
    .poll(() => Date.now() - outAt, { timeout: TOKEN_LIFE_MS + 10_000 })
    .toBeGreaterThan(TOKEN_LIFE_MS + 3_000);
  await expect(signIn.start).toBeVisible();
  expect(hub.connections).toBe(0);
  expect(drogue.accepted).toBe(accepted);
  expect(asked).toEqual([]);

  // Somebody else signs in: the other tab follows with an engine of its own, and waits for nothing that was ordered before.
  await new SignInPage(page).signIn('viewer');
  await heater.expectState('off');
});

test('A page whose stored session has ended while the sign-in service is away opens and says so, switches nothing, and comes back by itself', async ({
  page,
  demo,
  allowNetworkErrorsOf,
}) => {
  allowNetworkErrorsOf(demo.identity.issuer);
  await signInByHand(page, 'technician');
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  await demo.identity.stop();
  try {
    await page.evaluate(() => {
      for (const [key, value] of Object.entries(localStorage)) {
        if (!key.startsWith('oidc.user:')) continue;
        localStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), expires_at: 1 }));
      }
    });
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('does not answer');
    await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
    // What asks for nobody's token is live all the same.
    const coldStore = new OverviewPage(page).tile('Cold store');
    await coldStore.show();
    await expect.poll(() => coldStore.number()).toBeGreaterThan(-100);
    await expect(coldStore.region).not.toHaveAttribute('data-stale', 'true');
    await heater.expectState('unknown');
    await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  } finally {
    await demo.identity.start();
  }
  await expect(page.getByRole('alert')).toBeHidden({ timeout: 40_000 });
  await heater.expectState('off');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'false');
});

test('A sign-in service that takes the question and never answers does not keep the page from showing itself', async ({
  page,
  demo,
}) => {
  await signInByHand(page, 'technician');
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  // Held until the page is left; the library gives up earlier and asks again.
  await page.route(`${demo.identity.issuer}/**`, () => {});
  await page.evaluate(() => {
    for (const [key, value] of Object.entries(localStorage)) {
      if (!key.startsWith('oidc.user:')) continue;
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), expires_at: 1 }));
    }
  });
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('does not answer');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  await page.unroute(`${demo.identity.issuer}/**`);
  await expect(heater.control).toHaveAttribute('aria-disabled', 'false', { timeout: 40_000 });
});
