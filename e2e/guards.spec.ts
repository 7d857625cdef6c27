import { DIMMER, FAN, HEATER, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { anotherProgram, orderFromElsewhere } from './hub-client.ts';
import { AuditPage } from './pages/audit.ts';
import { ControlTile } from './pages/controls.ts';
import { ordersSince } from './plant.ts';
import { makeSecondsStop } from './seconds.ts';

/** The workshop's temperature. */
const WORKSHOP = { connection: 'bridge', device: 'thermometer/i2c0-48', quantity: 'temperature' };

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
    // What else the control orders by is not held.
    await expect(fan.region.getByRole('switch')).not.toHaveAttribute('data-holding');
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
