import { expect, test } from './fixtures.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { EditorPage } from './pages/editor.ts';
import { ChartTile } from './pages/tile.ts';
import { openAlarms, openWatched, PROBE, RULES, tell, watch } from './probe.ts';

test('The limits of the rules are drawn in a chart whose settings say so', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await watch(page, serveConfig, () => signIn('technician', ConnectionsPage.path));
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

test('A connection that goes down is an alarm, and what came through it is set aside until it is back', async ({
  page,
  signIn,
  serveConfig,
  demo,
  outage,
}) => {
  const alarms = await openWatched(page, serveConfig, () => signIn('viewer', ConnectionsPage.path));
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
