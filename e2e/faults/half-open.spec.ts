import { expect, expectReported, test } from './fixtures.ts';

const ON = { device: 'relay/i2c0-3b', property: 'state', value: true };

test('Half open and healed: the order that fell into it never arrives, the link is torn down at the deadline', async ({
  atHeater,
  demo,
  proxies,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  proxies.hub.set({ kind: 'lose' });
  await heater.control.click();
  await heater.expectState('pending');

  await heater.expectState('failed');
  await expect(heater.region).toContainText('Whether the order was carried out is unknown');
  // Still dead, and the person tries again: the link is gone, so nothing is sent.
  await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  await heater.control.click({ force: true });
  expect(orders()).toEqual([]);

  proxies.hub.heal();

  await expectReported(heater, 'off');
  expect(orders()).toEqual([]);
  expect(demo.plant.relay('heater')).toBe(false);
  await expectAudit(['refused', /nothing was sent/i], ['timed out', /did not report the change in time/i]);
});

test('A link that nothing comes through takes no orders even before it is found dead', async ({
  atHeater,
  proxies,
}) => {
  const { heater, orders } = await atHeater();
  proxies.hub.set({ kind: 'lose' });
  await expect(heater.control).toHaveAttribute('aria-disabled', 'true', { timeout: 20_000 });
  await heater.control.click({ force: true });
  proxies.hub.heal();
  await expectReported(heater, 'off');
  expect(orders()).toEqual([]);
});

test('The way back is dead: the order is done once, its report is lost, and asking again finds the truth', async ({
  atHeater,
  demo,
  proxies,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  proxies.hub.set({ kind: 'lose' }, ['to-page']);
  await heater.control.click();
  await expect.poll(() => demo.plant.relay('heater')).toBe(true);

  await heater.expectState('failed');
  await expect(heater.control).not.toBeChecked();
  proxies.hub.heal();

  await expectReported(heater, 'on');
  expect(orders()).toEqual([ON]);
  await expectAudit(['timed out', /did not report the change in time/i]);
  expect(orders()).toEqual([ON]);
});

/*
 * The limit of what a page can promise. Bytes that it has handed over can be kept by whatever lies between (a proxy, the
 * kernel that repeats what got no answer), and no closing of the page's recalls them. What is promised: no byte of an
 * order is handed over after the deadline, none is repeated, the order is called unknown, and its late effect is shown
 * and not taken for its confirmation.
 */
test('A network that kept the order delivers it after the deadline: once, called unknown before, shown after', async ({
  atHeater,
  proxies,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  proxies.hub.set({ kind: 'hold' }, ['to-back-end']);
  // The way back works, but nothing that would confirm comes through it.
  await heater.control.click();
  await heater.expectState('failed');
  await expect(heater.region).toContainText('Whether the order was carried out is unknown');
  expect(orders()).toEqual([]);
  const handedOver = proxies.hub.seen('to-back-end');

  proxies.hub.heal();

  await expect.poll(orders).toEqual([ON]);
  await expectReported(heater, 'on');
  expect(proxies.hub.seen('to-back-end')).toBeGreaterThanOrEqual(handedOver);
  await expectAudit(['timed out', /whether the order was carried out is unknown/i]);
  expect(orders()).toEqual([ON]);
});

test('A report that takes longer than the deadline confirms nothing, and is shown all the same', async ({
  atHeater,
  proxies,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  proxies.hub.set({ kind: 'delay', ms: 3_000 }, ['to-page']);
  await heater.control.click();
  await expect.poll(orders).toEqual([ON]);
  await heater.expectState('failed');
  proxies.hub.heal();
  await expectReported(heater, 'on');
  expect(orders()).toEqual([ON]);
  await expectAudit(['timed out', /did not report the change in time/i]);
});

test('A report that contradicts: the order ends in a failure that says what the device said', async ({
  atHeater,
  demo,
  expectAudit,
}) => {
  const { hub } = demo.backEnds;
  const { heater, orders } = await atHeater();
  hub.setModuleAnswering('heater', false);
  try {
    await heater.control.click();
    await expect.poll(orders).toEqual([ON]);
    await heater.expectState('pending');
    // The module's own `null` comes first; then it answers, with the opposite of what it was told.
    await expect(heater.region).toContainText('The module is not answering.');
    hub.injectFrame('["relay/i2c0-3b", {"state": false}]\n');
    await expect(heater.control).toHaveAttribute('aria-checked', 'false');
    await heater.expectState('failed');
    await expect(heater.region).toContainText('It last reported off');
    await expect(heater.control).not.toBeChecked();
    expect(orders()).toEqual([ON]);
    await expectAudit(['timed out', /it last reported off/i]);
  } finally {
    hub.setModuleAnswering('heater', true);
  }
});
