import { expect, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

for (const path of ['/', DevicesPage.path, ConnectionsPage.path, AccountPage.path]) {
  test(`On a phone nothing of ${path} is beside the screen`, async ({ page, signIn }) => {
    await signIn('technician', path);
    await expect(page.getByRole('main')).toContainText(/\S/);
    if (path === '/')
      await expect
        .poll(() => new OverviewPage(page).chart('Workshop temperature').samples())
        .toBeGreaterThan(0);
    if (path === DevicesPage.path) await expect(new DevicesPage(page).device('C5C80001')).toBeVisible();
    if (path === ConnectionsPage.path) await new ConnectionsPage(page).item('edge').expectStatus('online');
    const widths = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    expect(widths.content).toBeLessThanOrEqual(widths.screen);
    expect(widths.screen).toBe(390);
  });
}

test('On a phone the bar at the bottom leads everywhere, and the heater can be switched', async ({
  page,
  signIn,
}) => {
  await signIn('technician');
  const bar = page.getByRole('navigation');
  await bar.getByRole('link', { name: 'Connections' }).tap();
  await new ConnectionsPage(page).item('bridge').expectStatus('online');
  await bar.getByRole('link', { name: 'Devices' }).tap();
  await expect(new DevicesPage(page).device('thermometer/i2c0-48')).toBeVisible();
  await bar.getByRole('link', { name: 'Overview' }).tap();
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  await heater.control.tap();
  await heater.expectState('on');
  const place = await bar.boundingBox();
  expect((place?.y ?? 0) + (place?.height ?? 0)).toBeCloseTo(844, -1);
});
