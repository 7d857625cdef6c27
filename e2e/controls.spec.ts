import { DIMMER, FAN, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { orderFromElsewhere } from './hub-client.ts';
import { AuditPage } from './pages/audit.ts';
import { ControlTile } from './pages/controls.ts';
import { ordersSince } from './plant.ts';

test('A JSON order shows what leaves before it does', async ({ page, signIn, demo }) => {
  await serveDashboard(page, { type: 'json', title: 'Order', options: { connection: 'bridge' } });
  await signIn('technician');
  const order = new ControlTile(page, 'Order', 'json');
  await order.region.getByLabel('Device').fill(FAN.device);
  await order.region.getByLabel('Payload').fill('{"state": tru');
  await expect(order.region).toContainText('This is not JSON');
  await expect(order.button('Send')).toHaveAttribute('aria-disabled', 'true');
  await order.region.getByLabel('Payload').fill('{"state": true}');
  await expect(order.region.locator('[data-shown]')).toHaveText('["relay/i2c0-3f/set",{"state":true}]');
  // The relay's own report tells of this order, whoever gives it.
  await expect(order.region).toContainText(/Reported “off” .* ago/);
  for (const word of ['on', 'off']) {
    await orderFromElsewhere(demo, FAN.device, word === 'on');
    await expect(order.region).toContainText(new RegExp(`Reported “${word}” .* ago; changed elsewhere`));
    await expect(order.region.getByRole('status')).toHaveText(`Order is ${word}; changed elsewhere`);
  }
  const orders = ordersSince(demo.plant);
  await order.button('Send').click();
  await order.expectState('done');
  expect(orders()).toEqual([{ device: FAN.device, property: 'state', value: true }]);
});

test('A Drogue command of any name is shown, sent once and accepted or refused', async ({
  page,
  signIn,
  demo,
  allowNetworkErrorsOf,
}) => {
  allowNetworkErrorsOf(demo.backEnds.drogue.origin);
  await serveDashboard(page, { type: 'json', title: 'Command', options: { connection: 'fleet' } });
  await signIn('technician');
  const command = new ControlTile(page, 'Command', 'json');
  await command.region.getByLabel('Device').fill('dimmer-1');
  await command.region.getByLabel('Command').fill('identify');
  await command.region.getByLabel('Payload').fill('{"blink": 3}');
  const shown = command.region.locator('[data-shown]');
  await expect(shown).toContainText('/devices/dimmer-1?command=identify');
  await expect(shown).toContainText('{"blink":3}');
  await expect(shown).toContainText('Authorization: •••');
  await command.button('Send').click();
  await expect(command.region).toContainText('Accepted');
  await command.region.getByLabel('Device').fill('nobody');
  await command.button('Send').click();
  await command.expectState('failed');
  await expect(command.region).toContainText('(406)');
  await expect(command.region.locator('[data-mark]')).toHaveText('Not done');

  const audit = new AuditPage(page);
  await audit.open();
  await expect(audit.commands).toHaveCount(2);
  const refused = audit.commands.first();
  await expect(refused).toContainText('rejected');
  await expect(refused).toContainText('nobody');
  await expect(await audit.openLife(refused)).toContainText(
    'does not know this device or command (406). Nothing was done; check its name.',
  );
  await expect(audit.commands.last()).toContainText('accepted');
});

test('A message is published on a channel', async ({ page, signIn, demo }) => {
  const options = { connection: 'jobs', payload: { message: 'Stop the oven' } };
  await serveDashboard(page, { type: 'json', title: 'Message', options });
  await signIn('technician');
  const message = new ControlTile(page, 'Message', 'json');
  const orders = ordersSince(demo.plant);
  await expect(message.region.locator('[data-shown]')).toContainText('{"message":"Stop the oven"}');
  await message.button('Send').click();
  await expect(message.region).toContainText('Accepted');
  expect(orders()).toHaveLength(1);
});

test('An interval is set, and the device says that it keeps it', async ({ page, signIn }) => {
  const options = { connection: 'bridge', device: 'thermometer/i2c0-48' };
  await serveDashboard(page, { type: 'interval', title: 'Pace', options });
  await signIn('technician');
  const pace = new ControlTile(page, 'Pace', 'interval');
  await expect(pace.button('Set')).toHaveAttribute('aria-disabled', 'false');
  await pace.region.getByRole('spinbutton').fill('1');
  await pace.button('Set').click();
  await expect(pace.region.locator('[data-value]')).toHaveText('1');
  await pace.expectState('known');
});

test('An interval that the device refuses ends at once, in the words of the device', async ({
  page,
  signIn,
  demo,
}) => {
  const options = { connection: 'bridge', device: 'thermometer/i2c0-48', max: 100_000 };
  await serveDashboard(page, { type: 'interval', title: 'Pace', options });
  await signIn('technician');
  const pace = new ControlTile(page, 'Pace', 'interval');
  const orders = ordersSince(demo.plant);
  const before = await pace.region.locator('[data-value]').textContent();
  await expect(pace.button('Set')).toHaveAttribute('aria-disabled', 'false');
  await pace.region.getByRole('spinbutton').fill('90000');
  await pace.button('Set').click();
  const words = 'The device refused the setting: publish-interval is not a number of seconds.';
  await pace.expectState('failed');
  await expect(pace.region).toContainText(words);
  await expect(pace.region.locator('[data-value]')).toHaveText(before ?? '');
  const audit = new AuditPage(page);
  await audit.open();
  await expect(audit.commands).toHaveCount(1);
  await expect(audit.commands.first()).toContainText('rejected');
  await expect(await audit.openLife(audit.commands.first())).toContainText(words);
  expect(orders()).toEqual([]);
});

test('A level is slid: one order when the thumb is let go, none on the way, and none where it is taken back', async ({
  page,
  signIn,
  demo,
}) => {
  const options = { actuator: DIMMER, min: 0, max: 100, step: 5, unit: '%' };
  await serveDashboard(page, { type: 'setpoint', title: 'Level', options });
  await signIn('technician');
  const level = new ControlTile(page, 'Level', 'setpoint');
  await expect.poll(() => level.number()).toBe(40);
  await expect(level.button('Set')).toHaveAttribute('aria-disabled', 'false');
  await expect(level.slider).toHaveValue('40');
  const orders = ordersSince(demo.plant);

  // Let go where it began, far below it, or after Escape.
  const thumb = await level.takeThumb(40);
  await thumb.to(80);
  await expect(level.slider).toHaveValue('80');
  await expect(level.slider).toHaveAttribute('aria-valuetext', '80 %; reported 40 %');
  await thumb.to(40);
  await thumb.letGo();
  await expect(level.slider).toHaveValue('40');
  await level.takeThumb(40);
  await thumb.to(80, 120);
  await expect(level.region).toContainText('Let go here and nothing is sent.');
  await expect(level.slider).toHaveValue('40');
  await thumb.letGo();
  await level.takeThumb(40);
  await thumb.to(80);
  await page.keyboard.press('Escape');
  await thumb.letGo();
  await expect(level.slider).toHaveValue('40');
  await expect(level.button('Set')).toHaveAttribute('aria-disabled', 'false');
  expect(orders()).toEqual([]);

  await level.takeThumb(40);
  for (const value of [50, 70, 90, 75]) await thumb.to(value);
  expect(orders()).toEqual([]);
  await thumb.letGo();
  await expect.poll(() => level.number()).toBe(75);
  await expect(level.slider).toHaveValue('75');
  await level.expectState('known');
  const slid = { device: 'dimmer-1', property: 'level', value: 75 };
  expect(orders()).toEqual([slid]);

  // Keys choose, Enter orders, Escape lets it be.
  await level.slider.focus();
  for (const key of ['End', 'PageDown', 'ArrowRight', 'Home', 'Escape']) await page.keyboard.press(key);
  await expect(level.slider).toHaveValue('75');
  await page.keyboard.press('Enter');
  await expect(level.region).toContainText('It is 75 already.');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(level.slider).toHaveValue('65');
  expect(orders()).toEqual([slid]);
  await page.keyboard.press('Enter');
  await expect.poll(() => level.number()).toBe(65);
  expect(orders()).toEqual([slid, { ...slid, value: 65 }]);
});

test('Back ends that take no commands say so instead of offering a dead control', async ({
  page,
  signIn,
}) => {
  const cell = { connection: 'cells', device: 'C5C80001' };
  const actuator = { connection: 'edge', device: '1', property: 'state' };
  const widgets = [
    { type: 'json', title: 'Order', options: cell },
    { type: 'interval', title: 'Pace', options: cell },
    { type: 'switch', title: 'Switch', options: { actuator } },
    { type: 'button', title: 'Push', options: { actuator } },
    { type: 'choice', title: 'Choice', options: { actuator, choices: ['a', 'b'] } },
    { type: 'setpoint', title: 'Level', options: { actuator } },
    { type: 'group', title: 'All', options: { targets: [{ actuator }] } },
  ] as const;
  await serveDashboard(page, ...widgets);
  await signIn('admin');
  for (const { type, title } of widgets) {
    const tile = new ControlTile(page, title, type);
    await tile.show();
    await expect(tile.region).toContainText(/takes? no commands/i);
    await tile.expectState('unavailable');
    // Nothing to press, and nothing to type into.
    await expect(tile.region.locator('button, input, textarea, [role]')).toHaveCount(0);
  }
});
