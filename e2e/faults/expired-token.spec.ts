import { Tile } from '../pages/tile.ts';
import { ordersSince } from '../plant.ts';
import { expect, test } from './fixtures.ts';

const LEVEL = { device: 'dimmer-1', property: 'level', value: 75 };

const COMMAND = /\/api\/command\//;

test('The token has expired when the click comes: it is renewed once, and one order reaches the device', async ({
  page,
  signIn,
  demo,
  allowNetworkErrorsOf,
  proxies,
  expectAudit,
}) => {
  allowNetworkErrorsOf(`http://${proxies.drogue.host}`);
  await signIn('technician');
  const dimmer = new Tile(page, 'Office light');
  await dimmer.show();
  await expect.poll(() => dimmer.number()).toBe(40);
  const orders = ordersSince(demo.plant);
  const tokens: string[] = [];
  await page.route(COMMAND, async (route) => {
    const token = route.request().headers().authorization ?? '';
    tokens.push(token);
    // The first token is one that the back end finds expired; its answer is its own.
    if (tokens.length > 1) await route.continue();
    else await route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer expired' } });
  });
  const set = dimmer.region.getByLabel(/^New value for/);
  await set.fill('75');
  await dimmer.region.getByRole('button', { name: 'Set' }).click();

  await expect.poll(orders).toEqual([LEVEL]);
  await expect(dimmer.region).toHaveAttribute('data-state', 'known');
  await expect.poll(() => dimmer.number()).toBe(75);
  expect(new Set(tokens).size).toBe(2);
  expect(tokens).toHaveLength(2);
  expect(orders()).toEqual([LEVEL]);
  await expectAudit(['confirmed', /report/]);
});
