import { expect, test } from './fixtures.ts';
import { DashboardsPage, dashboardOf } from './pages/dashboards.ts';
import { Tile } from './pages/tile.ts';

test('One dashboard serves many devices: they are chosen in its bar, and stand in the address', async ({
  page,
  signIn,
}) => {
  await signIn('technician', DashboardsPage.path);
  const dashboards = new DashboardsPage(page);
  const variables = [
    { name: 'site', kind: 'connection', label: 'Site' },
    { name: 'device', kind: 'device', label: 'Cell', connection: '$site', quantity: 'temperature' },
    { name: 'note', kind: 'text', label: 'Note', options: ['day', 'night'], default: 'day' },
  ];
  const series = { connection: '$site', device: '$device', quantity: 'temperature' };
  const widgets = { t: { type: 'stat', title: 'Temperature of $device, $note', options: { series } } };
  await dashboards.import('a.json', dashboardOf({ id: 'cells', title: 'Cells', widgets, variables }));
  await dashboards.link('Cells').click();

  const tile = (title: string) => new Tile(page, title);
  const picker = (label: string) =>
    page.getByRole('search', { name: 'Variables' }).getByLabel(label, { exact: true });
  await expect(tile('Temperature of …, day').region).toContainText('Choose above to see this');
  await picker('Site').selectOption('Climate cells');
  await picker('Cell').selectOption('C5C80002');
  await expect(page).toHaveURL(/\?var-site=cells&var-device=C5C80002$/);
  await expect.poll(() => tile('Temperature of C5C80002, day').number()).toBeGreaterThan(0);
  await picker('Note').fill('late');
  await picker('Note').press('Enter');
  await expect(tile('Temperature of C5C80002, late').region).toBeVisible();

  await page.reload();
  await expect.poll(() => tile('Temperature of C5C80002, late').number()).toBeGreaterThan(0);
  await page.goBack();
  await expect(tile('Temperature of C5C80002, day').region).toBeVisible();
  // Emptied, it has the default, and shows it.
  await picker('Note').fill('');
  await picker('Note').press('Tab');
  await expect(picker('Note')).toHaveValue('day');
  // What looks like a secret stands in no address, neither typed nor brought by a link.
  const token = 'Bearer abcdefghijklmnop12345';
  await picker('Note').fill(token);
  await picker('Note').press('Enter');
  await expect(tile(`Temperature of C5C80002, ${token}`).region).toBeVisible();
  await expect(page).not.toHaveURL(/Bearer/);
  await page.goto(`${new URL(page.url()).pathname}?var-site=cells&var-device=C5C80002&var-note=${token}`);
  await expect(page).toHaveURL(/\?var-site=cells&var-device=C5C80002$/);
  await expect(tile(`Temperature of C5C80002, ${token}`).region).toBeVisible();
  await picker('Note').fill('');
  await picker('Note').press('Tab');
  await expect(picker('Note')).toHaveValue('day');
  await picker('Cell').selectOption('C5C80001');
  await expect.poll(() => tile('Temperature of C5C80001, day').number()).toBeGreaterThan(0);
  // What is chosen stays so while it is edited, and after.
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(picker('Cell')).toHaveValue('C5C80001');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect.poll(() => tile('Temperature of C5C80001, day').number()).toBeGreaterThan(0);
  // A device of one site is none of another's.
  await picker('Site').selectOption('Edge');
  await expect(page).toHaveURL(/\?var-site=edge$/);
  await picker('Cell').selectOption('1');
  await expect.poll(() => tile('Temperature of 1, day').number()).not.toBeNaN();

  const path = new URL(page.url()).pathname;
  await page.goto(`${path}?var-site=cells&var-device=nobody%22%3E`);
  await expect(picker('Cell')).toContainText('nobody"> (not heard of yet)');
  await expect(tile('Temperature of nobody">, day').region).toBeVisible();

  // One of the deployment's is edited as it was shown.
  await page.goto('/dashboards/deployment/thermometer?var-device=C5C80002');
  await dashboards.chooseHere('Duplicate to edit');
  await expect(page).toHaveURL(/\/edit\?var-device=C5C80002$/);
  await expect(picker('Device')).toHaveValue('C5C80002');

  // A copy, a link and what is kept of it show the same device.
  await page.goto(`${path}?window=15m&var-site=cells&var-device=C5C80001`);
  await dashboards.chooseHere('Duplicate');
  await expect(dashboards.title('Cells (copy)')).toBeVisible();
  await expect(page).toHaveURL(/\?window=15m&var-site=cells&var-device=C5C80001$/);
  await dashboards.chooseHere('Link…');
  const link = await dashboards.carrier();
  expect(link).toContain('/link?window=15m&var-site=cells&var-device=C5C80001#');
  await page.goto(link);
  await expect(tile('Temperature of C5C80001, day').region).toBeVisible();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page).toHaveURL(/\/own\/[^/]+\?window=15m&var-site=cells&var-device=C5C80001$/);

  // In a link, too: what is chosen is put beside the dashboard that the address carries.
  await page.goto(link.replace(/\?[^#]*/, ''));
  await picker('Site').selectOption('Climate cells');
  await picker('Cell').selectOption('C5C80002');
  await expect.poll(() => tile('Temperature of C5C80002, day').number()).toBeGreaterThan(0);
  await page.reload();
  await expect.poll(() => tile('Temperature of C5C80002, day').number()).toBeGreaterThan(0);
});

test('A dashboard of the deployment shows any sensor there is', async ({ page, signIn }) => {
  await signIn('viewer', DashboardsPage.path);
  const dashboards = new DashboardsPage(page);
  await dashboards.link('Any thermometer').click();
  const picker = (label: string) => page.getByRole('search', { name: 'Variables' }).getByLabel(label);
  for (const [connection, device] of [
    ['Bridge', 'thermometer/i2c0-48'],
    ['Edge', '2'],
  ] as const) {
    await picker('Connection').selectOption(connection);
    await picker('Device').selectOption(device);
    await expect.poll(() => new Tile(page, device).number()).not.toBeNaN();
  }
  // A room leaves only what is in it to choose, and is given up again.
  await picker('Connection').selectOption('Climate cells');
  await picker('Room').selectOption('Lab');
  const offered = picker('Device').locator('option');
  await expect(offered).toHaveText(['Choose…', 'C5C80002']);
  await picker('Device').selectOption('C5C80002');
  await expect.poll(() => new Tile(page, 'C5C80002').number()).not.toBeNaN();
  await picker('Room').selectOption('Choose…');
  await expect(offered).toHaveText(['Choose…', 'C5C80001', 'C5C80002']);
});
