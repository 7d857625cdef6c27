import type { Page } from '@playwright/test';
import { DIMMER, FAN, HEATER, serveDashboard } from '../dashboard.ts';
import { ControlTile } from '../pages/controls.ts';
import { ordersSince } from '../plant.ts';
import { expect, test } from './fixtures.ts';

const LIGHT_OFF = { device: DIMMER.device, property: DIMMER.property, value: 0 };

/** A dashboard with one group over two links, once every target can be ordered. */
async function groupTile(page: Page, signIn: (account: 'technician') => Promise<void>): Promise<ControlTile> {
  const targets = [
    { actuator: HEATER, label: 'Heater' },
    { actuator: FAN, label: 'Fan' },
    { actuator: DIMMER, value: 0, label: 'Light' },
  ];
  await serveDashboard(page, { type: 'group', title: 'Workshop', options: { targets } });
  await signIn('technician');
  const group = new ControlTile(page, 'Workshop', 'group');
  await expect(group.target('Heater')).toContainText('on');
  await expect(group.target('Fan')).toContainText('on');
  await expect(group.target('Light')).toContainText('40');
  await expect(group.button('All off')).toHaveAttribute('aria-disabled', 'false');
  return group;
}

test.beforeEach(({ demo }) => {
  demo.plant.setRelay('heater', true);
  demo.plant.setRelay('fan', true);
});

test('A group with one link half open: each target has its own outcome, and what was lost never arrives', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  const group = await groupTile(page, signIn);
  const orders = ordersSince(demo.plant);
  proxies.hub.set({ kind: 'lose' });
  await group.button('All off').click();

  await expect(group.target('Light')).toHaveAttribute('data-outcome', 'done');
  for (const name of ['Heater', 'Fan']) {
    await expect(group.target(name)).toHaveAttribute('data-outcome', 'failed');
    await expect(group.target(name)).toContainText(/is unknown/);
  }
  proxies.hub.heal();

  await expect(group.button('Try 2 again')).toBeVisible({ timeout: 15_000 });
  expect(orders()).toEqual([LIGHT_OFF]);
  await group.button('Try 2 again').click();
  for (const name of ['Heater', 'Fan', 'Light'])
    await expect(group.target(name)).toHaveAttribute('data-outcome', 'done');
  expect(orders()).toHaveLength(3);
  expect(orders().filter(({ device }) => device === DIMMER.device)).toEqual([LIGHT_OFF]);
  await expectAudit(
    ['confirmed', /report/],
    ['confirmed', /report/],
    [/confirmed|timed out|rejected/, /./],
    [/confirmed|timed out|rejected/, /./],
    [/confirmed|timed out|rejected/, /./],
  );
});

test('A group whose first order meets a cut: at most one order a target, and each end says what is known', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  const group = await groupTile(page, signIn);
  const orders = ordersSince(demo.plant);
  proxies.hub.cutAfter(0, 'to-back-end');
  await group.button('All off').click();

  await expect(group.target('Light')).toHaveAttribute('data-outcome', 'done');
  for (const name of ['Heater', 'Fan'])
    await expect(group.target(name)).toHaveAttribute('data-outcome', /failed|refused/);
  await expect(group.button('Try 2 again')).toBeVisible({ timeout: 15_000 });
  await expect(group.target('Heater')).toContainText('on');
  await group.button('Dismiss').click();
  await group.expectState('ready');
  expect(orders()).toEqual([LIGHT_OFF]);
  await expectAudit(
    [/confirmed|rejected|refused/, /./],
    [/confirmed|rejected|refused/, /./],
    [/confirmed|rejected|refused/, /./],
  );
  expect(orders()).toEqual([LIGHT_OFF]);
});
