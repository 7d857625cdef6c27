import { expect, signInByHand, test } from './fixtures.ts';
import { linkOf } from './link.ts';
import { AccountPage } from './pages/account.ts';
import { DashboardsPage, dashboardOf } from './pages/dashboards.ts';
import { EditorPage } from './pages/editor.ts';
import { OverviewPage } from './pages/overview.ts';
import { SignInPage } from './pages/sign-in.ts';
import { Tile } from './pages/tile.ts';
import { ordersSince } from './plant.ts';

const HEATER = { connection: 'bridge', device: 'relay/i2c0-3b', property: 'state' };
const WORKSHOP = { connection: 'bridge', device: 'thermometer/i2c0-48', quantity: 'temperature' };
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

test('An exported dashboard is the same when it is imported; secrets are left out, what is unknown is kept', async ({
  page,
  signIn,
}) => {
  await signIn('technician', DashboardsPage.path);
  const dashboards = new DashboardsPage(page);
  const widgets = {
    ...EVENTS,
    later: { type: 'hologram', title: 'Later', options: { deep: [{ kept: null }], password: 'hunter2' } },
    bad: { type: 'stat', title: 'Bad', options: { series: { ...WORKSHOP, quantity: 7 } } },
  };
  // Of its id no address can be made: it gets another one, which survives a reload.
  const original = dashboardOf({ id: '..', title: 'Mixed', tags: ['x'], widgets });
  await dashboards.import('mixed.json', original);
  await dashboards.link('Mixed').click();
  await expect(page).toHaveURL(/\/dashboards\/own\/mixed-\w+$/);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(new EditorPage(page).title).toHaveValue('Mixed');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.reload();
  await expect(new Tile(page, 'Events').region).toBeVisible();
  await expect(new Tile(page, 'Later').region).toContainText('There is no widget of type “hologram”');
  await expect(new Tile(page, 'Bad').region).toContainText('options.series.quantity: expected string');

  const { name, document } = await dashboards.saved(() => dashboards.chooseHere('Export as a file'));
  expect(name).toBe('Mixed.dashboard.json');
  widgets.later.options.password = '[left out]';
  expect(document).toMatchObject({ ...original, metadata: { title: 'Mixed', tags: ['x'] } });
  expect(JSON.stringify(document)).not.toContain('hunter2');
  await expect(dashboards.outcome).toContainText('spec.widgets.later.options.password');

  await dashboards.open();
  await dashboards.import('again.json', document);
  await expect(dashboards.row('Mixed')).toHaveCount(2);

  // An id that an address can be made of stays as it is.
  const plain = dashboardOf({ id: 'plain', title: 'Plain', widgets: EVENTS });
  await dashboards.import('plain.json', plain);
  await dashboards.link('Plain').click();
  await expect(page).toHaveURL(/\/dashboards\/own\/plain$/);
  const exported = await dashboards.saved(() => dashboards.chooseHere('Export as a file'));
  expect(exported.document).toMatchObject(plain);
});

