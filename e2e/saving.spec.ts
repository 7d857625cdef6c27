import { expect, test } from './fixtures.ts';
import { DashboardsPage } from './pages/dashboards.ts';
import { EditorPage } from './pages/editor.ts';

test('What is not saved survives a crash, and is not left by accident', async ({ page, context, signIn }) => {
  await signIn('technician', EditorPage.newPath);
  let editor = new EditorPage(page);
  await editor.title.fill('Fragile');
  await editor.expectDraftKept();
  // One that was never saved is found again from the list.
  await page.goto(DashboardsPage.path);
  await expect(page.getByText('“Fragile” was never saved')).toBeVisible();
  // Who begins another one without it does not write over it.
  await page.goto(EditorPage.newPath);
  await editor.title.fill('Another');
  await editor.expectDraftKept();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page
    .getByRole('dialog', { name: 'Save your changes?' })
    .getByRole('button', { name: 'Discard' })
    .click();
  await expect(page).toHaveURL(DashboardsPage.path);
  await expect(page.getByText('“Fragile” was never saved')).toBeVisible();
  await page.getByRole('link', { name: 'Go on with it' }).click();
  await page.getByRole('button', { name: 'Restore draft' }).click();
  await expect(editor.title).toHaveValue('Fragile');
  await editor.add('Number');
  await editor.save();
  const address = page.url();

  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await editor.tile('Number').click();
  await editor.rename('Unsaved work');
  await editor.expectDraftKept();
  await page.close();

  // Whoever goes on without looking at it, and crashes once more, finds both.
  const between = await context.newPage();
  await between.goto(`${address}/edit`);
  editor = new EditorPage(between);
  await expect(between.getByRole('button', { name: 'Restore draft' })).toBeVisible();
  await editor.tiles.first().click();
  await editor.rename('A slip');
  await editor.expectDraftKept();
  await between.close();

  const again = await context.newPage();
  await again.goto(`${address}/edit`);
  editor = new EditorPage(again);
  await again.getByRole('button', { name: 'Discard' }).click();
  await again.getByRole('button', { name: 'Restore draft' }).click();
  await expect(editor.tile('Unsaved work')).toBeVisible();

  // By a link, and by Back: the same question.
  const question = again.getByRole('dialog', { name: 'Save your changes?' });
  await again.getByRole('link', { name: 'Devices', exact: true }).click();
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(editor.tile('Unsaved work')).toBeVisible();
  await again.getByRole('button', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(again).toHaveURL(address);
  await expect(again.getByRole('region', { name: 'Unsaved work' })).toHaveCount(0);
  await again.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(editor.tiles).toHaveCount(1);
  await expect(again.getByRole('button', { name: 'Restore draft' })).toHaveCount(0);

  await editor.tiles.first().click();
  await editor.rename('Kept after all');
  // Twice, and the second time before the first is taken back.
  await again.evaluate(() => {
    addEventListener('popstate', () => history.back(), { once: true, capture: true });
    history.back();
  });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(again).toHaveURL(/\/edit$/);
  await again.goBack();
  await expect(question).toBeVisible();
  await expect(again).toHaveURL(/\/edit$/);
  await question.getByRole('button', { name: 'Save and leave' }).click();
  await expect(again).toHaveURL(address);
  await expect(again.getByRole('region', { name: 'Kept after all' })).toBeVisible();

  // Closing the tab asks in the browser's own words.
  await again.getByRole('link', { name: 'Edit', exact: true }).click();
  await editor.tiles.first().click();
  await editor.rename('Once more');
  await editor.expectDraftKept();
  const asked = again.waitForEvent('dialog');
  const closing = again.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await closing;

  // Somebody saves meanwhile: the draft of before takes nothing of that away.
  const third = await context.newPage();
  await third.goto(DashboardsPage.path);
  const dashboards = new DashboardsPage(third);
  await dashboards.choose('Fragile', 'Rename…');
  await third.getByRole('dialog').getByLabel('Title').fill('Renamed meanwhile');
  await third.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(dashboards.row('Renamed meanwhile')).toBeVisible();
  await third.goto(`${address}/edit`);
  await third.getByRole('button', { name: 'Restore draft' }).click();
  await expect(third.getByText(/was changed elsewhere meanwhile/)).toBeVisible();
  await third.getByRole('button', { name: 'Save', exact: true }).click();
  await third.getByRole('button', { name: 'Save as a copy' }).click();
  await expect(third.getByRole('region', { name: 'Once more' })).toBeVisible();
  await dashboards.open();
  await expect(dashboards.row('Renamed meanwhile')).toBeVisible();
  await expect(dashboards.row('Fragile (copy)')).toBeVisible();
});

test('Where the browser keeps no drafts, the editor opens, says so, and saves', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (name, version) {
      if (name.startsWith('signalbox-drafts')) throw new DOMException('blocked', 'SecurityError');
      return open.call(this, name, version);
    };
  });
  await signIn('technician', EditorPage.newPath);
  const editor = new EditorPage(page);
  await editor.title.fill('Nowhere else');
  await expect(page.getByText('This browser keeps no draft: save before you leave.')).toBeVisible();
  await editor.save();
});

