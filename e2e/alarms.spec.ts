import type { Page } from '@playwright/test';
import type { Demo } from '../demo/demo.ts';
import { expect, test } from './fixtures.ts';
import { AlarmsPage } from './pages/alarms.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { EditorPage } from './pages/editor.ts';
import { ChartTile } from './pages/tile.ts';

/** A probe that only the specs know: it says what they have it say, and nothing else. */
const PROBE = 'probe/1';

const RULES = [
  {
    id: 'probe',
    title: 'Probe too hot',
    advice: 'Let it cool down.',
    kind: 'limit',
    connection: 'bridge',
    device: 'probe/*',
    quantity: 'temperature',
    high: { at: 50, priority: 'medium' },
    highHigh: { at: 80 },
    deadband: 5,
  },
  { id: 'link', title: 'Link down', kind: 'connection', onDelaySeconds: 0 },
];

function tell(demo: Demo, temperature: number, device = PROBE): void {
  demo.backEnds.hub.injectFrame(`["${device}", {"temperature": [${temperature}, "℃"]}]\n`);
}

test('An alarm goes from a limit through the banner to acknowledged, and is over once the value is back', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await serveConfig((config) => ({ ...config, alarms: RULES }));
  await signIn('technician', ConnectionsPage.path);
  const alarms = new AlarmsPage(page);
  await expectHeard(page);
  tell(demo, 49);
  tell(demo, 60.5);
  await expect(alarms.banner).toContainText('Probe too hot');
  await expect(alarms.banner).toContainText('medium');
  tell(demo, 90);
  await expect(alarms.banner).toContainText('critical');
  await expect(alarms.banner).toContainText('and 1 more');

  await alarms.banner.click();
  await expect(page).toHaveURL(AlarmsPage.path);
  await expect(alarms.rows).toHaveCount(2);
  await expect(alarms.rows.first()).toContainText('high-high: 90');
  const high = alarms.alarm('limit 50');
  await expect(high.row).toContainText('Let it cool down.');
  await high.expectState('unacknowledged');
  await high.acknowledge.focus();
  await page.keyboard.press('Enter');
  await high.expectState('acknowledged');
  await expect(high.row).toContainText(/by technician/i);
  // The keyboard goes on from there.
  await expect(high.row).toBeFocused();

  // Within the dead-band of both nothing is over; behind it what nobody acknowledged stays in the list.
  tell(demo, 76);
  tell(demo, 60);
  await alarms.alarm('limit 80').expectState('returned');
  await high.expectState('acknowledged');
  tell(demo, 40);
  await expect(alarms.rows).toHaveCount(1);
  await alarms.acknowledgeAll.click();
  await expect(alarms.rows).toHaveCount(0);
  await expect(alarms.banner).toHaveCount(0);
  await expect(page.getByText('All is well')).toBeVisible();

  await page.goto(`${DevicesPage.path}/bridge/${encodeURIComponent(PROBE)}`);
  const chart = new ChartTile(page, 'temperature');
  await expect(chart.region).toHaveAttribute('data-alarm-marks', '4');
});

/** The hub has greeted the page: what it says from now on arrives. To be called on the connections page. */
async function expectHeard(page: Page): Promise<void> {
  const bridge = new ConnectionsPage(page).item('bridge');
  await expect.poll(() => bridge.figure('Frames')).toBeGreaterThan(0);
}

/** As if the time of everything that is shelved were over. Not to be called while the page itself is open. */
async function letShelvesRunOut(page: Page): Promise<void> {
  await page.goto('/config.json');
  const changed = await page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('signalbox-alarms'));
    const opening = indexedDB.open(found?.name ?? '');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const change = opening.result.transaction('alarms', 'readwrite');
    const store = change.objectStore('alarms');
    const reading = store.getAll();
    await new Promise((resolve) => reading.addEventListener('success', resolve));
    for (const alarm of reading.result) store.put({ ...alarm, shelved: { ...alarm.shelved, until: 1 } });
    await new Promise((resolve) => change.addEventListener('complete', resolve));
    opening.result.close();
    return reading.result.length;
  });
  expect(changed).toBeGreaterThan(0);
}

/** Opens the alarms once the hub hears the page. */
async function openAlarms(page: Page): Promise<AlarmsPage> {
  const alarms = new AlarmsPage(page);
  await expectHeard(page);
  await alarms.open();
  return alarms;
}

