import { DevicesPage } from '../pages/devices.ts';
import { openSetpoint } from '../pages/setpoint.ts';
import { ordersSince } from '../plant.ts';
import { expect, test } from './fixtures.ts';

const ORDER = { device: 'dimmer-1', property: 'level', value: 75 };
const COMMAND = /\/api\/command\//;

test('A renewed token that is refused, too, is the end: rejected, with what to do, and nothing is done', async ({
  page,
  signIn,
  demo,
  expectAudit,
}) => {
  await signIn('technician', DevicesPage.path);
  const level = await openSetpoint(page, ORDER.device, ORDER.property, 40);
  const orders = ordersSince(demo.plant);
  const tokens: string[] = [];
  await page.route(COMMAND, async (route) => {
    const headers = await route.request().allHeaders();
    tokens.push(headers.authorization ?? '');
    // The back end's own answer to a token that it does not know.
    await route.continue({ headers: { ...headers, authorization: 'Bearer of-another-realm' } });
  });
  await level.order(ORDER.value);

  await expect(level.region).toHaveAttribute('data-state', 'failed');
  await expect(level.region).toContainText('did not accept the credentials (401). Nothing was done');
  expect(tokens).toHaveLength(2);
  expect(new Set(tokens).size).toBe(2);
  await expectAudit(['rejected', /\(401\)/]);
  expect(orders()).toEqual([]);
});

test('The link breaks when an order by HTTP has arrived: the browser does not send it again', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  await signIn('technician', DevicesPage.path);
  const level = await openSetpoint(page, ORDER.device, ORDER.property, 40);
  const orders = ordersSince(demo.plant);
  // An earlier order: what a browser sends again by itself is a request on a connection that has served before.
  await level.order(50);
  await expect.poll(() => level.number()).toBe(50);
  const { plant } = demo;
  const { received } = plant;
  proxies.drogue.set({ kind: 'hold' }, ['to-page']);
  plant.received = (one) => {
    received(one);
    plant.received = received;
    // Not a byte of the answer has come through, and none will.
    proxies.drogue.reset();
    proxies.drogue.heal();
  };
  await level.order(ORDER.value);

  await expect.poll(orders).toEqual([{ ...ORDER, value: 50 }, ORDER]);
  await expect.poll(() => level.number(), { timeout: 15_000 }).toBe(75);
  await expectAudit([/confirmed|timed out/, /report/], ['confirmed', /report/]);
  expect(orders()).toEqual([{ ...ORDER, value: 50 }, ORDER]);
});

test('An order by HTTP that the network loses ends unknown at its deadline, and never arrives', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  await signIn('technician', DevicesPage.path);
  const level = await openSetpoint(page, ORDER.device, ORDER.property, 40);
  const orders = ordersSince(demo.plant);
  proxies.drogue.set({ kind: 'lose' });
  await level.order(ORDER.value);
  await expect(level.region).toHaveAttribute('data-state', 'failed');
  await expect(level.region).toContainText('Whether the order was carried out is unknown');

  proxies.drogue.heal();

  await level.expectTakesOrders(15_000);
  await expect.poll(() => level.number()).toBe(40);
  await expectAudit(['timed out', /did not report the change in time/i]);
  expect(orders()).toEqual([]);
});
