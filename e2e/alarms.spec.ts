import type { Demo } from '../demo/demo.ts';
import { expect, test } from './fixtures.ts';
import { AlarmsPage } from './pages/alarms.ts';
import { ConnectionsPage } from './pages/connections.ts';

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
  await new ConnectionsPage(page).item('bridge').expectStatus('online');
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
  await high.acknowledge.click();
  await high.expectState('acknowledged');
  await expect(high.row).toContainText(/by technician/i);

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
});
