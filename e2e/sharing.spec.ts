import { expect, test } from './fixtures.ts';
import { linkOf } from './link.ts';
import { DashboardsPage, dashboardOf } from './pages/dashboards.ts';
import { EditorPage } from './pages/editor.ts';
import { OverviewPage } from './pages/overview.ts';
import { Tile } from './pages/tile.ts';
import { ordersSince } from './plant.ts';

const HEATER = { connection: 'bridge', device: 'relay/i2c0-3b', property: 'state' };
const WORKSHOP = { connection: 'bridge', device: 'thermometer/i2c0-48', quantity: 'temperature' };
const EVENTS = { events: { type: 'log', title: 'Events' } };

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
  // Who comes to its editor by its address is not told that there is none.
  await page.goto('/dashboards/own/mine/edit');
  await expect(refusal).toContainText('can be exported from the list');
  await expect(refusal).toContainText('has version 99');
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
    ['{"kind":"something else","version":2}', /Ask whoever sent it for another.*metadata: required/s],
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