test('The limits of the rules are drawn in a chart whose settings say so', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await serveConfig((config) => ({ ...config, alarms: RULES }));
  await signIn('technician', ConnectionsPage.path);
  await expectHeard(page);
  tell(demo, 45);
  const probe = page.getByRole('link', { name: PROBE });
  await page.getByRole('link', { name: 'Devices', exact: true }).first().click();
  await expect(probe).toBeVisible();
  await page.getByRole('link', { name: 'Dashboards', exact: true }).click();
  await page.getByRole('link', { name: 'New dashboard' }).click();
  const editor = new EditorPage(page);
  await editor.add('Chart');
  await editor.settings.getByRole('combobox', { name: 'Live readings' }).fill(`${PROBE} temperature`);
  await page.getByRole('option', { name: new RegExp(`^${PROBE} · temperature`) }).click();
  await editor.rename('Probe');
  const chart = editor.layout.locator('[data-widget="timeseries"]');
  await expect(chart).toHaveAttribute('data-limits', '0');
  await editor.settings.getByRole('checkbox', { name: /^Alarm limits/ }).check();
  await expect(chart).toHaveAttribute('data-limits', '2');
  await editor.save();
  await expect(new ChartTile(page, 'Probe').region).toHaveAttribute('data-limits', '2');
});

test('A shelved alarm is quiet until its time is over, also across a reload, then it asks for somebody again', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await serveConfig((config) => ({ ...config, alarms: RULES }));
  await signIn('technician', ConnectionsPage.path);
  const alarms = await openAlarms(page);
  tell(demo, 60);
  const probe = alarms.alarm('Probe too hot');
  await probe.expectState('unacknowledged');
  await probe.acknowledge.click();
  await probe.choose('Shelve for 15 minutes');
  await probe.expectState('shelved');
  await expect(probe.row).toContainText(/shelved until .* by technician/i);
  await expect(alarms.banner).toHaveCount(0);
  // It is followed all the same.
  tell(demo, 40);
  tell(demo, 70);
  await page.reload();
  await probe.expectState('shelved');
  await expect(alarms.banner).toHaveCount(0);

  await letShelvesRunOut(page);
  await page.goto(AlarmsPage.path);
  await probe.expectState('unacknowledged');
  await expect(probe.row).toContainText('As before the page was loaded');
  await expect(alarms.banner).toContainText('Probe too hot');
  await probe.choose('Shelve for 1 hour');
  await probe.expectState('shelved');
  await probe.choose('Take off the shelf');
  await probe.expectState('unacknowledged');
});

test('What is acknowledged and what happened is still there after a reload, and is saved as CSV', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await serveConfig((config) => ({ ...config, alarms: RULES }));
  await signIn('technician', ConnectionsPage.path);
  const alarms = await openAlarms(page);
  tell(demo, 60);
  await expect(alarms.rows).toHaveCount(1);
  const probe = alarms.alarm('probe/1');
  await probe.acknowledge.click();
  await probe.expectState('acknowledged');

  await page.reload();
  await probe.expectState('acknowledged');
  await expect(probe.row).toContainText(/by technician/i);
  await expect(probe.row).toContainText('As before the page was loaded');
  // A reading bears it out; nothing is raised anew.
  await expect(async () => {
    tell(demo, 61);
    await expect(probe.row).not.toContainText('As before the page was loaded', { timeout: 500 });
  }).toPass();
  await probe.expectState('acknowledged');
  tell(demo, 20);
  await expect(alarms.rows).toHaveCount(0);

  await alarms.openJournal();
  await expect(alarms.lines).toHaveCount(3);
  await expect(alarms.lines).toContainText(['ended', /acknowledged by technician/i, 'began']);
  await page.getByRole('searchbox', { name: 'Find' }).fill('acknowledged probe/1');
  await expect(alarms.lines).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Find' }).fill('');
  const rows = (await alarms.saveCsv()).split('\r\n');
  expect(rows[0]).toMatch(/^time \(UTC\),event,priority,title/);
  expect(rows[2]).toMatch(
    /,acknowledged,medium,Probe too hot,high,bridge,probe\/1,temperature,,50,℃,technician,/i,
  );
  expect(rows[3]).toMatch(/,raised,medium,Probe too hot,high,bridge,probe\/1,temperature,60,50,℃,,/);
  expect(rows).toHaveLength(5);
});