test('What cannot be imported is explained with its places, and a version from the future is kept and explained', async ({
  page,
  signIn,
}) => {
  await signIn('technician', DashboardsPage.path);
  const dashboards = new DashboardsPage(page);
  const refusal = page.getByRole('alert');
  await dashboards.import('broken.json', '{ "kind": ');
  await expect(refusal).toContainText(/broken\.json was not imported.*not JSON/s);
  const wrong = dashboardOf({ id: 'wrong', title: '' });
  await dashboards.import('wrong.json', { ...wrong, spec: { ...wrong.spec, layout: { wide: [{ x: 12 }] } } });
  await expect(refusal).toContainText('metadata.title: expected at least 1 character');
  await expect(refusal).toContainText('spec.layout.wide[0].widget: required');
  await expect(refusal).toContainText('spec.layout.wide[0].x: expected at most 11');
  await dashboards.import('newer.json', dashboardOf({ id: 'newer', title: 'Newer', version: 99 }));
  await expect(refusal).toContainText(/of a newer Signalbox: it has version 99.*Reload the page/);
  await expect(dashboards.rows).toHaveCount(2);

  // One that a newer page has kept in this browser, before somebody went back to this one.
  await dashboards.import('mine.json', dashboardOf({ id: 'mine', title: 'Mine', widgets: EVENTS }));
  await expect(dashboards.row('Mine')).toBeVisible();
  const content = { version: 99, metadata: { id: 'mine', title: 'From the future' }, holograms: [1, 2] };
  await page.evaluate(async (future) => {
    const [info] = (await indexedDB.databases()).filter((one) =>
      one.name?.startsWith('signalbox-dashboards'),
    );
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(info?.name ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    await new Promise((resolve) => {
      const change = database.transaction('dashboards', 'readwrite');
      const rows = change.objectStore('dashboards').getAll();
      rows.onsuccess = () => {
        for (const row of rows.result) change.objectStore('dashboards').put({ ...row, content: future });
      };
      change.oncomplete = resolve;
    });
    database.close();
  }, content);
  await page.reload();
  const future = dashboards.rows.filter({ hasText: 'From the future' });
  await expect(future).toContainText(
    /version 99, and this page reads up to 2.*Nothing in the dashboard was changed/,
  );
  const { document } = await dashboards.saved(() => dashboards.choose('From the future', 'Export as a file'));
  expect(document).toEqual(content);
});

test('A dashboard travels in a link: it can be looked at, switches nothing before it is kept, and is kept by a click', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician', DashboardsPage.path);
  const dashboards = new DashboardsPage(page);
  const widgets = {
    heater: { type: 'switch', title: 'Heater', options: { actuator: HEATER } },
    workshop: { type: 'stat', title: 'Workshop', options: { series: WORKSHOP } },
  };
  await dashboards.import('a.json', dashboardOf({ id: 'shared', title: 'Shared', widgets }));
  await dashboards.choose('Shared', 'Link…');
  const link = await dashboards.carrier();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await dashboards.choose('Shared', 'Delete');
  await expect(dashboards.row('Shared')).toBeHidden();

  await page.goto(link);
  await expect(dashboards.title('Shared')).toBeVisible();
  await expect.poll(() => new Tile(page, 'Workshop').number()).toBeGreaterThan(0);
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  await expect(heater.control).toHaveAccessibleDescription(/came with a link\. Keep it/);
  const orders = ordersSince(demo.plant);
  await heater.control.click({ force: true });
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page).toHaveURL(/\/dashboards\/own\/shared-/);
  await expect(heater.control).not.toHaveAttribute('aria-disabled', 'true');
  expect(orders()).toEqual([]);
  await heater.control.click();
  await heater.expectState('on');
  await dashboards.open();
  await expect(dashboards.row('Shared')).toContainText('Yours');
});

test('Links that are cut off, too large or made to harm are refused in words', async ({ page, signIn }) => {
  const alert = page.getByRole('alert');
  await signIn('technician', linkOf(`"${'x'.repeat(5_000_000)}"`));
  await expect(alert).toContainText('unpacks to more than a dashboard can be');
  for (const [content, words] of [
    [JSON.stringify(dashboardOf({ id: 'a', title: 'A', version: 99 })), /of a newer Signalbox/],
    ['{"kind":"something else","version":2}', 'metadata: required'],
    [`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'levels deep'],
  ] as const) {
    await page.goto(linkOf(content));
    await expect(alert).toContainText(words);
  }
  await page.goto('/dashboards/link#dashboard=7VJ');
  await expect(alert).toContainText('not whole');

  // Too much for a link: texts that cannot be made shorter by packing.
  const noise = Array.from({ length: 400 }, (_, index) => [
    `w${index}`,
    { type: 'log', title: `${(Math.sin(index) * 1e9).toString(36)}${(Math.cos(index) * 1e9).toString(36)}` },
  ]);
  const dashboards = new DashboardsPage(page);
  await dashboards.open();
  await dashboards.import(
    'large.json',
    dashboardOf({ id: 'l', title: 'Large', widgets: Object.fromEntries(noise) }),
  );
  await dashboards.choose('Large', 'Link…');
  await expect(page.getByRole('dialog')).toContainText(/too large for a link: .* and 8,000 is the most/);
});

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
