import { expect, signInByHand, test } from './fixtures.ts';
import { CONNECTIONS, ConnectionsPage } from './pages/connections.ts';
import { tokensIn } from './session.ts';

const TOKEN_LIFE_MS = 9_000;

test.use({ times: { accessToken: TOKEN_LIFE_MS, drogueExpiryCheck: 1_000 } });

test('The token is renewed: the fleet’s and the bridge’s sockets stay the same, and one that breaks comes back by the new token', async ({
  page,
  demo,
  outage,
}) => {
  test.setTimeout(60_000);
  const { drogue, hub } = demo.backEnds;
  await signInByHand(page, 'technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online');
  const fleet = await connections.item('fleet').noteStatus();
  const cells = await connections.item('cells').noteStatus();
  const sockets = drogue.accepted;
  const bridge = await connections.item('bridge').noteStatus();
  const entered = hub.accepted;
  const { refreshed } = drogue;
  const first = await tokensIn(page);
  const signedInAt = Date.now();

  await expect
    .poll(async () => (await tokensIn(page)).access_token, { timeout: TOKEN_LIFE_MS + 5_000 })
    .not.toBe(first.access_token);
  const second = await tokensIn(page);
  await expect
    .poll(async () => (await tokensIn(page)).access_token, { timeout: TOKEN_LIFE_MS + 5_000 })
    .not.toBe(second.access_token);
  // The first token is dead by now, and the back end has looked.
  await expect.poll(() => Date.now()).toBeGreaterThan(signedInAt + TOKEN_LIFE_MS + 2_000);

  expect(drogue.accepted).toBe(sockets);
  expect(drogue.refreshed - refreshed).toBeGreaterThanOrEqual(2);
  expect(await fleet()).toEqual(['online']);
  // Its header is read when it connects, so a new token means another handshake; nobody has to see it.
  expect(await cells()).toEqual(['online']);
  expect(hub.accepted).toBe(entered);
  expect(await bridge()).toEqual(['online']);
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online');

  // The token that the bridge was opened with is dead, and the hub's gate knows.
  await outage.stop('hub');
  await connections.item('bridge').expectStatus('reconnecting');
  await outage.start('hub');
  await connections.item('bridge').expectStatus('online', 20_000);
  expect(hub.accepted).toBe(entered + 1);
});
