import type { Page } from '@playwright/test';
import { expect, signInByHand, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { OverviewPage } from './pages/overview.ts';
import { SignInPage } from './pages/sign-in.ts';

interface Kept {
  /** Chunks of readings. */
  readonly chunks: number;
  /** When the last of them was written, epoch ms. */
  readonly savedAt: number;
}

/** What the browser keeps of readings, by connection; null where it has no database for them. */
function kept(page: Page): Promise<Readonly<Record<string, Kept>> | null> {
  return page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('signalbox-history'));
    if (found?.name === undefined) return null;
    const opening = indexedDB.open(found.name);
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const database = opening.result;
    const reading = database.transaction('chunks').objectStore('chunks').getAll();
    await new Promise((resolve) => reading.addEventListener('success', resolve));
    database.close();
    const all: Record<string, { chunks: number; savedAt: number }> = {};
    for (const { connection, savedAt } of reading.result) {
      const before = all[connection];
      all[connection] = {
        chunks: (before?.chunks ?? 0) + 1,
        savedAt: Math.max(before?.savedAt ?? 0, savedAt),
      };
    }
    return all;
  });
}

test('After a reload the charts are full at once, marked as old while their back end is gone', async ({
  page,
  signIn,
  outage,
}) => {
  await signIn('viewer', '/?window=1m');
  const overview = new OverviewPage(page);
  const air = overview.chart('Workshop CO₂');
  const heater = overview.switch('Heater');
  await heater.expectState('off');
  await expect.poll(() => air.samples()).toBeGreaterThan(8);

  await outage.stop('hub');
  await expect(heater.region).toHaveAttribute('data-stale', 'true');
  const endedAt = Date.now();
  // The link's end is told before the chart has shown the last reading: it has once it stays as it is.
  let last = Number.NaN;
  const isSettled = async () => {
    const shown = last;
    last = await air.last();
    return last === shown;
  };
  await expect.poll(isSettled, { intervals: [2_000] }).toBe(true);
  const before = { samples: await air.samples(), last: await air.last() };
  // The engine keeps what is new every few seconds.
  await expect.poll(async () => (await kept(page))?.bridge?.savedAt).toBeGreaterThanOrEqual(before.last);
  await page.reload();

  await expect.poll(() => air.samples()).toBeGreaterThanOrEqual(before.samples - 2);
  expect(await air.last()).toBe(before.last);
  await expect(air.region).toHaveAttribute('data-stale', 'true');
  // What a switch is now, only its device can say.
  await heater.expectState('unknown');
  // Long enough for a break in the line that can be seen.
  await expect(air.region.getByText(/Last reading ([3-9]|\d\d) s ago/)).toBeVisible();

  await outage.start('hub');
  await heater.expectState('off');
  await expect.poll(() => air.last(), { timeout: 20_000 }).toBeGreaterThan(endedAt);
  await expect(air.region).not.toHaveAttribute('data-stale', 'true');
  await expect.poll(async () => Math.max(0, ...(await air.gaps()))).toBeGreaterThan(0.01);
  expect(await air.samples()).toBeGreaterThan(before.samples / 2);
});

test('Signing out deletes what was kept, and the next person sees none of it', async ({ page }) => {
  await signInByHand(page, 'technician', '/?window=5m');
  const overview = new OverviewPage(page);
  const air = overview.chart('Workshop CO₂');
  await expect.poll(() => air.samples()).toBeGreaterThan(8);
  await page.goto(AccountPage.path);
  await expect.poll(() => kept(page)).toMatchObject({ bridge: { chunks: 1 } });

  await new AccountPage(page).signOut.click();
  const signIn = new SignInPage(page);
  await expect(signIn.start).toBeVisible();
  await expect.poll(() => kept(page)).toBeNull();

  const signedOutAt = Date.now();
  await signIn.start.click();
  await signIn.signIn('viewer');
  await expect.poll(() => air.samples()).toBeGreaterThan(0);
  const seconds = (Date.now() - signedOutAt) / 1_000;
  expect(await air.samples()).toBeLessThan(4 * seconds + 4);
});

test('Another person’s readings are deleted where nobody signed out', async ({ page, context, signIn }) => {
  await signIn('admin', '/?window=5m');
  const air = new OverviewPage(page).chart('Workshop CO₂');
  await expect.poll(() => air.samples()).toBeGreaterThan(8);
  await page.goto('about:blank');
  const seen = Date.now();

  // The same browser, where the session was left open and somebody else takes over.
  const other = await context.newPage();
  await other.addInitScript(() => {
    for (const key of Object.keys(localStorage))
      if (key.startsWith('oidc.user:')) localStorage.removeItem(key);
  });
  await signInByHand(other, 'viewer', '/?window=5m');
  const theirs = new OverviewPage(other).chart('Workshop CO₂');
  await expect.poll(() => theirs.samples()).toBeGreaterThan(0);
  expect(await theirs.samples()).toBeLessThan((4 * (Date.now() - seen)) / 1_000 + 4);
});

test('A connection that opts out leaves nothing in the browser', async ({ page, signIn, serveConfig }) => {
  await serveConfig((config) => ({
    ...config,
    connections: config.connections.map((connection) =>
      connection.id === 'bridge' ? { ...connection, history: false } : connection,
    ),
  }));
  await signIn('viewer', '/?window=1m');
  const overview = new OverviewPage(page);
  await expect.poll(() => overview.chart('Workshop CO₂').samples()).toBeGreaterThan(4);
  await expect.poll(() => overview.chart('Power').samples()).toBeGreaterThan(4);
  await page.reload();
  await expect.poll(() => overview.chart('Power').samples()).toBeGreaterThan(4);
  await expect.poll(() => kept(page)).toHaveProperty('fleet');
  expect(await kept(page)).not.toHaveProperty('bridge');
});
