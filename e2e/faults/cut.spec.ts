import { expect, expectReported, test } from './fixtures.ts';

const ON = { device: 'relay/i2c0-3b', property: 'state', value: true };

test('Cut between click and send: the order that met the cut never arrives, and nothing repeats it', async ({
  atHeater,
  proxies,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  // The very first byte of the order breaks the link.
  proxies.hub.cutAfter(0, 'to-back-end');

  await heater.control.click();

  await heater.expectState('failed');
  await expect(heater.region).toContainText('Whether it got the order is unknown');
  await expectReported(heater, 'off');
  expect(orders()).toEqual([]);
  await expectAudit(['rejected', /the link broke before the device reported/i]);
  expect(orders()).toEqual([]);
});

test('The link is cut in the moment of the click: at most one order, one end, and the switch shows the device', async ({
  atHeater,
  demo,
  proxies,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  const states = await heater.noteStates();
  const clicked = heater.control.click({ force: true });
  proxies.hub.reset();
  await clicked;

  // The click may come when the page knows of the cut already: then it is locked, or the order was refused at once.
  await expect(heater.region).not.toHaveAttribute('data-state', 'pending');
  await expectReported(heater, demo.plant.relay('heater') ? 'on' : 'off');
  const taken = (await states()).some((state) => state !== 'off' && state !== 'unknown');
  expect(orders().length).toBeLessThanOrEqual(taken ? 1 : 0);
  if (taken) await expectAudit([/confirmed|rejected|refused/, /link|report/i]);
});

test('Cut between send and report: the order is done once, called unknown, and then shown as the device has it', async ({
  atHeater,
  demo,
  proxies,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  proxies.hub.set({ kind: 'lose' }, ['to-page']);
  await heater.control.click();
  await expect.poll(() => demo.plant.relay('heater')).toBe(true);

  proxies.hub.heal();

  await heater.expectState('failed');
  await expect(heater.region).toContainText('it is asked for its state as soon as the link is back');
  await expectReported(heater, 'on');
  expect(orders()).toEqual([ON]);
  await expectAudit(['rejected', /whether it got the order is unknown/i]);
  expect(orders()).toEqual([ON]);
});