test('The list keeps still under a pointer and under the keyboard, and goes on once both have left', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await serveConfig((config) => ({ ...config, alarms: RULES }));
  await signIn('technician', ConnectionsPage.path);
  const alarms = await openAlarms(page);
  tell(demo, 60);
  await expect(alarms.rows).toHaveCount(1);
  const probe = alarms.alarm(PROBE);
  const critical = (device: string) => alarms.alarm(device).row.filter({ hasText: 'limit 80' });
  await probe.row.hover();
  await probe.acknowledge.focus();
  await probe.acknowledge.blur();
  tell(demo, 90, 'probe/2');
  await expect(alarms.rows).toHaveCount(3);
  await expect(alarms.rows.first()).toContainText(PROBE);
  await page.mouse.move(0, 0);
  await expect(alarms.rows.first()).toContainText('probe/2');

  // What is pressed with the mouse keeps the focus, but nobody points there any more.
  await probe.acknowledge.click();
  await probe.expectState('acknowledged');
  await page.mouse.move(0, 0);
  tell(demo, 90, 'probe/3');
  await expect(alarms.rows.first()).toContainText('probe/3');

  await page.keyboard.press('Shift+Tab');
  await expect(alarms.rows.locator(':focus-visible')).toHaveCount(1);
  tell(demo, 90, 'probe/4');
  await expect(critical('probe/4')).toHaveCount(1);
  await expect(alarms.rows.first()).toContainText('probe/3');
  // On it goes with what has the focus gone from the page.
  await alarms.rows.locator(':focus-visible').evaluate((focused) => focused.blur());
  await expect(alarms.rows.first()).toContainText('probe/4');
});

test('A flood of a thousand alarms is one sound and one notification, and stays usable', async ({
  page,
  context,
  signIn,
  serveConfig,
  demo,
}) => {
  await context.grantPermissions(['notifications']);
  await page.addInitScript(() => {
    const heard = { tones: 0, asked: 0, notifications: [] as [string, object | undefined][] };
    Object.assign(globalThis, { heard });
    document.hasFocus = () => false;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      heard.tones += 1;
      start.call(this, when);
    };
    class Noted extends EventTarget {
      static permission = 'default';
      static requestPermission = async () => {
        heard.asked += 1;
        Noted.permission = 'granted';
        return 'granted';
      };
      close = () => {};
      constructor(title: string, options?: object) {
        super();
        heard.notifications.push([title, options]);
      }
    }
    Object.assign(globalThis, { Notification: Noted });
  });
  const heard = (): Promise<{
    tones: number;
    asked: number;
    notifications: [string, object | undefined][];
  }> => page.evaluate(() => Reflect.get(globalThis, 'heard'));
  const notifications = async () => (await heard()).notifications.map(([title]) => title);
  await serveConfig((config) => ({ ...config, alarms: RULES }));
  await signIn('technician', ConnectionsPage.path);
  const alarms = await openAlarms(page);

  // Off until somebody switches it on; the button tests it.
  await page.getByRole('button', { name: 'Test the sound' }).click();
  await expect(page.getByText('That was the sound.')).toBeVisible();
  const { tones } = await heard();
  expect(tones).toBeGreaterThan(0);
  tell(demo, 60, 'probe/first');
  await expect(alarms.banner).toBeVisible();
  await alarms.acknowledgeAll.click();
  await expect(alarms.banner).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Sound' }).check();
  expect(await heard()).toMatchObject({ tones, asked: 0, notifications: [] });
  // Asked for only now.
  const desktop = page.getByRole('checkbox', { name: 'Desktop notifications' });
  await desktop.check();
  await expect.poll(notifications).toEqual(['Signalbox']);
  expect(await heard()).toMatchObject({ tones, asked: 1 });

  const lines = Array.from(
    { length: 1_000 },
    (_, i) => `["probe/${i}", {"temperature": [${i === 500 ? 90 : 60}, "℃"]}]\n`,
  );
  demo.backEnds.hub.injectFrame(lines.join(''));
  await expect(alarms.banner).toContainText('critical');
  await expect(alarms.banner).toContainText('and 1,000 more');
  await expect(alarms.rows).toHaveCount(100);
  await expect.poll(notifications).toEqual(['Signalbox', 'Probe too hot, and 1,000 more']);
  expect((await heard()).notifications[1]?.[1]).toMatchObject({ renotify: true });
  await expect.poll(async () => (await heard()).tones).toBe(tones + 4);

  await alarms.find('probe/77');
  await expect(alarms.rows).toHaveCount(11);
  await alarms.choose('Priority', 'critical');
  await expect(page.getByText('No alarm fits these filters.')).toBeVisible();
  await alarms.find('');
  await expect(alarms.rows).toHaveCount(1);
  await alarms.choose('Priority', 'All priorities');
  // What is acknowledged is what is shown.
  await expect(alarms.rows).toHaveCount(100);
  await alarms.acknowledgeAll.click();
  await expect(alarms.banner).toHaveCount(0);
  await expect(page.getByText('1,002 alarms, 0 unacknowledged')).toBeVisible();
  expect(await heard()).toMatchObject({ tones: tones + 4, asked: 1, notifications: { length: 2 } });

  // Withdrawn in the browser itself: the page does not go on as if it would notify anybody.
  await page.evaluate(() => {
    Reflect.set(Reflect.get(globalThis, 'Notification'), 'permission', 'denied');
    dispatchEvent(new Event('focus'));
  });
  await expect(desktop).not.toBeChecked();
  await expect(page.getByText(/does not let this page show notifications/)).toBeVisible();
});

