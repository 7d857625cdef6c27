import type { Page } from '@playwright/test';
import { withHubAccount } from '../hub-client.ts';
import { DevicesPage } from '../pages/devices.ts';
import { OverviewPage } from '../pages/overview.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { WallPage } from '../pages/wall.ts';
import { ordersSince } from '../plant.ts';
import { atWork, expectInstalled, PHONE_THAT_KEEPS } from './at-work.ts';
import { expect, skipWithoutNginx, test } from './fixtures.ts';

skipWithoutNginx();
test.use(PHONE_THAT_KEEPS);

const BACK_ENDS = ['hub', 'drogue', 'kamea', 'webchannel', 'streambed'] as const;

/** Of these connections the page has kept for its next start what has come until now, and this device. */
async function expectKept(page: Page, connections: readonly string[], device: string): Promise<void> {
  const now = Date.now();
  const kept = () =>
    page.evaluate(async () => {
      const all = await indexedDB.databases();
      const { name = '' } = all.find((one) => one.name?.startsWith('signalbox-history')) ?? {};
      const answered = <Answer>(request: IDBRequest<Answer>) =>
        new Promise<Answer>((resolve) => {
          request.onsuccess = () => resolve(request.result);
        });
      const database = await answered(indexedDB.open(name));
      const reading = database.transaction(['chunks', 'devices']);
      const [chunks, devices] = await Promise.all(
        ['chunks', 'devices'].map((store) => answered<unknown[]>(reading.objectStore(store).getAll())),
      );
      database.close();
      return { chunks: chunks ?? [], devices: JSON.stringify(devices) };
    });
  await expect(async () => {
    const { chunks, devices } = await kept();
    const isNew = (chunk: unknown, connection: string) =>
      typeof chunk === 'object' &&
      chunk !== null &&
      'connection' in chunk &&
      chunk.connection === connection &&
      'savedAt' in chunk &&
      Number(chunk.savedAt) >= now;
    expect(connections.filter((connection) => !chunks.some((chunk) => isNew(chunk, connection)))).toEqual([]);
    expect(devices).toContain(JSON.stringify(device));
  }).toPass({ timeout: 30_000 });
}

