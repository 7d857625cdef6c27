import { expect, test } from './fixtures.ts';
import { ConnectionsPage } from './pages/connections.ts';

/** So little that some seconds fill it. */
const KEPT = 20;

test('What there is no room for is summarised, what is too old is forgotten, and both are counted for all to see', async ({
  page,
  signIn,
  serveConfig,
}) => {
  await serveConfig((config) => ({
    ...config,
    limits: { maxSamplesPerSeries: KEPT, retentionHours: 15 / 3_600, historyMegabytes: 0 },
  }));
  await signIn('viewer', ConnectionsPage.path);
  const fleet = new ConnectionsPage(page).item('fleet');
  await expect.poll(() => fleet.figure('Summarised'), { timeout: 30_000 }).toBeGreaterThan(0);
  await expect(fleet.item).toContainText('older readings: least, greatest and mean are kept');
  await expect.poll(() => fleet.figure('Forgotten'), { timeout: 40_000 }).toBeGreaterThan(0);
  await expect(fleet.item).toContainText('older than there is room for');
  expect(await fleet.figure('Dropped')).toBe(0);
});
