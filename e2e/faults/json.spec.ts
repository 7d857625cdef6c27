import type { Page } from '@playwright/test';
import { DevicesPage } from '../pages/devices.ts';
import { openSetpoint } from '../pages/setpoint.ts';
import { SwitchTile } from '../pages/tile.ts';
import { ordersSince } from '../plant.ts';
import { expect, expectReady, expectReported, test } from './fixtures.ts';

/** Ordered by a template over the socket. */
const RUN = { device: 'ventilator', property: 'running', value: true };
/** Ordered by a template over HTTP, to the same service. */
const LEVEL = { device: 'lamp', property: 'level', value: 75 };

/** A link that was cut may take so long to be back. */
const BACK_MS = 15_000;

test.use({ withJson: true });

/** The ventilator's switch on its device's page, off and taking orders. */
async function ventilator(page: Page): Promise<SwitchTile> {
  await new DevicesPage(page).open(RUN.device);
  const running = new SwitchTile(page, RUN.property);
  await expectReady(running, 'off');
  return running;
}

async function goToDevices(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Devices' }).click();
}

test('Orders by a template, over the socket and by HTTP: each is done once, and confirmed by the device’s report', async ({
  page,
  signIn,
  demo,
  expectAudit,
}) => {
  await signIn('technician', DevicesPage.path);
  const running = await ventilator(page);
  const orders = ordersSince(demo.plant);
  await running.control.click();
  await running.expectState('on');
  expect(orders()).toEqual([RUN]);
  expect(demo.plant.relay('fan')).toBe(true);

  await goToDevices(page);
  const level = await openSetpoint(page, LEVEL.device, LEVEL.property, 40, BACK_MS);
  await level.order(LEVEL.value);
  await expect.poll(() => level.number()).toBe(75);
  await expectAudit(['confirmed', /report/], ['confirmed', /report/]);
  expect(orders()).toEqual([RUN, LEVEL]);
});

test('Cut between click and send: no order by a template arrives, on either way, and nothing repeats it', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  await signIn('technician', DevicesPage.path);
  const running = await ventilator(page);
  const orders = ordersSince(demo.plant);
  // The very first byte of the order breaks the link.
  proxies.json.cutAfter(0, 'to-back-end');
  await running.control.click();
  await running.expectState('failed');
  await expect(running.region).toContainText('Whether it got the order is unknown');
  await expectReported(running, 'off');

  await goToDevices(page);
  const level = await openSetpoint(page, LEVEL.device, LEVEL.property, 40, BACK_MS);
  // The link stays as it is, and the request finds nobody.
  proxies.json.refuse();
  await level.order(LEVEL.value);
  await expect(level.region).toHaveAttribute('data-state', 'failed');
  await expect(level.region).toContainText('Whether the order was carried out is unknown');
  proxies.json.heal();
  await level.expectTakesOrders(BACK_MS);
  expect(await level.number()).toBe(40);
  await expectAudit(
    ['timed out', /the request failed on the way/i],
    ['rejected', /the link broke before the device reported/i],
  );
  expect(orders()).toEqual([]);
});

test('Cut between send and report: an order by a template over the socket is done once, called unknown, and then shown as the device has it', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  await signIn('technician', DevicesPage.path);
  const running = await ventilator(page);
  const orders = ordersSince(demo.plant);
  proxies.json.set({ kind: 'lose' }, ['to-page']);
  await running.control.click();
  await expect.poll(() => demo.plant.relay('fan')).toBe(true);

  proxies.json.heal();

  await running.expectState('failed');
  await expect(running.region).toContainText('it is asked for its state as soon as the link is back');
  await expectReported(running, 'on');
  await expectAudit(['rejected', /whether it got the order is unknown/i]);
  expect(orders()).toEqual([RUN]);
});

test('Cut between send and report: an order by a template over HTTP is done once, and the browser does not send it again', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  await signIn('technician', DevicesPage.path);
  const level = await openSetpoint(page, LEVEL.device, LEVEL.property, 40, BACK_MS);
  const orders = ordersSince(demo.plant);
  const { plant } = demo;
  const { received } = plant;
  proxies.json.set({ kind: 'hold' }, ['to-page']);
  plant.received = (one) => {
    received(one);
    plant.received = received;
    // Not a byte of the answer has come through, and none will; the link is cut with it.
    proxies.json.reset();
    proxies.json.heal();
  };
  await level.order(LEVEL.value);

  await expect.poll(orders).toEqual([LEVEL]);
  await expect.poll(() => level.number(), { timeout: 15_000 }).toBe(75);
  await expectAudit([/confirmed|rejected|timed out/, /report|unknown/i]);
  expect(orders()).toEqual([LEVEL]);
});
