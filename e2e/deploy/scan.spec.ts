import { DevicesPage } from '../pages/devices.ts';
import { LabelsPage } from '../pages/labels.ts';
import { ScanPage } from '../pages/scan.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { SwitchTile } from '../pages/tile.ts';
import { NOTHING, pictureOf, pictureOfCode, test } from './camera.ts';
import { expect, skipWithoutNginx } from './fixtures.ts';

skipWithoutNginx();
test.use({ folder: '/plant7/' });

const RELAY = 'bridge/relay/i2c0-3f';

test('A label is printed, scanned and leads to its machine; a code of anybody else is read and not followed', async ({
  page,
  context,
  site,
  camera,
  expectNoViolation,
}) => {
  test.setTimeout(120_000);
  const scan = new ScanPage(page);
  const phone = await scan.likeAPhone();
  const running = await scan.noteCameras();
  const device = `${site.page}devices/bridge/relay%2Fi2c0-3f`;

  // A phone's own camera opens the link: signed out, in a folder, a slash in the name.
  await page.goto(device);
  await new SignInPage(page).signIn('technician');
  await expect(page).toHaveURL(device);
  const relay = new SwitchTile(page, 'state');
  await relay.expectState('off');

  // A label may be there before its device.
  await page.goto(`${site.page}devices/bridge/pump%2F9`);
  await expect(page.getByRole('heading', { name: 'pump/9' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Nothing has been heard of this device yet.');
  await page.goto(`${site.page}devices/elsewhere/pump`);
  await expect(page.getByRole('main')).toContainText('This page has no connection “elsewhere”.');

  await page.goto(`${site.page}devices`);
  await expect(new DevicesPage(page).device('relay/i2c0-3f')).toBeVisible();
  await page.getByRole('link', { name: 'Print labels' }).click();
  const labels = new LabelsPage(page);
  await expect(labels.code(RELAY)).toBeVisible();
  await expect(labels.code(RELAY)).toHaveAccessibleName(device);
  for (const code of ['fleet/meter-workshop', 'cells/C5C80001', 'jobs/user:1', 'edge/1']) {
    await expect(labels.code(code)).toBeVisible();
  }
  await labels.label('edge/1').getByRole('checkbox').uncheck();
  // Devices may still be found meanwhile.
  await expect(async () => {
    const all = await labels.labels.count();
    await expect(labels.print).toHaveText(`Print ${all - 1} labels`, { timeout: 500 });
  }).toPass();
  await page.emulateMedia({ media: 'print' });
  await expect(labels.code(RELAY)).toBeVisible();
  for (const hidden of [labels.label('edge/1'), labels.print, page.getByRole('banner')]) {
    await expect(hidden).toBeHidden();
  }
  await page.emulateMedia({ media: 'screen' });
  const printed = await pictureOf(page, labels.code(RELAY));

  // The camera is asked for by a tap and not before.
  camera.show(pictureOfCode('https://evil.example/plant7/devices/bridge/relay%2Fi2c0-3f'));
  await page.goto(`${site.page}devices/scan`);
  await expect(scan.open).toBeVisible();
  expect(await running()).toBe(0);
  await scan.open.click();
  await expect(scan.problem).toContainText('The camera is not allowed for this page.');

  await context.grantPermissions(['camera']);
  await scan.again.click();
  await expect(page.getByRole('main')).toContainText(
    'and was not opened: https://evil.example/plant7/devices/bridge/relay%2Fi2c0-3f',
  );
  await expect(page).toHaveURL(`${site.page}devices/scan`);
  expect(await running()).toBe(1);

  // Its light, and the camera at the front, which has none: one of them runs at a time.
  await scan.light.click();
  await expect(scan.light).toHaveAttribute('aria-pressed', 'true');
  expect(await phone()).toEqual({ camera: 'back', isLit: true });
  await scan.light.click();
  await expect(scan.light).toHaveAttribute('aria-pressed', 'false');
  expect(await phone()).toEqual({ camera: 'back', isLit: false });
  await scan.otherCamera.click();
  await expect.poll(phone).toEqual({ camera: 'front', isLit: false });
  await expect(scan.light).toHaveCount(0);
  await expect(page.getByLabel('Picture of the camera')).toHaveJSProperty('paused', false);
  expect(await running()).toBe(1);
  await scan.close.click();
  expect(await running()).toBe(0);

  camera.show(printed);
  await scan.open.click();
  await expect(page).toHaveURL(device);
  await relay.expectState('off');
  expect(await running()).toBe(0);

  // The camera still looks at the code: going back must not end where it came from.
  await page.goBack();
  await expect(page).toHaveURL(`${site.page}devices/labels`);

  // Typed, where there is no camera; and a page that is hidden lets go of it.
  camera.show(NOTHING);
  await page.goto(`${site.page}devices/scan`);
  await expect(scan.close).toBeVisible();
  await expect.poll(running).toBe(1);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(scan.open).toBeVisible();
  expect(await running()).toBe(0);
  await scan.type('i2c0');
  await expect(page.getByText('Several devices fit.')).toBeVisible();
  await scan.type('BRIDGE/thermometer/i2c0-48');
  await expect(page).toHaveURL(`${site.page}devices/bridge/thermometer%2Fi2c0-48`);
  await expectNoViolation(page);
});