test('A connection that goes down is an alarm, and what came through it is set aside until it is back', async ({
  page,
  signIn,
  serveConfig,
  demo,
  outage,
}) => {
  await serveConfig((config) => ({ ...config, alarms: RULES }));
  await signIn('viewer', ConnectionsPage.path);
  const alarms = await openAlarms(page);
  tell(demo, 60);
  const probe = alarms.alarm('Probe too hot');
  await probe.expectState('unacknowledged');
  // A viewer sees, and is told why they cannot do more.
  await expect(probe.acknowledge).toHaveAttribute('aria-disabled', 'true');
  await alarms.acknowledgeAll.click({ force: true });
  await expect(page.getByText(/needs the role technician/i)).toBeVisible();
  await probe.expectState('unacknowledged');

  await outage.stop('hub');
  const link = alarms.alarm('Link down');
  // One that is lost while it is still new gets some time first.
  await link.expectState('unacknowledged', 20_000);
  await expect(link.row).toContainText('Bridge');
  await probe.expectState('suppressed');
  await expect(probe.row).toContainText('The link is down');

  await outage.start('hub');
  await link.expectState('returned', 20_000);
  await expect(probe.row).toContainText(/not heard since the link came back/i);
  await expect(async () => {
    tell(demo, 61);
    await probe.expectState('unacknowledged', 500);
  }).toPass();
});

test('A wrong rule is named with its path, and the others are watched, for words that devices tell as well', async ({
  page,
  signIn,
  serveConfig,
  expectConsoleError,
  demo,
}) => {
  const problem = /alarms\[0\]\.high\.at: expected number; the alarm is not watched/;
  expectConsoleError(problem);
  await serveConfig((config) => ({
    ...config,
    alarms: [
      { id: 'x', kind: 'limit', quantity: 'temperature', high: { at: 'hot' } },
      { id: 'lamp', title: 'Lamp warns', kind: 'state', device: 'led/*', quantity: 'state', is: '2-dot' },
      ...RULES,
    ],
  }));
  await signIn('viewer', ConnectionsPage.path);
  await expect(page.getByRole('alert')).toContainText(problem);
  const alarms = await openAlarms(page);
  tell(demo, 60);
  const { banner, rows } = alarms;
  await expect(banner).toContainText('Probe too hot');
  const lamp = (word: string) => demo.backEnds.hub.injectFrame(`["led/-", {"state": "${word}"}]\n`);
  lamp('2-dot');
  await expect(rows).toHaveCount(2);
  const warning = rows.filter({ hasText: 'Lamp warns' });
  await expect(warning).toHaveAttribute('data-state', 'unacknowledged');
  // Which word it is in is said everywhere.
  await expect(warning).toContainText('is 2-dot');
  tell(demo, 20);
  await expect(banner).toContainText('Lamp warns, is 2-dot');
  lamp('off');
  await expect(warning).toHaveAttribute('data-state', 'returned');
  await alarms.openJournal();
  await expect(alarms.lines.filter({ hasText: 'is 2-dot' })).toHaveText([/ended/, /began/]);
});
