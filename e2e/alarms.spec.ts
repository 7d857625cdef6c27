import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { AlarmsPage } from './pages/alarms.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { ChartTile } from './pages/tile.ts';
import { openWatched, PROBE, tell, watch } from './probe.ts';

test('An alarm goes from a limit through the banner to acknowledged, and is over once the value is back', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  const alarms = new AlarmsPage(page);
  await watch(page, serveConfig, () => signIn('technician', ConnectionsPage.path));
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
  // On an upright tablet, too, what is to be pressed is on the screen.
  await page.setViewportSize({ width: 700, height: 1000 });
  await expect(high.acknowledge).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1440, height: 1000 });
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

test('A shelved alarm is quiet until its time is over, also across a reload, then it asks for somebody again', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  const alarms = await openWatched(page, serveConfig, () => signIn('technician', ConnectionsPage.path));
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
  const alarms = await openWatched(page, serveConfig, () => signIn('technician', ConnectionsPage.path));
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
  const alarms = await openWatched(page, serveConfig, () => signIn('technician', ConnectionsPage.path));
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

test('On a phone the banner makes way for the list that the worst alarm is at the top of, and for nothing else', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const alarms = await openWatched(page, serveConfig, () => signIn('technician', ConnectionsPage.path));
  await alarms.openJournal();
  tell(demo, 60);
  await expect(alarms.banner).toContainText('Probe too hot');
  await expect(alarms.banner).toHaveCSS('opacity', '1');
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await expect(alarms.rows).toHaveCount(1);
  await expect(alarms.banner).toHaveCSS('opacity', '0');
  await alarms.choose('Priority', 'low');
  await expect(alarms.rows).toHaveCount(0);
  await expect(alarms.banner).toHaveCSS('opacity', '1');
});

test('An alarm that the browser let nobody hear is sounded after the first click, and the page asks for none any more', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await page.addInitScript(() => {
    localStorage.setItem('signalbox.alarms.announce', '{"sound":true}');
    // As browsers do whose person has not touched the page yet.
    const touched = new Promise((resolve) => addEventListener('pointerdown', resolve, { once: true }));
    AudioContext.prototype.resume = async () => {
      await touched;
    };
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      const { documentElement: root } = document;
      root.setAttribute('data-tones', String(Number(root.getAttribute('data-tones')) + 1));
      start.call(this, when);
    };
  });
  await watch(page, serveConfig, () => signIn('technician', ConnectionsPage.path));
  tell(demo, 60);
  const { banner } = new AlarmsPage(page);
  await expect(banner).toContainText('Click anywhere to hear alarms.');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.locator('html')).toHaveAttribute('data-tones', '2');
  await expect(banner).not.toContainText('Click anywhere');
});
