import { HEATER, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { orderFromElsewhere } from './hub-client.ts';
import { ControlTile } from './pages/controls.ts';
import { ordersSince } from './plant.ts';

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
