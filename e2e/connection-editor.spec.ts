import { asksBeforeUnload } from './before-unload.ts';
import { expect, test } from './fixtures.ts';
import { withHubAccount } from './hub-client.ts';
import { kept } from './kept.ts';
import { ConnectionEditor } from './pages/connection-editor.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { ChartTile } from './pages/tile.ts';

test('Somebody connects a back end of their own: they fill in the form, test it, and see its data', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const editor = new ConnectionEditor(page);
  const mine = connections.item('cold-store');
  await editor.open();
  await editor.choose('What is connected to', 'JSON');
  await editor.save();
  await expect(page.getByText('Fill this in.').first()).toBeVisible();

  await editor.field('Name').fill('Cold store');
  await expect(editor.field('Id')).toHaveValue('cold-store');
  await editor.choose('Over', 'Server-sent events');
  await editor.field('Address').fill(`${demo.backEnds.streambed.origin}/api/temperature/events/1?token=abc`);
  await editor.field('Device').fill('=cold');
  await editor.field('Values').fill('$.Reading');
  await editor.save();
  await expect(page.getByText(/must not hold a secret/)).toBeVisible();
  await editor.field('Address').fill(`${demo.backEnds.streambed.origin}/api/temperature/events/1`);
  // A secret may stand in what is sent, too.
  await editor.choose('Over', 'WebSocket');
  await page.getByText('More settings').click();
  const greeting = editor.field('Sent when the link opens');
  await greeting.fill('[{"go": 1}, "Bearer swordfish-abc"]');
  await editor.save();
  await expect(page.getByText('[1]: This looks like a secret')).toBeVisible();
  await expect(greeting).toBeFocused();
  // With a slip in it, it is not left out of what is saved: the form says so.
  await greeting.fill('[{"go": 1},]');
  await expect(greeting).toHaveAttribute('aria-invalid', 'true');
  await editor.save();
  await expect(greeting).toBeFocused();
  await expect(greeting).toHaveAccessibleDescription(/This is not JSON yet\./);
  await greeting.fill('');
  await editor.choose('Over', 'Server-sent events');

  // The mapping is wrong: the test shows what comes, and what to look at.
  await editor.test();
  await editor.expectStep('reachable', 'ok');
  await editor.expectStep('signed-in', 'ok');
  await editor.expectStep('frame', 'ok');
  await editor.expectStep('devices', 'failed', 'do the paths name places');
  await expect(editor.result).toContainText('{"TemperatureRead":{"temperature":');
  await editor.field('Values').fill('$.TemperatureRead');
  await editor.test();
  await editor.expectStep('devices', 'ok', 'One device: cold.');
  // Nothing of a test is kept or shown anywhere.
  expect(await kept(page)).not.toContain('cold-store');

  await editor.save();
  await mine.expectStatus('online');
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Devices' }).click();
  await expect(new DevicesPage(page).quantity('cold', 'temperature')).toContainText(/\d/);
  await page.goto(ConnectionsPage.path);
  await mine.expectStatus('online');

  await mine.choose('Change');
  await editor.field('Name').fill('The cold store');
  await editor.save();
  await expect(mine.item).toContainText('The cold store');
  await mine.expectStatus('online');
});

test('A connection that asks is tested with what is typed, and none of it is kept', async ({
  page,
  signIn,
  demo,
  outage,
  allowNetworkErrorsOf,
  serveConfig,
}) => {
  const { hub } = demo.backEnds;
  await serveConfig(withHubAccount);
  allowNetworkErrorsOf(hub.origin);
  await signIn('technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const editor = new ConnectionEditor(page);
  // The deployment's password is not copied: the person is asked for it.
  await connections.item('bridge').choose('Duplicate');
  await expect(editor.field('Name')).toHaveValue('Bridge copy');
  await expect(editor.field('How this page signs in there')).toHaveValue('password');
  await editor.test();
  await editor.expectStep('signed-in', 'failed', 'Needs a user name and password');
  await editor.field('User name').fill('clown');
  await editor.field('Password or API key').fill('wrong');
  await editor.test();
  await editor.expectStep('reachable', 'ok', 'answers');
  await editor.expectStep('signed-in', 'failed', 'Check what was typed');
  await outage.stop('hub');
  await editor.test();
  await editor.expectStep('reachable', 'failed', 'Nothing answers at');
  await outage.start('hub');
  await editor.field('Password or API key').fill('bigclown');
  await editor.test();
  await editor.expectStep('devices', 'ok', 'thermometer/i2c0-48');
  await editor.save();
  const copy = connections.item('bridge-copy');
  await copy.expectStatus('online', 20_000);

  expect(await kept(page)).toContain('bridge-copy');
  expect(await kept(page)).not.toContain('bigclown');
  expect((await page.content()).includes('bigclown')).toBe(false);
  expect(await connections.exportConfig()).not.toContain('bigclown');
  await page.reload();
  await copy.expectStatus('offline');
  await copy.item.getByLabel('User name').fill('clown');
  await copy.item.getByLabel('Password or API key').fill('bigclown');
  await copy.item.getByRole('button', { name: 'Connect' }).click();
  await copy.expectStatus('online');
});

test('What was typed of a connection is not left by accident', async ({ page, signIn }) => {
  await signIn('technician', ConnectionsPage.path);
  const editor = new ConnectionEditor(page);
  const question = page.getByRole('dialog', { name: 'Save your changes?' });
  const devices = page.getByRole('link', { name: 'Devices', exact: true });
  // Nothing is typed, and nothing asked.
  await editor.open();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page).toHaveURL(ConnectionsPage.path);
  await editor.open();
  await editor.field('Name').fill('Cold store');
  await devices.click();
  await expect(question).toContainText('“Cold store”');
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(editor.field('Name')).toHaveValue('Cold store');
  expect(await page.evaluate(asksBeforeUnload)).toBe(true);
  await devices.click();
  await question.getByRole('button', { name: 'Save and leave' }).click();
  await expect(page.getByText('Fill this in.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(page).toHaveURL(ConnectionsPage.path);
  expect(await page.evaluate(asksBeforeUnload)).toBe(false);
});

test('A viewer sees connections as they are, and cannot change them', async ({ page, signIn }) => {
  await signIn('viewer', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  await connections.item('bridge').expectStatus('online');
  await expect(page.getByRole('link', { name: 'Add a connection' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(0);
  await page.goto('/connections/new');
  await expect(page.getByText('needs the role technician')).toBeVisible();
});

test('From nothing to a chart of their own back end: the page leads there from a dashboard that nothing fills', async ({
  page,
  signIn,
  demo,
  serveConfig,
}) => {
  await serveConfig((config) => ({ ...config, connections: [], alarms: [] }));
  await signIn('technician');
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps).toContainText('Nothing is connected yet');
  const editor = new ConnectionEditor(page);
  await editor.open();
  await editor.choose('What is connected to', 'JSON');
  await editor.field('Name').fill('Cold store');
  await editor.choose('Over', 'Server-sent events');
  await editor.field('Address').fill(`${demo.backEnds.streambed.origin}/api/temperature/events/1`);
  await editor.field('Device').fill('=cold');
  await editor.field('Values').fill('$.TemperatureRead');
  await editor.save();
  const brought = page.getByRole('region', { name: 'What Cold store has brought' });
  await expect(brought).toContainText('Cold store has brought 1 device and 1 quantity so far.');
  await brought.getByRole('link', { name: 'Make me a dashboard' }).click();
  await expect.poll(() => new ChartTile(page, 'cold: temperature').samples()).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => new ChartTile(page, 'cold: temperature').samples()).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(steps).toBeHidden();
});
