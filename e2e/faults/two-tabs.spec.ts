import { OverviewPage } from '../pages/overview.ts';
import { ordersSince } from '../plant.ts';
import { expect, expectReady, expectReported, test } from './fixtures.ts';

const ON = { device: 'relay/i2c0-3b', property: 'state', value: true };

test('Two tabs, one click: one order, and the other tab shows the report without having ordered', async ({
  page,
  context,
  signIn,
  demo,
  expectAudit,
}) => {
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  const other = await context.newPage();
  await other.goto('/');
  const same = new OverviewPage(other).switch('Heater');
  await expectReady(heater, 'off');
  await expectReady(same, 'off');
  const states = await same.noteStates();
  const orders = ordersSince(demo.plant);
  await heater.control.click();

  await heater.expectState('on');
  await same.expectState('on');
  expect(await states()).toEqual(['off', 'on']);
  expect(orders()).toEqual([ON]);
  await expectAudit(['confirmed', /report/]);
});

test('Two tabs, the link of one cut: it is told by the device what the other tab switched', async ({
  page,
  context,
  signIn,
  demo,
  proxies,
}) => {
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  const other = await context.newPage();
  await other.goto('/');
  const same = new OverviewPage(other).switch('Heater');
  await expectReady(heater, 'off');
  await expectReady(same, 'off');
  const orders = ordersSince(demo.plant);
  proxies.hub.set({ kind: 'lose' });
  await heater.control.click();
  await same.control.click();
  await same.expectState('on');
  await heater.expectState('failed');
  await expect(heater.control).not.toBeChecked();
  proxies.hub.heal();

  await expectReported(heater, 'on');
  await expectReported(same, 'on');
  expect(orders()).toEqual([ON]);
});

test('Two tabs click at once: one order a click and no more, and both show the one state', async ({
  page,
  context,
  signIn,
  demo,
  expectAudit,
}) => {
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  const other = await context.newPage();
  await other.goto('/');
  const same = new OverviewPage(other).switch('Heater');
  await expectReady(heater, 'off');
  await expectReady(same, 'off');
  const orders = ordersSince(demo.plant);
  await Promise.all([heater.control, same.control].map((control) => control.dispatchEvent('click')));

  await heater.expectState('on');
  await same.expectState('on');
  expect(orders()).toEqual([ON, ON]);
  await expectAudit(['confirmed', /report/], ['confirmed', /report/]);
});
