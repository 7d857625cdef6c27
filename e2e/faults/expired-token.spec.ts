import { decodeJwt } from 'jose';
import { signInByHand } from '../fixtures.ts';
import { DevicesPage } from '../pages/devices.ts';
import { openSetpoint } from '../pages/setpoint.ts';
import { ordersSince } from '../plant.ts';
import { tokensIn } from '../session.ts';
import { expect, test } from './fixtures.ts';

const ORDER = { device: 'dimmer-1', property: 'level', value: 75 };
/** Long enough to load the page with it. */
const TOKEN_LIFE_MS = 15_000;

test.use({ times: { accessToken: TOKEN_LIFE_MS } });

test('The token has expired when the click comes: it is renewed once, and one order reaches the device', async ({
  page,
  demo,
  expectAudit,
}) => {
  await signInByHand(page, 'technician', DevicesPage.path);
  await expect(new DevicesPage(page).device('dimmer-1')).toBeVisible();
  const { access_token: token } = await tokensIn(page);
  // A page whose clock was wrong when it got the token, or that was asleep: it believes in the token for another hour.
  await page.evaluate(() => {
    for (const [key, value] of Object.entries(localStorage)) {
      if (!key.startsWith('oidc.user:')) continue;
      const inAnHour = Math.floor(Date.now() / 1000) + 3_600;
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), expires_at: inAnHour }));
    }
  });
  await page.reload();
  const level = await openSetpoint(page, ORDER.device, ORDER.property, 40);
  const orders = ordersSince(demo.plant);
  const used: (string | undefined)[] = [];
  page.on('request', async (request) => {
    if (request.method() !== 'POST' || !request.url().includes('/api/command/')) return;
    used.push((await request.allHeaders()).authorization);
  });
  const { exp = 0 } = decodeJwt(token);
  await expect.poll(() => Date.now() / 1000, { timeout: TOKEN_LIFE_MS + 5_000 }).toBeGreaterThan(exp + 1);

  await level.order(ORDER.value);

  await expect.poll(orders).toEqual([ORDER]);
  await expect.poll(() => level.number()).toBe(75);
  expect(used).toHaveLength(2);
  expect(used[0]).toBe(`Bearer ${token}`);
  expect(used[1]).not.toBe(used[0]);
  await expectAudit(['confirmed', /report/]);
  expect(orders()).toEqual([ORDER]);
});
