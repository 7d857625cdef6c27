import { jsonConnection } from '../demo/config.ts';
import type { Demo } from '../demo/demo.ts';
import { watchHeaps } from './engine-worker.ts';
import { expect, test } from './fixtures.ts';
import { droguesEvent, HOSTILE, LONG, MARKUP } from './hostile.ts';
import { CONNECTIONS, ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { ChartTile } from './pages/tile.ts';

/** What a broken or hostile hub might send that no decoder can read. */
const UNREADABLE = [
  'not JSON at all\n',
  '{"an":"object"}\n',
  '[]\n',
  '[42, {}]\n',
  '["thermometer/i2c0-48", {"temperature": [20.1, "℃"]',
  '["thermometer/i2c0-48"]\n',
];

/** Readable, strange, and to be taken without harm. */
const STRANGE = [
  '["thermometer/i2c0-48", {"temperature": [1e400, "℃"]}]\n',
  '["thermometer/i2c0-48", {"__proto__": {"polluted": true}, "constructor": 5}]\n',
  '["__proto__/toString", {"hasOwnProperty": 5}]\n',
  `["thermometer/i2c0-48", {"note": ${JSON.stringify('long '.repeat(200_000))}}]\n`,
  `[${JSON.stringify(`${MARKUP}/i2c0-48`)}, {${JSON.stringify(MARKUP)}: [1, ${JSON.stringify(MARKUP)}]}]\n`,
];

/** Values of another type than their quantities have had: none of them a reading. */
const OTHER_TYPE = [
  '["barometer/i2c0-60", {"pressure": [false, "kPa"]}]\n',
  '["barometer/i2c0-60", {"pressure": ["warm", "kPa"]}]\n',
  '["barometer/i2c0-60", {"pressure": "98.5"}]\n',
  '["relay/i2c0-3f", {"state": 1}]\n',
];

const MEGABYTE = 1024 * 1024;

/** Ten thousand topics that nobody has heard of. */
function floodWithTopics(demo: Demo, name: string): void {
  for (let start = 0; start < 10_000; start += 500) {
    const lines = Array.from(
      { length: 500 },
      (_, i) => `["thermometer/${name}-${start + i}", {"temperature": [20, "℃"]}]\n`,
    );
    demo.backEnds.hub.injectFrame(lines.join(''));
  }
}

test('Nothing a hub sends can harm the page: it is counted, and the switch still works', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const bridge = connections.item('bridge');
  await bridge.expectStatus('online');
  const { hub } = demo.backEnds;

  for (const frame of [...UNREADABLE, ...STRANGE]) hub.injectFrame(frame);
  await expect.poll(() => bridge.figure('Unreadable')).toBeGreaterThanOrEqual(UNREADABLE.length);
  await bridge.expectStatus('online');

  floodWithTopics(demo, 'fake');
  await expect.poll(() => bridge.figure('Dropped')).toBeGreaterThan(0);
  await bridge.expectStatus('online');

  // What came before the flood has been counted with it.
  const unreadable = await bridge.figure('Unreadable');
  hub.injectFrame(
    '["barometer/i2c0-60", {"pressure": [98.5, "kPa"]}]\n["relay/i2c0-3f", {"state": false}]\n',
  );
  for (const frame of OTHER_TYPE) hub.injectFrame(frame);
  await expect.poll(() => bridge.figure('Unreadable')).toBe(unreadable + OTHER_TYPE.length);

  await page.getByRole('link', { name: 'Overview' }).click();
  const overview = new OverviewPage(page);
  const heater = overview.switch('Heater');
  await heater.expectState('off');
  await heater.control.click();
  await heater.expectState('on');
  await expect.poll(() => overview.chart('Workshop temperature').samples()).toBeGreaterThan(2);

  await page.getByRole('link', { name: 'Devices' }).click();
  await expect(page.getByText(MARKUP).first()).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'wasRendered'))).toBeUndefined();
  expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();

  await page.getByRole('searchbox').fill('barometer/i2c0-60');
  await new DevicesPage(page).open('barometer/i2c0-60');
  const pressure = new ChartTile(page, 'pressure').statistic('pressure', 'min');
  await expect(pressure).toHaveText(/^[1-9]\d/);
});

test('Several lines in one message are several readings', async ({ page, signIn, demo }) => {
  await signIn('viewer');
  const chart = new OverviewPage(page).chart('Workshop temperature');
  await expect.poll(() => chart.samples()).toBeGreaterThan(0);
  const samples = await chart.samples();
  demo.backEnds.hub.injectFrame(
    Array.from({ length: 50 }, () => '["thermometer/i2c0-48", {"temperature": [20.5, "℃"]}]\n').join(''),
  );
  await expect.poll(() => chart.samples()).toBeGreaterThanOrEqual(samples + 50);
});

