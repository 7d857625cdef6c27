import { expect, test } from './fixtures.ts';
import { ConnectionsPage } from './pages/connections.ts';

/** A cell that exists and that nobody may read. */
const FORBIDDEN_CELL = { deviceId: 'C5C8DEAD', tenantId: '12B80001' };

test('A connection that is denied says so and leaves the back end alone', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await serveConfig((config) => ({
    ...config,
    connections: config.connections.map((connection) =>
      connection.id === 'cells' ? { ...connection, devices: [FORBIDDEN_CELL] } : connection,
    ),
  }));
  const { kamea } = demo.backEnds;
  const before = kamea.handshakes;
  await signIn('viewer', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const cells = connections.item('cells');
  await cells.expectStatus('denied');
  await expect(cells.item).toContainText(/denies access/);
  await connections.item('fleet').expectStatus('online');

  // While the others go on for a while, nothing is tried here.
  const { streambed } = demo.backEnds;
  const readings = streambed.emitted('1').length;
  await expect.poll(() => streambed.emitted('1').length).toBeGreaterThan(readings + 5);
  await cells.expectStatus('denied');
  expect(kamea.handshakes - before).toBeLessThanOrEqual(2);
});

test('A connection whose back end has a fault of its own says so beside being online, until it serves again', async ({
  page,
  signIn,
  demo,
}) => {
  const { kamea } = demo.backEnds;
  kamea.failManagementApi(true);
  try {
    await signIn('viewer', ConnectionsPage.path);
    const cells = new ConnectionsPage(page).item('cells');
    const fault = cells.item.getByText(/reports an internal error \(Management API is not available\)/);
    await expect(fault).toBeVisible();
    await cells.expectStatus('online');
    const { handshakes, subscriptions } = kamea;
    await expect.poll(() => kamea.subscriptions, { timeout: 20_000 }).toBeGreaterThan(subscriptions);
    await expect(fault).toBeVisible();

    kamea.failManagementApi(false);
    await expect(fault).toBeHidden({ timeout: 40_000 });
    await cells.expectStatus('online');
    expect(kamea.handshakes).toBe(handshakes);
    expect(await cells.figure('Reconnects')).toBe(0);
  } finally {
    kamea.failManagementApi(false);
  }
});
