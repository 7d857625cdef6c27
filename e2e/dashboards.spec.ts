import { expect, signInByHand, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { DashboardsPage, dashboardOf } from './pages/dashboards.ts';
import { EditorPage } from './pages/editor.ts';
import { OverviewPage } from './pages/overview.ts';
import { SignInPage } from './pages/sign-in.ts';

const EVENTS = { events: { type: 'log', title: 'Events' } };

test('A dashboard of the deployment is duplicated, renamed and found again after a reload', async ({
  page,
  signIn,
}) => {
  await signIn('technician');
  const dashboards = new DashboardsPage(page);
  await dashboards.chooseHere('Duplicate to edit');
  await expect(new EditorPage(page).title).toHaveValue('Overview (copy)');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dashboards.title('Overview (copy)')).toBeVisible();
  const overview = new OverviewPage(page);
  await expect.poll(() => overview.chart('Workshop temperature').samples()).toBeGreaterThan(0);

  await dashboards.open();
  await expect(dashboards.row('Overview')).toContainText('Deployment');
  await expect(dashboards.row('Overview (copy)')).toContainText('Yours');
  await dashboards.choose('Overview (copy)', 'Rename…');
  const dialog = page.getByRole('dialog', { name: 'Rename the dashboard' });
  await dialog.getByLabel('Title').fill('Night shift');
  await dialog.getByLabel(/^Tags/).fill('night, workshop');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(dashboards.row('Night shift')).toContainText('workshop');

  await page.reload();
  await expect(dashboards.rows).toHaveCount(3);
  await dashboards.search.fill('night');
  await expect(dashboards.rows).toHaveCount(1);
  await dashboards.search.fill('');
  await dashboards.filter('Tag').selectOption('workshop');
  await expect(dashboards.rows).toHaveCount(1);
  await dashboards.filter('Tag').selectOption('All tags');
  await dashboards.filter('Source').selectOption('Deployment');
  await expect(dashboards.link('Overview')).toBeVisible();
  await expect(dashboards.row('Night shift')).toBeHidden();
  await dashboards.link('Overview').click();
  await expect(page).toHaveURL(/\/dashboards\/deployment\/overview$/);
  await expect(dashboards.title('Overview')).toBeVisible();

  await dashboards.open();
  await dashboards.link('Night shift').click();
  await page.reload();
  await expect(dashboards.title('Night shift')).toBeVisible();
  await expect.poll(() => overview.chart('Power').samples()).toBeGreaterThan(0);
});

test('A dashboard is deleted, and undo brings it back; another person has none of it', async ({ page }) => {
  await signInByHand(page, 'technician', DashboardsPage.path);
  const dashboards = new DashboardsPage(page);
  await dashboards.import('a.json', dashboardOf({ id: 'mine', title: 'Mine', widgets: EVENTS }));
  await expect(dashboards.outcome).toHaveText('Imported: Mine.');
  await dashboards.choose('Mine', 'Duplicate');
  await expect(dashboards.row('Mine (copy)')).toBeVisible();
  await dashboards.choose('Mine', 'Delete');
  await expect(dashboards.row('Mine')).toBeHidden();
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(dashboards.row('Mine')).toBeVisible();
  await expect(dashboards.outcome).toHaveText('“Mine” is back.');

  await dashboards.choose('Mine (copy)', 'Delete');
  await expect(dashboards.row('Mine (copy)')).toBeHidden();
  await page.reload();
  await expect(dashboards.rows).toHaveCount(3);

  await page.goto(AccountPage.path);
  await new AccountPage(page).signOut.click();
  await expect(new SignInPage(page).start).toBeVisible();
  await signInByHand(page, 'viewer', DashboardsPage.path);
  await expect(page.getByRole('main')).toContainText('2 dashboards');
  await expect(dashboards.row('Mine')).toBeHidden();
});

test('A dashboard of the deployment waits for no other’s file, and is asked for again where its own did not come', async ({
  page,
  signIn,
  expectConsoleError,
}) => {
  let giveOverview = () => {};
  const overviewGiven = new Promise<void>((resolve) => {
    giveOverview = resolve;
  });
  await page.route('**/dashboards/overview.json', async (route) => {
    await overviewGiven;
    await route.continue();
  });
  await signIn('viewer', '/dashboards/deployment/thermometer');
  const dashboards = new DashboardsPage(page);
  await expect(dashboards.title('Any thermometer')).toBeVisible();
  await dashboards.open();
  await expect(dashboards.link('Any thermometer')).toBeVisible();
  await expect(page.getByText(/^Still to come: \S*overview\.json\.$/)).toBeVisible();
  await page.goBack();

  expectConsoleError(/ERR_FAILED/);
  await page.route('**/dashboards/thermometer.json', (route) => route.abort());
  await page.reload();
  await expect(page.getByText(/Still to come: \S+overview\.json\.$/)).toBeVisible();
  giveOverview();
  const failure = page.getByRole('alert');
  await expect(failure).toContainText('thermometer.json could not be fetched.');
  await page.unroute('**/dashboards/thermometer.json');
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(dashboards.title('Any thermometer')).toBeVisible();
});