for (const { id, line, unreadable, send } of HOSTILE) {
  test(`Nothing that the connection ${id} brings can harm the page, and its readings go on`, async ({
    page,
    signIn,
    demo,
    serveConfig,
  }) => {
    const service = jsonConnection(Number(new URL(demo.origin).port));
    await serveConfig((config) => ({ ...config, connections: [...config.connections, service] }));
    await signIn('viewer', ConnectionsPage.path);
    const connection = new ConnectionsPage(page).item(id);
    await connection.expectStatus('online');
    send(demo.backEnds);
    await expect.poll(() => connection.figure('Unreadable')).toBeGreaterThanOrEqual(unreadable);
    await connection.expectStatus('online');
    expect(await connection.figure('Reconnects')).toBe(0);

    const shown = await line(page);
    await expect.poll(() => shown.samples()).toBeGreaterThan(0);
    const samples = await shown.samples();
    await expect.poll(() => shown.samples()).toBeGreaterThan(samples + 2);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Devices' }).click();
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'wasRendered'))).toBeUndefined();
    expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
  });
}

test('Ten thousand devices that one connection makes up are dropped, and its own readings go on', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('viewer', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const fleet = connections.item('fleet');
  await fleet.expectStatus('online');
  for (let i = 0; i < 10_000; i++)
    demo.backEnds.drogue.injectFrame(droguesEvent(`"id":"f${i}","device":"fake-${i}","data":{"power":1}`));
  await expect.poll(() => fleet.figure('Dropped')).toBeGreaterThan(0);
  await fleet.expectStatus('online');
  expect(await fleet.figure('Reconnects')).toBe(0);
  for (const id of CONNECTIONS.filter((one) => one !== 'fleet'))
    expect(await connections.item(id).figure('Dropped'), `dropped of ${id}`).toBe(0);

  await page.getByRole('link', { name: 'Overview' }).click();
  for (const title of ['Power', 'Workshop temperature']) {
    const line = new OverviewPage(page).chart(title);
    await line.show();
    await expect.poll(() => line.samples(), title).toBeGreaterThan(0);
    const samples = await line.samples();
    await expect.poll(() => line.samples(), title).toBeGreaterThan(samples + 2);
  }
});

test('A hub that floods the page before all others come leaves them their places', async ({
  page,
  signIn,
  demo,
  outage,
}) => {
  const late = ['drogue', 'kamea', 'webchannel', 'streambed'] as const;
  for (const name of late) await outage.stop(name);
  await signIn('viewer', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const bridge = connections.item('bridge');
  await bridge.expectStatus('online');
  floodWithTopics(demo, 'first');
  await expect.poll(() => bridge.figure('Dropped')).toBeGreaterThan(0);

  for (const name of late) await outage.start(name);
  for (const id of ['fleet', 'cells', 'jobs', 'edge'])
    await connections.item(id).expectStatus('online', 20_000);
  for (const id of ['fleet', 'cells', 'jobs', 'edge']) {
    expect(await connections.item(id).figure('Dropped'), `dropped of ${id}`).toBe(0);
  }
  await page.getByRole('link', { name: 'Overview' }).click();
  const overview = new OverviewPage(page);
  for (const title of ['Power', 'Office and lab temperature', 'Cold store and outdoor']) {
    const line = overview.chart(title);
    await line.show();
    await expect.poll(() => line.samples(), title).toBeGreaterThan(2);
  }
  const job = overview.tile('Bakery job');
  await job.show();
  await expect.poll(() => job.number()).toBeGreaterThanOrEqual(0);
});

test('Memory stays bounded under floods of topics and of long strings', async ({ page, signIn, demo }) => {
  await signIn('viewer', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const bridge = connections.item('bridge');
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online');
  const measure = await watchHeaps(page);
  const before = await measure();

  const flood = async (name: string) => {
    const dropped = (await bridge.figure('Dropped')) || 0;
    const unreadable = (await bridge.figure('Unreadable')) || 0;
    for (let i = 0; i < 20; i++) {
      demo.backEnds.hub.injectFrame(`["thermometer/i2c0-48", {"note": ${JSON.stringify(LONG)}}]\n`);
      demo.backEnds.hub.injectFrame(`["thermometer/${LONG}", {"temperature": [20, "℃"]}]\n`);
    }
    floodWithTopics(demo, name);
    demo.backEnds.hub.injectFrame(`the flood ${name} is over\n`);
    await expect.poll(() => bridge.figure('Unreadable')).toBeGreaterThan(unreadable);
    await expect.poll(() => bridge.figure('Dropped')).toBeGreaterThan(dropped);
    return measure();
  };
  const after = await flood('one');
  expect(after.page - before.page).toBeLessThan(16 * MEGABYTE);
  expect(after.worker - before.worker).toBeLessThan(32 * MEGABYTE);
  const again = await flood('two');
  expect(again.page - after.page).toBeLessThan(4 * MEGABYTE);
  expect(again.worker - after.worker).toBeLessThan(4 * MEGABYTE);
});
