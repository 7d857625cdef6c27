import { expect, signInByHand, test } from './fixtures.ts';
import { OverviewPage } from './pages/overview.ts';

test.use({ times: { accessToken: 9_000, drogueExpiryCheck: 1_000 } });

test('When the session cannot be renewed the page says so, keeps showing what arrives, and one click signs in again', async ({
  page,
  demo,
  allowNetworkErrorsOf,
}) => {
  test.setTimeout(60_000);
  // The provider answers the renewal with an error, which the browser notes.
  allowNetworkErrorsOf(demo.identity.issuer);
  await signInByHand(page, 'technician');
  const overview = new OverviewPage(page);
  await overview.switch('Heater').expectState('off');
  demo.identity.refuseRefreshTokens(true);
  try {
    const again = page.getByRole('button', { name: /sign in again/i });
    await expect(again).toBeVisible({ timeout: 20_000 });
    const chart = overview.chart('Workshop temperature');
    const samples = await chart.samples();
    await expect.poll(() => chart.samples()).toBeGreaterThan(samples + 3);
    // Refreshing goes on being refused, else the page would get well by itself. The provider still knows the person,
    // so there is nothing to type.
    await again.click();
    await expect(again).toBeHidden();
    demo.identity.refuseRefreshTokens(false);
    await overview.switch('Heater').expectState('off');
    await expect.poll(() => overview.chart('Power').samples()).toBeGreaterThan(0);
  } finally {
    demo.identity.refuseRefreshTokens(false);
  }
});
