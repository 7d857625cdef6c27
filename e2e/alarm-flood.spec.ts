import { expect, test } from './fixtures.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { openWatched, tell } from './probe.ts';

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
  const alarms = await openWatched(page, serveConfig, () => signIn('technician', ConnectionsPage.path));

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
