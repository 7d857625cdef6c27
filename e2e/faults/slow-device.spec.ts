import { DevicesPage } from '../pages/devices.ts';
import { openSetpoint } from '../pages/setpoint.ts';
import { ordersSince } from '../plant.ts';
import { expect, expectReported, test } from './fixtures.ts';

const ON = { device: 'relay/i2c0-3b', property: 'state', value: true };
const LEVEL = { device: 'dimmer-1', property: 'level', value: 75 };

/** A device that takes its time, so that something can happen between its order and its report. */
test.use({ times: { actuatorDelay: 1_000 } });

test('A frame is cut in its middle before the report: the order is unknown, then the late report is shown', async ({
  atHeater,
  proxies,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  await heater.control.click();
  await expect.poll(orders, { intervals: [20] }).toEqual([ON]);
  proxies.hub.cutAfter(1, 'to-page');

  await heater.expectState('failed');
  await expectReported(heater, 'on');
  expect(orders()).toEqual([ON]);
  await expectAudit(['rejected', /the link broke before the device reported/i]);
  expect(orders()).toEqual([ON]);
});

test('The hub restarts with an order in its hands: nothing is sent again, and the relay is shown as it came up', async ({
  atHeater,
  demo,
  proxies,
  outage,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  await heater.control.click();
  await expect.poll(orders, { intervals: [20] }).toEqual([ON]);
  await outage.stop('hub');
  proxies.hub.reset();
  await outage.start('hub');

  await heater.expectState('failed');
  await expectReported(heater, 'off');
  expect(demo.plant.relay('heater')).toBe(false);
  expect(orders()).toEqual([ON]);
  await expectAudit(['rejected', /unknown/]);
});

test('Drogue Cloud restarts with an order by HTTP in its hands: nothing is sent again, and the light is shown as it is', async ({
  page,
  signIn,
  demo,
  proxies,
  outage,
  expectAudit,
}) => {
  await signIn('technician', DevicesPage.path);
  const level = await openSetpoint(page, LEVEL.device, LEVEL.property, 40);
  const orders = ordersSince(demo.plant);
  await level.order(LEVEL.value);
  await expect.poll(orders, { intervals: [20] }).toEqual([LEVEL]);
  await outage.stop('drogue');
  proxies.drogue.reset();
  await outage.start('drogue');

  await expect(level.region).toHaveAttribute('data-state', 'failed');
  await expect(level.region).toContainText('Whether the order was carried out is unknown');
  await level.expectTakesOrders(15_000);
  await expect.poll(() => level.number()).toBe(40);
  expect(demo.plant.dimmer()).toBe(40);
  await expectAudit(['timed out', /unknown/]);
  expect(orders()).toEqual([LEVEL]);
});
