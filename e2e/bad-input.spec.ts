import { expect, test } from './fixtures.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { OverviewPage } from './pages/overview.ts';

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
  '["thermometer/i2c0-48", {"temperature": "warm"}]\n',
  `["thermometer/i2c0-48", {"note": ${JSON.stringify('long '.repeat(200_000))}}]\n`,
  `[${JSON.stringify(`${MARKUP}/i2c0-48`)}, {${JSON.stringify(MARKUP)}: [1, ${JSON.stringify(MARKUP)}]}]\n`,
];

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

  for (let start = 0; start < 10_000; start += 500) {
    const lines = Array.from(
      { length: 500 },
      (_, i) => `["thermometer/fake-${start + i}", {"temperature": [20, "℃"]}]\n`,
    );
    hub.injectFrame(lines.join(''));
  }
  await expect.poll(() => bridge.figure('Dropped')).toBeGreaterThan(0);
  await bridge.expectStatus('online');

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
