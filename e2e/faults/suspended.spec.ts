import type { Page, Worker } from '@playwright/test';
import { DIMMER, FAN, serveDashboard } from '../dashboard.ts';
import { orderFromElsewhere } from '../hub-client.ts';
import { ControlTile } from '../pages/controls.ts';
import { OverviewPage } from '../pages/overview.ts';
import { ordersSince } from '../plant.ts';
import { expect, expectReady, expectReported, test } from './fixtures.ts';

const ON = { device: 'relay/i2c0-3b', property: 'state', value: true };

/** Longer than an order may take from the finger to the engine, and than its deadline. */
const STALL_MS = 3_000;

/** Keeps the engine from running, as a browser or an overloaded machine does. Resolves when it runs again. */
async function stall(engine: Worker): Promise<void> {
  await engine.evaluate((ms) => {
    const end = Date.now() + ms;
    while (Date.now() < end) {
      // Nothing else of the worker runs meanwhile.
    }
  }, STALL_MS);
}

/** Keeps the page from running while the person does something, which is answered only when it runs again. */
async function whileBusy(page: Page, act: () => Promise<unknown>): Promise<void> {
  const isBusy = page.waitForEvent('console', (message) => message.text() === 'busy');
  const awake = page.evaluate((ms) => {
    console.log('busy');
    const end = Date.now() + ms;
    while (Date.now() < end) {
      // Nothing else of the page runs meanwhile.
    }
  }, STALL_MS);
  await isBusy;
  await Promise.all([act(), awake]);
}

function engineOf(page: Page): Worker {
  const [engine] = page.workers();
  if (!engine) throw new Error('The page has no engine.');
  return engine;
}

test('The engine is suspended when the click comes: the order is too old when it wakes, and is not sent', async ({
  page,
  atHeater,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  const awake = stall(engineOf(page));
  await heater.control.click();
  await awake;

  await heater.expectState('refused');
  await expect(heater.region).toContainText('The order reached the engine late. Nothing was sent');
  await expectReported(heater, 'off');
  await expectAudit(['refused', /nothing was sent/i]);
  expect(orders()).toEqual([]);
});

test('The page is busy when the click comes: it is counted from the finger, and too old when the page gets to it', async ({
  page,
  signIn,
  demo,
  expectAudit,
}) => {
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  await expectReady(heater, 'off');
  const orders = ordersSince(demo.plant);
  await heater.control.hover();
  await whileBusy(page, () => Promise.all([page.mouse.down(), page.mouse.up()]));

  await heater.expectState('refused');
  await expect(heater.region).toContainText('The order reached the engine late. Nothing was sent');
  await expectAudit(['refused', /nothing was sent/i]);
  expect(orders()).toEqual([]);
});

test('Enter in a field, a click on its button and a control that is held are counted from the finger, too', async ({
  page,
  signIn,
  demo,
}) => {
  await serveDashboard(
    page,
    { type: 'setpoint', title: 'Level', options: { actuator: DIMMER } },
    { type: 'switch', title: 'Fan', options: { actuator: FAN, hold: true } },
  );
  await signIn('technician');
  const level = new ControlTile(page, 'Level', 'setpoint');
  const fan = new ControlTile(page, 'Fan', 'switch');
  await fan.expectState('off');
  await expect(level.button('Set')).toHaveAttribute('aria-disabled', 'false');
  const orders = ordersSince(demo.plant);
  await level.region.getByRole('spinbutton').fill('75');
  for (const act of [
    () => page.keyboard.press('Enter'),
    () => Promise.all([page.mouse.down(), page.mouse.up()]),
  ]) {
    await whileBusy(page, act);
    await level.expectState('refused');
    await expect(level.region).toContainText('The order reached the engine late. Nothing was sent');
    await level.button('Dismiss').click();
    await level.expectState('known');
    await level.button('Set').hover();
  }

  const control = fan.region.getByRole('switch');
  // Busy from when the hold has begun until long after its second.
  await control.evaluate((button, ms) => {
    const stall = () => {
      const end = Date.now() + ms;
      while (Date.now() < end) {
        // Nothing else of the page runs meanwhile.
      }
    };
    button.addEventListener('pointerdown', () => setTimeout(stall), { once: true });
  }, STALL_MS);
  await fan.holdDown(control);
  await fan.expectState('refused');
  await expect(fan.region).toContainText('The order reached the engine late. Nothing was sent');
  expect(orders()).toEqual([]);
});

test('The engine is suspended past the deadline with an order under way: one order, and the device’s word counts', async ({
  page,
  atHeater,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  const engine = engineOf(page);
  // Stalled by a timer that the order passes, so that the report finds it asleep.
  await engine.evaluate(() => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (this: WebSocket, frame) {
      send.call(this, frame);
      if (!String(frame).includes('/set') || String(frame).includes('config')) return;
      WebSocket.prototype.send = send;
      setTimeout(() => {
        const end = Date.now() + 3_000;
        while (Date.now() < end) {
          // Nothing else of the worker runs meanwhile.
        }
      }, 20);
    };
  });
  await heater.control.click();
  await expect.poll(orders).toEqual([ON]);

  await heater.expectState('failed');
  await expectReported(heater, 'on');
  expect(orders()).toEqual([ON]);
  await expectAudit(['timed out', /unknown/]);
});

test('A tab is frozen and woken: it sends nothing by itself and shows what the relay has become meanwhile', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  await expectReady(heater, 'off');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
  await orderFromElsewhere(demo, 'relay/i2c0-3b', true);
  const orders = ordersSince(demo.plant);
  await browser.send('Page.setWebLifecycleState', { state: 'active' });

  await expectReported(heater, 'on');
  expect(orders()).toEqual([]);
});

test('A tab is frozen past the deadline with an order under way, and woken: one order, one end, and the relay as it is', async ({
  page,
  atHeater,
  proxies,
  deadlineSeconds,
  expectAudit,
}) => {
  const { heater, orders } = await atHeater();
  proxies.hub.set({ kind: 'hold' }, ['to-page']);
  await heater.control.click();
  await expect.poll(orders).toEqual([ON]);
  const ordered = Date.now();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect.poll(() => Date.now() - ordered).toBeGreaterThan(deadlineSeconds * 1_000);
  proxies.hub.heal();
  await browser.send('Page.setWebLifecycleState', { state: 'active' });

  await heater.expectState('failed');
  await expectReported(heater, 'on');
  await expectAudit(['timed out', /unknown/]);
  expect(orders()).toEqual([ON]);
});