test('Where the browser keeps nothing, saving says how long it lasts, and it is kept once the browser keeps it after all', async ({
  page,
  signIn,
}) => {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (name, version) {
      const areLet = sessionStorage.getItem('let') !== null;
      if (name.startsWith('signalbox-drafts') || (name.startsWith('signalbox-dashboards') && !areLet))
        throw new DOMException('blocked', 'SecurityError');
      return open.call(this, name, version);
    };
  });
  await signIn('technician', EditorPage.newPath);
  const editor = new EditorPage(page);
  await editor.title.fill('For now');
  await expect(page.getByText('save, then export what you need.')).toBeVisible();
  await page.keyboard.press('Control+s');
  const words = 'Saved for as long as this page is open. Export it.';
  await expect(page.locator('header').getByText(words)).toBeVisible();
  await expect(page.getByText('Saved.', { exact: true })).toHaveCount(0);
  await editor.save();
  await expect(page.getByRole('alert')).toContainText(words);
  await page.evaluate(() => sessionStorage.setItem('let', ''));
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await page.reload();
  await expect(editor.title).toHaveValue('For now');
});

test('What the browser has no room for can be exported from the editor', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === 'dashboards') throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, key);
    };
  });
  await signIn('technician', EditorPage.newPath);
  const editor = new EditorPage(page);
  await editor.title.fill('Too much');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/storage refused .* export the dashboard to a file/)).toBeVisible();
  const { document } = await new DashboardsPage(page).saved(() =>
    page.getByRole('button', { name: 'Export as a file' }).click(),
  );
  expect(document).toMatchObject({ metadata: { title: 'Too much' } });
});

test('A dashboard that the browser does not give is not said to be gone, and is asked for again', async ({
  page,
  signIn,
}) => {
  await page.addInitScript(() => {
    for (const name of ['get', 'getAll'] as const) {
      const read = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (...of: [IDBValidKey]) {
        if (this.name === 'dashboards' && sessionStorage.getItem('refused') !== null)
          throw new DOMException('broken', 'UnknownError');
        return read.apply(this, of);
      };
    }
  });
  await signIn('technician', DashboardsPage.path);
  const alert = page.getByRole('alert');
  for (const address of ['/dashboards/own/none', '/dashboards/own/none/edit']) {
    await page.evaluate(() => sessionStorage.setItem('refused', ''));
    await page.goto(address);
    await expect(alert).toContainText('storage refused');
    await page.evaluate(() => sessionStorage.removeItem('refused'));
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(alert).toContainText('You have no dashboard of this address in this browser');
  }
});
