import { serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { SwitchTile } from './pages/tile.ts';

const PAUSE = { connection: 'jobs', device: 'user:1', property: 'pause' };

test('What is ordered on a channel comes back to the page, and is no report: the switch follows what the job says', async ({
  page,
  signIn,
  demo,
  serveConfig,
}) => {
  const { webchannel } = demo.backEnds;
  const say = (text: string) => webchannel.injectFrame(Buffer.from(text));
  await serveConfig((config) => ({
    ...config,
    commandDeadlineSeconds: 2,
    connections: config.connections.map((one) =>
      one.id === 'jobs'
        ? { ...one, actuators: [{ property: 'pause', domain: 'boolean', reports: true }] }
        : one,
    ),
  }));
  await serveDashboard(page, { type: 'switch', title: 'Pause', options: { actuator: PAUSE } });
  await signIn('technician');
  const pause = new SwitchTile(page, 'Pause');
  await expect(pause.region).toBeVisible();
  await expect(async () => {
    say('{"pause":false}');
    // Nobody hears what is published before the channel is open.
    await expect(pause.region).toHaveAttribute('data-state', 'off', { timeout: 300 });
  }).toPass();
  const states = await pause.noteStates();

  await pause.control.click();
  await pause.expectState('failed');
  await expect(pause.region).toContainText('the device did not report the change in time');
  expect(await states()).not.toContain('on');
  await expect(pause.control).toHaveAttribute('aria-checked', 'false');

  say('{"pause":true}');
  await expect(pause.control).toHaveAttribute('aria-checked', 'true');
});
