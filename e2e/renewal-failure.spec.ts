import { expect, signInByHand, test } from './fixtures.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { OverviewPage } from './pages/overview.ts';

test.use({ times: { accessToken: 9_000, drogueExpiryCheck: 1_000 } });

test('When the session cannot be renewed the page says so before it ends, then switches nothing, and one click signs in again', async ({
  page,
  demo,
  allowNetworkErrorsOf,
}) => {
  test.setTimeout(90_000);
  // The provider answers the renewal with an error, and back ends refuse a dead token: the browser notes both.
  allowNetworkErrorsOf(demo.identity.issuer);
  for (const { origin } of Object.values(demo.backEnds)) allowNetworkErrorsOf(origin);
  await signInByHand(page, 'technician');
  const overview = new OverviewPage(page);
  const heater = overview.switch('Heater');
  await heater.expectState('off');
  demo.identity.refuseRefreshTokens(true);
  try {
    const warning = page.getByText('The session could not be renewed');
    await expect(warning).toBeVisible({ timeout: 20_000 });
    // Said while the token still lives: the page's other words for its end are not there yet, and switching is.
    const ended = page.getByText('The session has ended: readings that need it stop');
    await expect(ended).toBeHidden();
    await expect(heater.control).toHaveAttribute('aria-disabled', 'false');

    await expect(ended).toBeVisible({ timeout: 20_000 });
    // The bridge's link was opened while the token was good, and goes on; whoever would switch by it is not signed in any more.
    await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
    await expect(heater.region).toContainText('The session has ended. Sign in again');
    await heater.control.click({ force: true });
    const chart = overview.chart('Workshop temperature');
    const samples = await chart.samples();
    await expect.poll(() => chart.samples()).toBeGreaterThan(samples + 3);
    expect(demo.plant.relay('heater')).toBe(false);

    await page.getByRole('link', { name: 'Connections' }).click();
    const connections = new ConnectionsPage(page);
    for (const id of ['fleet', 'cells']) {
      await expect(connections.item(id).item).toContainText('The session has ended. Sign in again', {
        timeout: 20_000,
      });
      await connections.item(id).expectStatus('offline');
    }

    // Refreshing goes on being refused, else the page would get well by itself. The provider still knows the person,
    // so there is nothing to type.
    await page.getByRole('button', { name: /sign in again/i }).click();
    for (const id of ['fleet', 'cells']) await connections.item(id).expectStatus('online');
    demo.identity.refuseRefreshTokens(false);
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(heater.control).toHaveAttribute('aria-disabled', 'false');
  } finally {
    demo.identity.refuseRefreshTokens(false);
  }
});
