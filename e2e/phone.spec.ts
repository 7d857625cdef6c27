import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { CONNECTIONS, ConnectionsPage } from './pages/connections.ts';
import { DashboardsPage } from './pages/dashboards.ts';
import { DevicesPage } from './pages/devices.ts';
import { LabelsPage } from './pages/labels.ts';
import { OverviewPage } from './pages/overview.ts';
import { ScanPage } from './pages/scan.ts';
import { ChartTile } from './pages/tile.ts';

const PHONE = { width: 390, height: 844 };

test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

/** How far the page reaches beyond the screen, CSS pixels: above 0 it could be pushed sideways, or was shrunk to fit. */
async function overhang(page: Page): Promise<number> {
  return (
    (await page.evaluate(() => Math.max(document.documentElement.scrollWidth, window.innerWidth))) -
    PHONE.width
  );
}

test('On a phone the bar at the bottom leads everywhere, and nothing is beside the screen', async ({
  page,
  signIn,
}) => {
  await signIn('technician');
  const overview = new OverviewPage(page);
  await expect.poll(() => overview.chart('Workshop temperature').samples()).toBeGreaterThan(0);
  for (const title of ['Power', 'Events', 'Temperatures', 'Light']) await overview.tile(title).show();
  expect(await overhang(page)).toBe(0);

  const bar = page.getByRole('navigation', { name: 'Pages' });
  const goTo = async (name: string, path: string) => {
    await bar.getByRole('link', { name }).click();
    await expect(page).toHaveURL(path);
  };
  await goTo('Devices', DevicesPage.path);
  const devices = new DevicesPage(page);
  await devices.device('C5C80001').scrollIntoViewIfNeeded();
  await expect(devices.quantity('C5C80001', 'humidity')).toContainText(/ ago$/);
  expect(await overhang(page)).toBe(0);
  await devices.open('dimmer-1');
  await expect.poll(() => new ChartTile(page, 'level').samples()).toBeGreaterThan(0);
  expect(await overhang(page)).toBe(0);

  await goTo('Connections', ConnectionsPage.path);
  for (const id of CONNECTIONS) await new ConnectionsPage(page).item(id).expectStatus('online');
  expect(await overhang(page)).toBe(0);

  await goTo('Account', AccountPage.path);
  await expect(new AccountPage(page).signOut).toBeVisible();
  expect(await overhang(page)).toBe(0);

  const place = await bar.boundingBox();
  expect((place?.y ?? 0) + (place?.height ?? 0)).toBeCloseTo(PHONE.height, -1);
});

/** What can be tapped and is lower or narrower than a fingertip, CSS pixels; links inside a sentence are as high as its line. */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate((fingertip) => {
    const targets = document.querySelectorAll('a[href], button, input, select, summary, [role="switch"]');
    return [...targets].flatMap((target) => {
      // A label around a field is tapped with it.
      const { width, height } = (target.closest('label') ?? target).getBoundingClientRect();
      const isInSentence =
        target.matches('a') &&
        [...(target.parentElement?.childNodes ?? [])].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
        );
      const isHidden =
        width === 0 || !target.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (isHidden || isInSentence || (height >= fingertip && width >= fingertip)) return [];
      const name = target.getAttribute('aria-label') ?? target.textContent;
      return [`${target.tagName} “${name}”: ${Math.round(width)} × ${Math.round(height)}`];
    });
  }, 43.5);
}

for (const { what, path, ready } of [
  { what: 'the list of dashboards', path: DashboardsPage.path, ready: 'Overview' },
  { what: 'the list of devices', path: DevicesPage.path, ready: 'C5C80001' },
  { what: 'a device', path: `${DevicesPage.path}/fleet/dimmer-1`, ready: 'Actions for level' },
  { what: 'the scanner', path: ScanPage.path, ready: 'Open the camera' },
  { what: 'the labels', path: LabelsPage.path, ready: 'fleet/dimmer-1' },
  { what: 'the connections', path: ConnectionsPage.path, ready: 'Climate cells' },
  { what: 'the account', path: AccountPage.path, ready: 'Sign out' },
]) {
  test(`On a phone everything on the page of ${what} is large enough for a finger`, async ({
    page,
    signIn,
  }) => {
    await signIn('technician', path);
    const main = page.getByRole('main');
    await expect(
      main
        .getByText(ready)
        .or(main.getByRole('button', { name: ready }))
        .first(),
    ).toBeVisible();
    await expect.poll(() => smallTargets(page)).toEqual([]);
  });
}

test('On a phone the heater can be switched', async ({ page, signIn }) => {
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  await heater.control.tap();
  await heater.expectState('on');
});
