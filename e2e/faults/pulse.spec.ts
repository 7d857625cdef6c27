import type { Page } from '@playwright/test';
import { HEATER, serveDashboard } from '../dashboard.ts';
import { AuditPage } from '../pages/audit.ts';
import { ControlTile } from '../pages/controls.ts';
import { OverviewPage } from '../pages/overview.ts';
import { ordersSince } from '../plant.ts';
import { expect, test } from './fixtures.ts';

const ON = { device: HEATER.device, property: 'state', value: true };
const OFF = { ...ON, value: false };
/** Long enough for something to happen between its two orders, on a busy machine too. */
const PULSE_MS = 4_000;
/** Longer than any spec waits: what ends it earlier is the page's leaving. */
const LONG_MS = 55_000;

/** A dashboard with one push button, once it can be pressed. */
async function bellTile(
  page: Page,
  signIn: (account: 'technician') => Promise<void>,
  ms: number,
): Promise<ControlTile> {
  const options = { actuator: HEATER, pulse: { ms }, label: 'Push' };
  await serveDashboard(page, { type: 'button', title: 'Bell', options });
  await signIn('technician');
  const bell = new ControlTile(page, 'Bell', 'button');
  await expect(bell.button(/Push/)).toHaveAttribute('aria-disabled', 'false');
  return bell;
}

async function press(bell: ControlTile): Promise<void> {
  await bell.button(/Push/).click();
  await expect(bell.region).toContainText('Pressed');
}

test('Half open between the two orders of a pulse: it says that it may not have ended, and does not end late', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  const bell = await bellTile(page, signIn, PULSE_MS);
  const orders = ordersSince(demo.plant);
  await press(bell);
  proxies.hub.set({ kind: 'lose' });

  await bell.expectState('failed');
  await expect(bell.region).toContainText('The pulse may not have ended');
  proxies.hub.heal();

  await expect(bell.button(/Push/)).toHaveAttribute('aria-disabled', 'false', { timeout: 15_000 });
  await expectAudit(['timed out', /may not have ended/i], ['confirmed', /report/]);
  expect(orders()).toEqual([ON]);
});

test('Cut between the two orders of a pulse: the second is reported as not sent, and is not sent later', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  const bell = await bellTile(page, signIn, PULSE_MS);
  const orders = ordersSince(demo.plant);
  await press(bell);
  proxies.hub.refuse();
  proxies.hub.reset();

  await bell.expectState('refused');
  await expect(bell.region).toContainText('The pulse may not have ended');
  proxies.hub.heal();

  await expect(bell.button(/Push/)).toHaveAttribute('aria-disabled', 'false', { timeout: 15_000 });
  await expectAudit(['refused', /may not have ended/i], ['confirmed', /report/]);
  expect(orders()).toEqual([ON]);
});

test('A pulse ends when it is due although its control is left for another page', async ({
  page,
  signIn,
  demo,
  expectAudit,
}) => {
  const bell = await bellTile(page, signIn, PULSE_MS);
  const orders = ordersSince(demo.plant);
  await press(bell);
  await page.getByRole('link', { name: 'Devices' }).click();
  expect(orders()).toEqual([ON]);
  await expect.poll(orders).toEqual([ON, OFF]);
  await expect.poll(() => demo.plant.relay('heater')).toBe(false);
  await expectAudit(['confirmed', /report/], ['confirmed', /report/]);
});

/** Whether the audit's storage knows that a pulse's second order is still to come. */
function isReleaseAwaited(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('signalbox-audit /');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const database = opening.result;
    const counting = database.transaction('entries').objectStore('entries').index('releaseBy').count();
    await new Promise((resolve) => counting.addEventListener('success', resolve));
    database.close();
    return counting.result === 1;
  });
}

test('A page that is killed in the middle of a pulse cannot end it: the next one says so at once, one time, and ends nothing', async ({
  page,
  signIn,
  demo,
}) => {
  const bell = await bellTile(page, signIn, LONG_MS);
  const orders = ordersSince(demo.plant);
  await press(bell);
  await expect.poll(() => isReleaseAwaited(page)).toBe(true);
  // It has a process of its own, which does not die with the other.
  const next = await page.context().newPage();
  const browser = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  browser.send('Page.crash').catch(() => undefined);
  await crashed;

  await next.goto('/');
  await new OverviewPage(next).switch('Heater').expectState('on');
  const audit = new AuditPage(next);
  // Known by the lock that the dead page held, long before the pulse would have been over.
  await expect(new OverviewPage(next).tile('Events').region).toContainText(
    'Interrupted: the page went away',
    { timeout: LONG_MS / 4 },
  );
  await audit.open();
  await expect(audit.commands).toHaveCount(2);
  await expect(audit.commands.first()).toContainText('unknown');
  await expect(await audit.openLife(audit.commands.first())).toContainText('Ask the device for its state');
  await expect(audit.commands.last()).toContainText('confirmed');
  expect(orders()).toEqual([ON]);
});

for (const { how, leave } of [
  { how: 'loaded anew', leave: (page: Page) => page.reload() },
  { how: 'left for another address', leave: (page: Page) => page.goto('about:blank') },
  {
    how: 'closed',
    leave: async (page: Page) => {
      const closed = page.waitForEvent('close');
      await page.close({ runBeforeUnload: true });
      await closed;
    },
  },
]) {
  test(`A pulse ends at once when its page is ${how}`, async ({ page, signIn, demo }) => {
    const bell = await bellTile(page, signIn, LONG_MS);
    const orders = ordersSince(demo.plant);
    await press(bell);
    // The browser asks whether to leave.
    const answered = page.waitForEvent('dialog').then((dialog) => dialog.accept());
    await Promise.all([leave(page), answered]);
    await expect.poll(orders).toEqual([ON, OFF]);
    await expect.poll(() => demo.plant.relay('heater')).toBe(false);
    expect(orders()).toEqual([ON, OFF]);
  });
}
