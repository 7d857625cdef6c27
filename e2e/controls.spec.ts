import { DIMMER, FAN, HEATER, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { anotherProgram, orderFromElsewhere } from './hub-client.ts';
import { AuditPage } from './pages/audit.ts';
import { ControlTile } from './pages/controls.ts';
import { ordersSince } from './plant.ts';
import { makeSecondsStop } from './seconds.ts';

/** The workshop's temperature. */
const WORKSHOP = { connection: 'bridge', device: 'thermometer/i2c0-48', quantity: 'temperature' };

test('A push button tells what somebody else did, and gives a pulse: two orders, one after the other', async ({
  page,
  signIn,
  demo,
}) => {
  const options = { actuator: HEATER, pulse: { ms: 300 }, label: 'Push' };
  const raw = (device: string) => ({ connection: 'bridge', device, property: 'set' });
  await serveDashboard(
    page,
    { type: 'button', title: 'Bell', options },
    { type: 'button', title: 'Raw', options: { actuator: raw(HEATER.device), value: { state: true } } },
    { type: 'button', title: 'Text', options: { actuator: raw('display/i2c0-3c'), value: { text: 'Hi' } } },
  );
  await signIn('technician');
  const bell = new ControlTile(page, 'Bell', 'button');
  // What is ordered in the hub's own words is told of by the relay's report, or by nothing.
  const inOtherWords = new ControlTile(page, 'Raw', 'button');
  const text = new ControlTile(page, 'Text', 'button');
  await expect(inOtherWords.region).toContainText(/Reported “off” .* ago/);
  await expect(text.region).toContainText('No report tells what becomes of this order; look at the device.');
  await expect(bell.button(/Push/)).toHaveAttribute('aria-disabled', 'false');
  await expect(bell.region).toContainText(/Reported “off” .* ago/);
  for (const word of ['on', 'off']) {
    await orderFromElsewhere(demo, HEATER.device, word === 'on');
    await expect(bell.region).toContainText(new RegExp(`Reported “${word}” .* ago; changed elsewhere`));
    await expect(bell.region.getByRole('status')).toHaveText(`Bell is ${word}; changed elsewhere`);
    await expect(inOtherWords.region).toContainText(
      new RegExp(`Reported “${word}” .* ago; changed elsewhere`),
    );
  }
  const orders = ordersSince(demo.plant);
  await bell.button(/Push/).click();
  await bell.expectState('done');
  expect(orders().map(({ value }) => value)).toEqual([true, false]);
  await expect(bell.region).toContainText('Done');
  await expect(bell.region).not.toContainText('elsewhere');
  await inOtherWords.button(/Press/).click();
  await inOtherWords.expectState('done');
  await expect(inOtherWords.region).toContainText('Done');
  await expect(bell.region).not.toContainText('elsewhere');
});

test('A pulse whose link breaks says that it may not have ended, and is never ended late', async ({
  page,
  signIn,
  demo,
  outage,
}) => {
  const options = { actuator: HEATER, pulse: { ms: 2_000 }, label: 'Push' };
  await serveDashboard(page, { type: 'button', title: 'Bell', options });
  await signIn('technician');
  const bell = new ControlTile(page, 'Bell', 'button');
  const orders = ordersSince(demo.plant);
  await expect(bell.button(/Push/)).toHaveAttribute('aria-disabled', 'false');
  await bell.button(/Push/).click();
  await expect(bell.region).toContainText('Pressed');
  await outage.stop('hub');
  await bell.expectState('refused');
  await expect(bell.region).toContainText('The pulse may not have ended');
  await outage.start('hub');
  await expect(bell.button(/Push/)).toHaveAttribute('aria-disabled', 'false', { timeout: 20_000 });
  expect(orders().map(({ value }) => value)).toEqual([true]);
});

test('While a pulse is under way every control of its relay waits for its end, and says so', async ({
  page,
  signIn,
  demo,
}) => {
  const options = { actuator: HEATER, pulse: { ms: 60_000 }, label: 'Push' };
  await serveDashboard(
    page,
    { type: 'button', title: 'Bell', options },
    { type: 'switch', title: 'Heater', options: { actuator: HEATER } },
    { type: 'group', title: 'Workshop', options: { targets: [{ actuator: HEATER }] } },
  );
  await signIn('technician');
  const bell = new ControlTile(page, 'Bell', 'button');
  const orders = ordersSince(demo.plant);
  await expect(bell.button(/Push/)).toHaveAttribute('aria-disabled', 'false');
  await bell.button(/Push/).click();
  await expect(bell.region).toContainText('Pressed');
  const others = [
    {
      tile: new ControlTile(page, 'Heater', 'switch'),
      control: page.getByRole('switch', { name: 'Heater' }),
    },
    {
      tile: new ControlTile(page, 'Workshop', 'group'),
      control: page.getByRole('button', { name: 'All off' }),
    },
  ];
  for (const { tile, control } of others) {
    await expect(tile.region).toContainText('Waiting for the pulse to end.');
    await control.click({ force: true });
    await expect(tile.region.getByRole('status')).toHaveText(
      'Waiting for the pulse to end. Nothing was sent.',
    );
  }
  await expect(bell.region).toContainText('Pressed');
  expect(orders().map(({ value }) => value)).toEqual([true]);

  const answered = page.waitForEvent('dialog').then((dialog) => dialog.accept());
  await Promise.all([page.goto('about:blank'), answered]);
  await expect.poll(() => orders().map(({ value }) => value)).toEqual([true, false]);
});

test('All off asks once, judges each target for itself and tells what became of it', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await serveConfig((config) => ({ ...config, commandDeadlineSeconds: 2 }));
  demo.plant.setRelay('heater', true);
  demo.plant.setRelay('fan', true);
  demo.backEnds.hub.setModuleAnswering('fan', false);
  try {
    const options = {
      targets: [
        { actuator: HEATER, label: 'Heater' },
        { actuator: FAN, label: 'Fan' },
        { actuator: { connection: 'cells', device: 'C5C80001', property: 'state' }, label: 'Cell' },
        { actuator: DIMMER, value: 0, label: 'Light', interlock: { ...WORKSHOP, below: -50 } },
      ],
      confirm: 'Everything in the workshop is switched off.',
    };
    await serveDashboard(page, { type: 'group', title: 'Workshop', options });
    await signIn('technician');
    const workshop = new ControlTile(page, 'Workshop', 'group');
    await expect(workshop.button('All off')).toHaveAttribute('aria-disabled', 'false');
    await expect(workshop.target('Heater')).toContainText('on');
    for (const word of ['off', 'on']) {
      await orderFromElsewhere(demo, HEATER.device, word === 'on');
      await expect(workshop.target('Heater')).toContainText(`${word}; changed elsewhere`);
      await expect(workshop.region.getByRole('status')).toHaveText(`Heater is ${word}; changed elsewhere`);
    }
    await expect(workshop.target('Fan')).not.toContainText('elsewhere');
    const orders = ordersSince(demo.plant);
    await workshop.button('All off').click();
    await expect(workshop.question).toContainText('Everything in the workshop is switched off.');
    expect(orders()).toEqual([]);
    await workshop.question.getByRole('button', { name: 'Confirm' }).click();
    await expect(workshop.target('Heater')).toHaveAttribute('data-outcome', 'done');
    await expect(workshop.target('Fan')).toHaveAttribute('data-outcome', 'failed');
    await expect(workshop.target('Heater')).toContainText('off');
    await expect(workshop.target('Cell')).toHaveAttribute('data-outcome', 'refused');
    await expect(workshop.target('Cell')).toContainText(/takes? no commands/i);
    await expect(workshop.target('Light')).toHaveAttribute('data-outcome', 'refused');
    await expect(workshop.target('Light')).toContainText(/works only while temperature .* below -50/i);
    expect(orders().map(({ device }) => device)).toEqual([HEATER.device, FAN.device]);

    // What became of each is still there for whoever comes back from another page.
    await new AuditPage(page).open();
    await page.goBack();
    await expect(workshop.target('Heater')).toHaveAttribute('data-outcome', 'done');
    await expect(workshop.target('Fan')).toHaveAttribute('data-outcome', 'failed');

    demo.backEnds.hub.setModuleAnswering('fan', true);
    await workshop.button('Try 1 again').click();
    await workshop.question.getByRole('button', { name: 'Confirm' }).click();
    await expect(workshop.target('Fan')).toHaveAttribute('data-outcome', 'done');
    expect(orders().map(({ device }) => device)).toEqual([HEATER.device, FAN.device, FAN.device]);

    await workshop.button('Dismiss').click();
    await expect(workshop.target('Light')).toHaveAttribute('data-outcome', 'ready');
    await workshop.expectState('ready');
  } finally {
    demo.backEnds.hub.setModuleAnswering('fan', true);
  }
});

