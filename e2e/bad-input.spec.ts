import type { Demo } from '../demo/demo.ts';
import { watchHeaps } from './engine-worker.ts';
import { expect, test } from './fixtures.ts';
import { CONNECTIONS, ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { ChartTile } from './pages/tile.ts';

/** A device name that would be an image, and run a script, were it taken for markup. */
const MARKUP = '<img src=x onerror="globalThis.wasRendered = true">';

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

const LONG = 'long '.repeat(200_000);
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

test('A channel may carry any bytes', async ({ page, signIn, demo }) => {
  await signIn('viewer', ConnectionsPage.path);
  const jobs = new ConnectionsPage(page).item('jobs');
  await jobs.expectStatus('online');
  const { webchannel } = demo.backEnds;
  webchannel.injectFrame(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  webchannel.injectFrame(new Uint8Array(0));
  webchannel.injectFrame(new TextEncoder().encode('{"message":"half a mess'));
  webchannel.injectFrame(new TextEncoder().encode(`{"message":${JSON.stringify(MARKUP)},"percent":1e400}`));
  await expect.poll(() => jobs.figure('Unreadable')).toBeGreaterThanOrEqual(3);
  await jobs.expectStatus('online');
  expect(await page.evaluate(() => Reflect.get(globalThis, 'wasRendered'))).toBeUndefined();
});

/** What each of the other back ends might send in its own form: how to send it, and how much of it nobody can read. */
const HOSTILE: readonly {
  readonly id: string;
  readonly chart: string;
  readonly unreadable: number;
  readonly send: (demo: Demo) => void;
}[] = [
  {
    id: 'fleet',
    chart: 'Power',
    unreadable: 6,
    send({ backEnds: { drogue } }) {
      const event = (rest: string) =>
        `{"specversion":"1.0","type":"io.drogue.event.v1","source":"s",${rest}}`;
      for (const frame of [
        'not JSON at all',
        '{"specversion":"1.0","id":',
        '[]',
        '42',
        '{"device":5}',
        '['.repeat(50_000),
        event('"id":"h1","device":"meter-workshop","data":{"power":1e400,"__proto__":{"polluted":true}}'),
        event('"id":"h2","device":"__proto__","data":{"toString":1}'),
        event(`"id":"h3","device":"meter-workshop","data":{"note":"${LONG}"}`),
        event(`"id":"h4","device":${JSON.stringify(MARKUP)},"data":{${JSON.stringify(MARKUP)}:1}`),
        event(`"id":"h5","device":"deep","data":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
        event('"id":"h6","device":"meter-workshop","time":"9999-99-99","data":[1,2]'),
      ]) {
        drogue.injectFrame(frame);
      }
    },
  },
  {
    id: 'cells',
    chart: 'Office and lab temperature',
    unreadable: 4,
    send({ backEnds: { kamea } }) {
      for (const payload of [
        'not JSON at all',
        42,
        null,
        [[[]]],
        { deviceId: 7 },
        { deviceId: 'C5C80001', telemetries: JSON.parse('{"__proto__":{"polluted":true},"x":{"y":1}}') },
        { deviceId: '__proto__', telemetries: { toString: 1 } },
        { deviceId: 'C5C80001', telemetries: [{ name: LONG, value: 1 }] },
        { deviceId: 'C5C80001', telemetries: [{ name: 'temperature', value: 'warm' }] },
        { deviceId: MARKUP, telemetries: [{ name: MARKUP, value: 1, unit: MARKUP }] },
        Buffer.from([0xff, 0xfe, 0]),
      ]) {
        kamea.injectEvent(payload);
      }
      kamea.injectEvent();
    },
  },
  {
    id: 'edge',
    chart: 'Cold store and outdoor',
    unreadable: 5,
    send({ backEnds: { streambed } }) {
      for (const data of [
        'not JSON at all',
        '[]',
        '{"TemperatureRead":{"temperature":1e400}}',
        '{"TemperatureRead":{"temperature":"21"}}',
        '{"TemperatureRead":{"temperature":-1}}',
        '{"__proto__":{"polluted":true}}',
        `{"TemperatureRead":"${LONG}"}`,
        JSON.stringify({ TemperatureRead: { temperature: MARKUP } }),
      ]) {
        streambed.injectFrame(`data: ${data}\n\n`);
      }
      streambed.injectFrame(': half an event follows\ndata: {"TemperatureRead":{"temp');
    },
  },
];

for (const { id, chart, unreadable, send } of HOSTILE) {
  test(`Nothing that the connection ${id} brings can harm the page, and its readings go on`, async ({
    page,
    signIn,
    demo,
  }) => {
    await signIn('viewer', ConnectionsPage.path);
    const connection = new ConnectionsPage(page).item(id);
    await connection.expectStatus('online');
    send(demo);
    await expect.poll(() => connection.figure('Unreadable')).toBeGreaterThanOrEqual(unreadable);
    await connection.expectStatus('online');
    expect(await connection.figure('Reconnects')).toBe(0);

    await page.getByRole('link', { name: 'Overview' }).click();
    const line = new OverviewPage(page).chart(chart);
    await line.show();
    await expect.poll(() => line.samples()).toBeGreaterThan(0);
    const samples = await line.samples();
    await expect.poll(() => line.samples()).toBeGreaterThan(samples + 2);
    await page.getByRole('link', { name: 'Devices' }).click();
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'wasRendered'))).toBeUndefined();
    expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
  });
}

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