/** Without a network the list has the devices of before with their last values, and a relay's own page its switch, which is locked and says why. */
async function expectDevicesOfBefore(page: Page, address: string): Promise<void> {
  await page.goto(`${address}devices`);
  const devices = new DevicesPage(page);
  const thermometer = devices.device('thermometer/i2c0-48');
  // Cards have their readings once they are seen.
  await thermometer.scrollIntoViewIfNeeded();
  await expect(thermometer).toContainText('not heard since the last start');
  const temperature = devices.quantity('thermometer/i2c0-48', 'temperature');
  await expect(temperature).toHaveAttribute('data-stale', 'true');
  await expect(temperature).toContainText(/\d.*℃.* ago, stale/);
  // What says that there is no network lies over nothing that is under the thumb.
  await expect(page.getByText('These are the last known values')).toBeVisible();
  await page.getByRole('link', { name: 'Scan a code' }).tap({ trial: true });
  await page.goto(`${address}devices/bridge/relay%2Fi2c0-3b`);
  const relay = page.getByRole('region', { name: 'state', exact: true });
  await expect(relay.getByRole('switch')).toHaveAttribute('aria-disabled', 'true');
  await expect(relay).toHaveAttribute('data-state', 'unknown');
  await expect(relay).toContainText(/Bridge is (offline|connecting|reconnecting)/i);
  await expect(page.getByText('not heard since the last start')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Waiting for the device' })).toHaveCount(0);
}

test('A phone without a network opens the page with the last known values, switches nothing, and is live again by itself', async ({
  page,
  context,
  site,
  demo,
  outage,
  allowNetworkErrorsOf,
  expectNoViolation,
}) => {
  test.setTimeout(150_000);
  allowNetworkErrorsOf(site.page);
  allowNetworkErrorsOf(site.issuer);
  const heater = await atWork(page, site.page);
  const overview = new OverviewPage(page);
  const chart = overview.chart('Workshop temperature');
  const pressure = overview.tile('Pressure');
  await chart.show();
  await expect.poll(() => chart.samples()).toBeGreaterThan(10);

  await expectKept(page, ['bridge', 'fleet', 'cells', 'edge'], 'relay/i2c0-3b');

  await context.setOffline(true);
  const orders = ordersSince(demo.plant);
  await expectDevicesOfBefore(page, site.page);
  await page.goto(site.page);
  const standing = page.getByText('These are the last known values');
  await expect(standing).toBeVisible();
  // A wall says so in its own line, which that would lie over.
  await page.getByRole('button', { name: 'Actions of this dashboard' }).tap();
  await page.getByRole('menuitem', { name: 'Show as a wall display' }).tap();
  const wall = new WallPage(page);
  await expect(wall.health).toHaveAttribute('data-health', 'unwell');
  await expect(wall.health).toContainText('0 of 5 online');
  await expect(standing).toBeHidden();
  await page.goBack();
  await expect(standing).toBeVisible();
  await heater.expectState('unknown');
  await heater.control.tap({ force: true });
  await expect(heater.region).toContainText(/offline|reconnecting|cannot be reached/i);
  await chart.show();
  await expect.poll(() => chart.samples()).toBeGreaterThan(5);
  await expect(chart.region).toHaveAttribute('data-stale', 'true');
  await pressure.show();
  await expect.poll(() => pressure.number()).toBeCloseTo(demo.plant.barometer().pressure, 0);
  await expect(pressure.region).toHaveAttribute('data-stale', 'true');
  await expect(pressure.region).toContainText(/ago/);
  for (const title of ['Cold store', 'Power', 'Light', 'Temperatures', 'Workshop CO₂']) {
    const tile = overview.tile(title);
    await tile.show();
    await expect(tile.region, title).toHaveAttribute('data-stale', 'true');
    await expect(tile.region, title).toContainText(/ago/);
  }
  expect(orders()).toEqual([]);

  // Tokens live for minutes: whoever opens the page offline has most often one that has ended.
  await page.evaluate(() => {
    for (const [name, stored] of Object.entries(localStorage)) {
      if (!name.startsWith('oidc.user:')) continue;
      localStorage.setItem(name, JSON.stringify({ ...JSON.parse(stored), expires_at: 1 }));
    }
  });
  await page.reload();
  await expect(page.getByText('This device is offline and the session has ended')).toBeVisible();
  await pressure.show();
  await expect.poll(() => pressure.number()).toBeCloseTo(demo.plant.barometer().pressure, 0);
  await expect(pressure.region).toHaveAttribute('data-stale', 'true');

  // A network that leads nowhere is one to the browser.
  await demo.identity.stop();
  for (const name of BACK_ENDS) await outage.stop(name);
  await context.setOffline(false);
  await page.reload();
  await expect(page.getByText('The sign-in service does not answer')).toBeVisible();
  await heater.expectState('unknown');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  await pressure.show();
  await expect.poll(() => pressure.number()).toBeCloseTo(demo.plant.barometer().pressure, 0);
  await expect(pressure.region).toContainText(/ago/);

  await demo.identity.start();
  for (const name of BACK_ENDS) await outage.start(name);
  await expect(heater.region).toHaveAttribute('data-state', 'off', { timeout: 40_000 });
  await expect(heater.control).toHaveAttribute('aria-disabled', 'false', { timeout: 40_000 });
  await expect(standing).toBeHidden();
  await heater.control.tap();
  await heater.expectState('on');
  expect(orders()).toHaveLength(1);
  await expectNoViolation(page);
});

test('What is kept of the configuration for the time without a network holds no password, no token of an address and none of a greeting', async ({
  deploy: _putsBack,
  page,
  site,
}) => {
  const own = {
    id: 'own',
    protocol: 'json',
    url: '/nowhere?token=swordfish',
    mapping: { device: '$.id' },
    greeting: [{ auth: { token: 'swordfish' } }],
  };
  site.configure((config) => {
    const given = withHubAccount(config);
    return { ...given, connections: [...given.connections, own] };
  });
  await page.goto(site.page);
  await expect(new SignInPage(page).start).toBeVisible();
  await expectInstalled(page);
  const kept = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (request.url.endsWith('.json')) found.push(await ((await cache.match(request))?.text() ?? ''));
      }
    }
    return found.join('\n');
  });
  expect(kept).toContain('clown-talk');
  expect(kept).toContain('signalbox/dashboard');
  expect(kept).toContain('"url":"/nowhere"');
  expect(kept).not.toMatch(/bigclown|swordfish/);
});

/** Holds `config.json` back on its way to the page until what is returned is called. */
async function holdConfig(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.context().route('**/config.json', async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test('Whoever comes back begins with the configuration that is kept: every link opens by the session, whatever becomes of the file', async ({
  page,
  site,
  demo,
}) => {
  const heater = await atWork(page, site.page);
  const release = await holdConfig(page);
  await page.reload();
  await expect(page.getByRole('link', { name: /\b5 online/ })).toBeVisible();
  const orders = ordersSince(demo.plant);
  await heater.control.tap();
  await heater.expectState('on');
  expect(orders()).toHaveLength(1);
  release();
});

test('Where a password stands in the configuration, whoever comes back begins without it, has it a moment later, and gets a new configuration by itself', async ({
  deploy: _putsBack,
  page,
  site,
}) => {
  site.configure(withHubAccount);
  const heater = await atWork(page, site.page);
  // What is kept comes in place of the file as long as that is held up; the hub's password is in the file only.
  const release = await holdConfig(page);
  await page.reload();
  await expect(page.getByRole('link', { name: '4 of 5 online' })).toBeVisible();
  await heater.expectState('unknown');
  release();
  await heater.expectState('off');
  await expect(page).toHaveTitle('Demo plant');

  site.configure((config) => ({ ...withHubAccount(config), title: 'Renamed plant' }));
  await page.reload();
  await expect(page).toHaveTitle('Renamed plant');
  await heater.expectState('off');
});