test('An order that is not confirmed is not sent, and is kept as refused', async ({ page, signIn, demo }) => {
  const options = { actuator: FAN, confirm: 'The fan blows dust.' };
  await serveDashboard(page, { type: 'switch', title: 'Fan', options });
  await signIn('technician');
  const fan = new ControlTile(page, 'Fan', 'switch');
  const control = fan.region.getByRole('switch');
  await fan.expectState('off');
  const orders = ordersSince(demo.plant);
  await control.click();
  await expect(fan.question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await fan.expectState('refused');
  await expect(fan.region).toContainText('It was not confirmed. Nothing was sent.');
  await control.click();
  await fan.question.getByRole('button', { name: 'Confirm' }).click();
  await fan.expectState('on');
  expect(orders().map(({ value }) => value)).toEqual([true]);
});

test('A control that is to be held does nothing on a click or a key press', async ({
  page,
  signIn,
  demo,
}) => {
  const options = { actuator: FAN, hold: true };
  await serveDashboard(page, { type: 'switch', title: 'Fan', options });
  await signIn('technician');
  const fan = new ControlTile(page, 'Fan', 'switch');
  const control = fan.region.getByRole('switch');
  await fan.expectState('off');
  const orders = ordersSince(demo.plant);
  await control.click();
  await fan.holdDown(control);
  await fan.expectState('on');
  await fan.letGo();
  for (const key of ['Enter', 'Space']) {
    await control.press(key);
    await page.keyboard.down(key);
    await fan.expectState(key === 'Enter' ? 'off' : 'on');
    await page.keyboard.up(key);
  }
  expect(orders().map(({ value }) => value)).toEqual([true, false, true]);
});

test('A held button that goes from under the finger orders nothing', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await serveConfig((config) => ({ ...config, commandDeadlineSeconds: 1 }));
  const options = { actuator: FAN, hold: true };
  await serveDashboard(page, { type: 'switch', title: 'Fan', options });
  const seconds = await makeSecondsStop(page);
  demo.backEnds.hub.setModuleAnswering('fan', false);
  try {
    await signIn('technician');
    const fan = new ControlTile(page, 'Fan', 'switch');
    const orders = ordersSince(demo.plant);
    await expect(fan.region.getByRole('switch')).toHaveAttribute('aria-disabled', 'false');
    await fan.holdDown(fan.region.getByRole('switch'));
    await fan.expectState('failed');
    await fan.letGo();
    demo.backEnds.hub.setModuleAnswering('fan', true);
    // A finger does not take the focus; what loses it gives up by that alone.
    await fan.region.getByRole('switch').blur();
    const orderElsewhere = await anotherProgram(demo);
    await seconds.stop();
    const lift = await fan.putFinger(fan.button('Try again'));
    await expect(fan.button('Try again')).toHaveAttribute('data-holding');
    await orderElsewhere(FAN.device, true);
    await expect(fan.button('Try again')).toBeHidden();
    await lift();
    await seconds.goOn();
    // What was due while nobody held it has come to nothing, and the next second is as long as ever.
    await fan.holdDown(fan.region.getByRole('switch'));
    await fan.expectState('off');
    await fan.letGo();
    expect(orders().map(({ value }) => value)).toEqual([true, true, false]);
  } finally {
    demo.backEnds.hub.setModuleAnswering('fan', true);
  }
});

test('An interlock is shown before and holds', async ({ page, signIn, demo }) => {
  const locked = { actuator: HEATER, interlock: { ...WORKSHOP, below: -50 } };
  const free = { actuator: FAN, interlock: { ...WORKSHOP, below: 200 } };
  await serveDashboard(
    page,
    { type: 'switch', title: 'Locked', options: locked },
    { type: 'switch', title: 'Free', options: free },
  );
  await signIn('technician');
  const orders = ordersSince(demo.plant);
  const heater = new ControlTile(page, 'Locked', 'switch');
  const fan = new ControlTile(page, 'Free', 'switch');
  await expect(heater.region).toContainText(/works only while temperature .* below -50; it is [\d.]+ now/i);
  await heater.region.getByRole('switch').click({ force: true });
  await expect(fan.region).toContainText('Works only while temperature of thermometer/i2c0-48 is below 200.');
  await fan.region.getByRole('switch').click();
  await fan.expectState('on');
  expect(orders()).toEqual([{ device: FAN.device, property: 'state', value: true }]);
});

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
