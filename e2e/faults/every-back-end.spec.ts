import { CONNECTIONS, ConnectionsPage } from '../pages/connections.ts';
import { ordersSince } from '../plant.ts';
import { expect, test } from './fixtures.ts';

/** Short, so that links which may not be asked are found dead soon, too. */
test.use({ silenceSeconds: 3 });

test('Every link goes dead without a word and is healed: each is found dead, each comes back, and nothing is ordered', async ({
  page,
  signIn,
  demo,
  proxies,
}) => {
  test.setTimeout(120_000);
  await signIn('technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online');
  const orders = ordersSince(demo.plant);
  for (const proxy of Object.values(proxies)) proxy.set({ kind: 'lose' });

  for (const id of CONNECTIONS)
    await expect(connections.item(id).item).not.toHaveAttribute('data-status', 'online', { timeout: 40_000 });
  for (const proxy of Object.values(proxies)) proxy.heal();

  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online', 40_000);
  expect(orders()).toEqual([]);
});
