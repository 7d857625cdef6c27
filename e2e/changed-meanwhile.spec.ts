import { DIMMER, FAN, HEATER, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { anotherProgram, orderFromElsewhere } from './hub-client.ts';
import { AuditPage } from './pages/audit.ts';
import { ControlTile } from './pages/controls.ts';
import { ordersSince } from './plant.ts';
import { makeSecondsStop } from './seconds.ts';

test('A question says what would be ordered, and is not asked any more once the device reports another state', async ({
  page,
  signIn,
  demo,
}) => {
  const options = { actuator: FAN, confirm: 'The fan blows dust.' };
  await serveDashboard(page, { type: 'switch', title: 'Fan', options });
  await signIn('technician');
  const fan = new ControlTile(page, 'Fan', 'switch');
  await fan.expectState('off');
  const orders = ordersSince(demo.plant);
  await fan.region.getByRole('switch').click();
  await expect(fan.question).toHaveAccessibleName('Fan: Switch on');
  await orderFromElsewhere(demo, FAN.device, true);
  await expect(fan.question).toBeHidden();
  await fan.expectState('refused');
  const why = 'It was not confirmed: it has changed meanwhile. Nothing was sent.';
  await expect(fan.region).toContainText(why);
  await expect(fan.region.getByRole('switch')).toBeChecked();
  await fan.region.getByRole('switch').click();
  await expect(fan.question).toHaveAccessibleName('Fan: Switch off');
  await fan.question.getByRole('button', { name: 'Confirm' }).click();
  await fan.expectState('off');
  expect(orders().map(({ value }) => value)).toEqual([true, false]);
  await new AuditPage(page).open();
  await expect(page.getByText(why)).toBeVisible();
});

test('A group’s question says what would be ordered of each target', async ({ page, signIn }) => {
  const targets = [
    { actuator: HEATER, label: 'Heater' },
    { actuator: FAN, value: true, label: 'Fan' },
    { actuator: DIMMER, value: 12.5, label: 'Light' },
  ];
  const options = { targets, confirm: 'It gets cold.' };
  await serveDashboard(page, { type: 'group', title: 'Workshop', options });
  await signIn('technician');
  const workshop = new ControlTile(page, 'Workshop', 'group');
  await workshop.button('All off').click();
  await expect(workshop.question).toHaveAccessibleName('Workshop');
  await expect(workshop.question.getByRole('listitem')).toHaveText([
    'Heater: Switch off',
    'Fan: Switch on',
    'Light: Set to 12.5',
  ]);
});

test('A hold is given up once the device reports another state', async ({ page, signIn, demo }) => {
  await serveDashboard(page, { type: 'switch', title: 'Fan', options: { actuator: FAN, hold: true } });
  const seconds = await makeSecondsStop(page);
  await signIn('technician');
  const fan = new ControlTile(page, 'Fan', 'switch');
  const control = fan.region.getByRole('switch');
  await fan.expectState('off');
  const orders = ordersSince(demo.plant);
  const orderElsewhere = await anotherProgram(demo);
  await seconds.stop();
  await fan.holdDown(control);
  await expect(control).toHaveAttribute('data-holding');
  await orderElsewhere(FAN.device, true);
  await fan.expectState('on');
  await expect(control).not.toHaveAttribute('data-holding');
  await seconds.goOn();
  await fan.letGo();
  // The next one is held as long as ever, and is the only one that orders.
  await fan.holdDown(control);
  await fan.expectState('off');
  await fan.letGo();
  expect(orders().map(({ value }) => value)).toEqual([true, false]);
});
