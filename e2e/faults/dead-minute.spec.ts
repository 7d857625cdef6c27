import { DevicesPage } from '../pages/devices.ts';
import { SwitchTile } from '../pages/tile.ts';
import { ordersSince } from '../plant.ts';
import { expect, expectReady, test } from './fixtures.ts';

/** What the configuration has where nobody says otherwise: here it is the time that is looked at. */
test.use({ silenceSeconds: 45, deadlineSeconds: 5 });

const DEAD_MS = 60_000;
/** The pause between two tries is not longer, nor is a try of its own. */
const BACK_WITHIN_MS = 60_000;

test('Half open for a minute, then healed: what was ordered meanwhile never arrives, and the device is asked, not told', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  test.setTimeout(180_000);
  await signIn('technician', DevicesPage.path);
  await new DevicesPage(page).open('relay/i2c0-3b');
  const heater = new SwitchTile(page, 'state');
  await expectReady(heater, 'off');
  const orders = ordersSince(demo.plant);
  proxies.hub.set({ kind: 'lose' });
  const since = Date.now();
  await heater.control.click();
  await heater.expectState('pending');

  await heater.expectState('failed');
  await expect(heater.region).toContainText('Whether the order was carried out is unknown');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  await expect.poll(() => Date.now() - since, { timeout: 2 * DEAD_MS }).toBeGreaterThan(DEAD_MS);
  await heater.control.click({ force: true });
  expect(orders()).toEqual([]);

  proxies.hub.heal();

  await expect(heater.control).toHaveAttribute('aria-disabled', 'false', { timeout: BACK_WITHIN_MS });
  await expect(heater.region).not.toHaveAttribute('data-stale', 'true');
  await expect(heater.control).not.toBeChecked();
  await expectAudit(['refused', /nothing was sent/i], ['timed out', /did not report the change in time/i]);
  expect(orders()).toEqual([]);
  expect(demo.plant.relay('heater')).toBe(false);
});
