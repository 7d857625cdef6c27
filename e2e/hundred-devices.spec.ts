import { expect, test } from './fixtures.ts';
import { DashboardsPage, dashboardOf } from './pages/dashboards.ts';
import { Tile } from './pages/tile.ts';

test.use({ extraDevices: 100 });

test('One dashboard serves a hundred devices: the hundredth is chosen by typing its name, and its values are seen; what is a secret stays out of the address', async ({
  page,
  signIn,
}) => {
  await signIn('technician', DashboardsPage.path);
  const dashboards = new DashboardsPage(page);
  const variables = [
    { name: 'device', kind: 'device', label: 'Device', connection: 'fleet', quantity: 'value' },
    { name: 'password', kind: 'text', label: 'Password', default: 'swordfish' },
  ];
  const series = { connection: 'fleet', device: '$device', quantity: 'value' };
  const widgets = { v: { type: 'stat', title: 'Value of $device', options: { series } } };
  await dashboards.import('many.json', dashboardOf({ id: 'many', title: 'Many', widgets, variables }));
  await dashboards.link('Many').click();

  const picker = (label: string) => page.getByRole('search', { name: 'Variables' }).getByLabel(label);
  await expect(picker('Device').locator('option')).toHaveCount(101);
  await expect(picker('Device').locator('option').last()).toHaveText('device-0100');
  await picker('Device').pressSequentially('device-0100');
  await expect(picker('Device')).toHaveValue('device-0100');
  await expect.poll(() => new Tile(page, 'Value of device-0100').number()).not.toBeNaN();

  await expect(picker('Password')).toHaveValue('swordfish');
  await picker('Password').fill('hunter2');
  await picker('Password').press('Enter');
  await expect(picker('Password')).toHaveValue('hunter2');
  await expect(page).toHaveURL(/\?var-device=device-0100$/);
  const { document } = await dashboards.saved(() => dashboards.chooseHere('Export as a file'));
  expect(JSON.stringify(document)).not.toMatch(/swordfish|hunter2/);
});
