import { expect, test } from './fixtures.ts';
import { DevicesPage } from './pages/devices.ts';
import { openSetpoint } from './pages/setpoint.ts';
import { ChartTile, SwitchTile } from './pages/tile.ts';
import { ordersSince } from './plant.ts';

/** One device of each connection, and one quantity of it. */
const KNOWN = [
  ['thermometer/i2c0-48', 'temperature'],
  ['barometer/i2c0-60', 'altitude'],
  ['relay/i2c0-3b', 'state'],
  ['led/-', 'state'],
  ['meter-workshop', 'power'],
  ['dimmer-1', 'level'],
  ['C5C80001', 'humidity'],
  ['user:1', 'percent'],
  ['1', 'temperature'],
] as const;

test('Every device is found by itself', async ({ page, signIn }) => {
  await signIn('viewer', DevicesPage.path);
  const devices = new DevicesPage(page);
  for (const [name, quantity] of KNOWN) {
    await expect(devices.device(name)).toBeVisible();
    await expect(devices.quantity(name, quantity)).toContainText(/ ago$/);
    await expect(devices.quantity(name, quantity)).not.toHaveAttribute('data-stale', 'true');
  }
  await expect(devices.quantity('dimmer-1', 'level')).toContainText('40 %');
  await expect(devices.quantity('led/-', 'state')).toContainText('off');
});

test('What a device says in words is shown, never a secret, and what it does not know is not shown as live', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('viewer', DevicesPage.path);
  const devices = new DevicesPage(page);
  await expect(devices.quantity('relay/i2c0-3f', 'state')).toContainText('off');
  const { hub } = demo.backEnds;
  hub.injectFrame('["display/-", {"mode": "eco", "wifi-password": "hunter2-hunter2"}]\n');
  hub.injectFrame('["relay/i2c0-3f", {"state": null}]\n');
  await expect(devices.quantity('display/-', 'mode')).toContainText('eco');
  await expect(devices.quantity('display/-', 'wifi-password')).toContainText('[left out]');
  await expect(devices.quantity('relay/i2c0-3f', 'state')).toContainText('stale');
  await page.getByRole('searchbox').fill('mode');
  await devices.open('display/-');
  await expect(page.getByRole('row', { name: /^mode eco/ })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('hunter2');
});

test('Opening a sensor shows its chart, without any configuration', async ({ page, signIn }) => {
  await signIn('viewer', DevicesPage.path);
  await new DevicesPage(page).open('barometer/i2c0-60');
  await expect(page.getByRole('heading', { name: 'barometer/i2c0-60' })).toBeVisible();
  for (const quantity of ['pressure', 'altitude']) {
    const chart = new ChartTile(page, quantity);
    await expect.poll(() => chart.samples()).toBeGreaterThan(1);
  }
});

test('A device that measures more than is drawn at once shows the rest when it is asked for', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('viewer', DevicesPage.path);
  const devices = new DevicesPage(page);
  await expect(devices.device('barometer/i2c0-60')).toBeVisible();
  const quantities = Array.from({ length: 30 }, (_, n) => [`q${String(n).padStart(2, '0')}`, [n, 'V']]);
  demo.backEnds.hub.injectFrame(`${JSON.stringify(['meter/many', Object.fromEntries(quantities)])}\n`);
  await page.getByRole('searchbox').fill('meter/many');
  await devices.device('meter/many').getByRole('link', { name: 'and 18 more' }).click();
  await expect(page.getByRole('heading', { name: 'meter/many' })).toBeVisible();
  await new ChartTile(page, 'q23').show();
  await expect(new ChartTile(page, 'q24').region).toBeHidden();
  await page.getByRole('button', { name: 'Show 6 more' }).click();
  await new ChartTile(page, 'q29').show();
  await expect(page.getByRole('button', { name: /^Show \d+ more$/ })).toBeHidden();
});

test('Opening a relay shows its switch, and it works', async ({ page, signIn, demo }) => {
  await signIn('technician', DevicesPage.path);
  await new DevicesPage(page).open('relay/i2c0-3f');
  const relay = new SwitchTile(page, 'state');
  await relay.expectState('off');
  await relay.control.click();
  await relay.expectState('on');
  expect(demo.plant.relay('fan')).toBe(true);
});

test('What a relay said before its link broke does not look live in its chart, however lately it said it', async ({
  page,
  signIn,
  outage,
}) => {
  await signIn('viewer', DevicesPage.path);
  await new DevicesPage(page).open('relay/i2c0-3f');
  const { region } = new ChartTile(page, 'state over time');
  const newest = region.getByRole('listitem').first();
  await expect(newest).toContainText('off');
  await expect(newest).not.toContainText('stale');
  await expect(region).not.toHaveAttribute('data-stale', 'true');
  await outage.stop('hub');
  await expect(region).toHaveAttribute('data-stale', 'true');
  await expect(region).toContainText('Last reading ');
  await expect(newest).toHaveAttribute('data-old');
});

test('The dimmer is set from its page, and shown once it has reported', async ({ page, signIn, demo }) => {
  await signIn('technician', DevicesPage.path);
  const level = await openSetpoint(page, 'dimmer-1', 'level', 40);
  const orders = ordersSince(demo.plant);
  await level.field.fill('400');
  await level.field.press('Enter');
  await expect(level.region).toContainText('The most it takes is 100.');
  expect(orders()).toEqual([]);

  await level.field.fill('75');
  await level.field.press('Enter');
  await expect.poll(() => level.number()).toBe(75);
  expect(demo.plant.dimmer()).toBe(75);
  expect(orders()).toEqual([{ device: 'dimmer-1', property: 'level', value: 75 }]);
});

test('The search finds devices by name and by quantity', async ({ page, signIn }) => {
  await signIn('viewer', DevicesPage.path);
  const devices = new DevicesPage(page);
  await expect(devices.device('C5C80001')).toBeVisible();
  const search = page.getByRole('searchbox');
  await search.fill('altitude');
  await expect(devices.device('barometer/i2c0-60')).toBeVisible();
  await expect(devices.device('C5C80001')).toBeHidden();
  await search.fill('no such thing');
  await expect(page.getByRole('main')).toContainText('No device fits this search.');
});

test('Somebody makes a device a favourite, finds it first, and puts it on a dashboard of their own', async ({
  page,
  signIn,
}) => {
  await signIn('technician', DevicesPage.path);
  const devices = new DevicesPage(page);
  const star = page.getByRole('button', { name: 'Favourite: relay/i2c0-3f' });
  await star.click();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await page.reload();
  await expect(page.getByRole('list', { name: 'Devices' }).getByRole('listitem').first()).toContainText(
    'relay/i2c0-3f',
  );
  await page.getByRole('button', { name: 'Favourites', exact: true }).click();
  await expect(devices.device('dimmer-1')).toBeHidden();
  await expect(page.getByText('1 of ')).toBeVisible();
  await devices.open('relay/i2c0-3f');
  await expect(star).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'Add to a dashboard…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add relay/i2c0-3f to a dashboard' });
  await dialog.getByRole('button', { name: 'New dashboard' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Added 2 widgets' })).toBeVisible();
  await page.getByRole('link', { name: 'Open', exact: true }).click();
  const relay = new SwitchTile(page, 'relay/i2c0-3f: state');
  await relay.expectState('off');
  await relay.control.click();
  await relay.expectState('on');
  await expect.poll(() => new ChartTile(page, 'relay/i2c0-3f: state').samples()).toBeGreaterThan(0);
});
