import { expect, test } from './fixtures.ts';
import { EditorPage } from './pages/editor.ts';
import { ChartTile, SwitchTile, Tile } from './pages/tile.ts';
import { ordersSince } from './plant.ts';

test('A dashboard is built from nothing, and found after a reload', async ({ page, signIn, demo }) => {
  await signIn('technician', '/dashboards');
  await page.getByRole('link', { name: 'New dashboard' }).click();
  const editor = new EditorPage(page);
  const orders = ordersSince(demo.plant);
  await editor.title.fill('Boiler room');

  await editor.add('Switch');
  await expect(editor.tile('relay/i2c0-3b')).toBeFocused();
  await editor.rename('Boiler');
  await editor.add('Chart');
  await editor.rename('Heat');
  await editor.settings.getByRole('combobox', { name: 'Live readings' }).fill('thermometer temperature');
  await page.getByRole('option', { name: /^thermometer\/i2c0-48 · temperature/ }).click();
  await editor.settings.getByRole('button', { name: 'Add a line' }).click();
  await expect(editor.tile('Heat, Chart, not finished')).toBeVisible();
  await editor.settings.getByRole('combobox', { name: 'Live readings' }).last().fill('hygro humidity');
  await page.keyboard.press('Escape');
  await editor.settings.getByRole('button', { name: 'Remove line 2' }).click();
  await expect(editor.tile('Heat, Chart: ')).toBeVisible();

  // Each click is a step of its own, also in one list; what is typed in a field until it is left is one.
  const lines = editor.settings.getByRole('combobox', { name: 'Live readings' });
  for (const count of [2, 3]) {
    await editor.settings.getByRole('button', { name: 'Add a line' }).click();
    await expect(lines).toHaveCount(count);
  }
  for (const count of [2, 1]) {
    await editor.settings.getByRole('button', { name: `Remove line ${count + 1}` }).click();
    await expect(lines).toHaveCount(count);
  }
  for (const count of [2, 3, 2, 1]) {
    await editor.undo.click();
    await expect(lines).toHaveCount(count);
  }

  // Undone wherever the focus is: on the next tile once this one is gone, or beside everything.
  await editor.settings.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(editor.tile('Boiler')).toBeFocused();
  await page.getByRole('main').click({ position: { x: 2, y: 2 } });
  await expect(editor.tile('Boiler')).not.toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(editor.tile('Heat, Chart: ')).toBeVisible();

  // Nothing is switched by building: the tile is selected, and that is all.
  await editor.tile('Boiler').click();
  await expect(editor.settings.getByRole('heading', { name: 'Boiler' })).toBeVisible();
  expect(orders()).toEqual([]);

  // Dragged beside the switch, then made narrower and higher by its corner.
  const chart = editor.layout.locator('[data-tile="timeseries"]');
  const from = await chart.boundingBox();
  await editor.tile('Heat').hover();
  await page.mouse.down();
  await page.mouse.move((from?.x ?? 0) + (from?.width ?? 0) / 2 + 300, (from?.y ?? 0) + 100, { steps: 8 });
  await page.mouse.up();
  await expect(editor.tile('Heat')).toHaveAccessibleName(/column 7, row 1, 6 columns wide, 7 rows high/);
  await editor.sizeByMouse('timeseries', { columns: -2, rows: 2 });
  await expect(editor.tile('Heat')).toHaveAccessibleName(/column 7, row 1, 4 columns wide, 9 rows high/);

  await editor.save();
  await page.reload();
  const heat = new ChartTile(page, 'Heat');
  await expect.poll(() => heat.samples()).toBeGreaterThan(0);
  await new SwitchTile(page, 'Boiler').control.click();
  await expect.poll(() => orders().length).toBe(1);

  await page.getByRole('link', { name: 'Dashboards', exact: true }).click();
  await page.getByRole('link', { name: 'Boiler room' }).click();
  await expect(new Tile(page, 'Heat').region).toBeVisible();
});

test('A keyboard is all it takes: adding, moving, sizing, settings, undo and redo, removing, saving', async ({
  page,
  signIn,
}) => {
  await signIn('technician', EditorPage.newPath);
  const editor = new EditorPage(page);
  const said = page.getByRole('status').filter({ hasText: /Heat|Moved|Sized|Removed|Undone|Redone|Added/ });
  await page.getByRole('button', { name: 'Add a widget' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add Number', exact: true }).focus();
  await page.keyboard.press('Enter');
  const [first, second] = [editor.tiles.first(), editor.tiles.last()];
  await expect(first).toBeFocused();
  await page.keyboard.press('Control+d');
  await expect(editor.tiles).toHaveCount(2);
  await expect(second).toBeFocused();
  await expect(second).toHaveAccessibleName(/column 4, row 1, 3 columns wide, 4 rows high/);

  await page.keyboard.press('ArrowRight');
  await expect(second).toHaveAccessibleName(/column 5, row 1/);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(second).toHaveAccessibleName(/4 columns wide, 5 rows high/);
  await expect(second).toBeFocused();
  await expect(said.last()).toContainText('Sized');

  await page.keyboard.press('Enter');
  await expect(editor.settings.getByRole('textbox', { name: 'Title', exact: true })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Heat');
  await page.keyboard.press('Escape');
  await expect(editor.tile('Heat, Number')).toBeFocused();

  // One step back is the whole title, then one size each.
  await page.keyboard.press('Control+z');
  await expect(editor.tile('Heat, Number')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(second).toHaveAccessibleName(/4 columns wide, 4 rows high/);
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+y');
  await expect(editor.tile('Heat, Number')).toHaveAccessibleName(/5 rows high/);
  await expect(editor.redo).toBeDisabled();

  await editor.tile('Heat, Number').focus();
  await page.keyboard.press('Delete');
  await expect(editor.tiles).toHaveCount(1);
  await expect(first).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(editor.tiles).toHaveCount(2);

  // On phones it comes first.
  await page.getByRole('button', { name: 'Narrow layout' }).focus();
  await page.keyboard.press('Enter');
  await editor.tile('Heat, Number').focus();
  await page.keyboard.press('ArrowUp');
  await expect(editor.tile('Heat, Number')).toHaveAccessibleName(/place 1 of 2/);
  // A step is undone and redone where it is seen.
  await page.getByRole('button', { name: 'Wide layout' }).click();
  await page.keyboard.press('Control+z');
  await expect(editor.tile('Heat, Number')).toHaveAccessibleName(/place 2 of 2/);
  await page.getByRole('button', { name: 'Wide layout' }).click();
  await editor.redo.click();
  await expect(editor.tile('Heat, Number')).toHaveAccessibleName(/place 1 of 2/);

  await page.getByRole('button', { name: 'Save', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(new Tile(page, 'Heat').region).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('main').getByRole('region').first()).toHaveAccessibleName('Heat');
});

test('A number field shows what the dashboard has, also after an undo and after what stood before it is removed', async ({
  page,
  signIn,
}) => {
  await signIn('technician', EditorPage.newPath);
  const editor = new EditorPage(page);
  const { settings } = editor;
  await editor.add('Number');
  const decimals = settings.getByRole('textbox', { name: 'Decimals' });
  await decimals.fill('2');
  await editor.undo.click();
  await expect(decimals).toHaveValue('');
  await editor.redo.click();
  await expect(decimals).toHaveValue('2');
  // It may be a thousand to whom it is typed by.
  await decimals.fill('1,000');
  await expect(settings.getByText('Write a plain number')).toBeVisible();
  await decimals.fill('2');
  // What the keys choose in a long list is seen.
  const readings = settings.getByRole('combobox', { name: 'Live readings' });
  await readings.click();
  const options = settings.getByRole('option');
  await expect.poll(() => options.count()).toBeGreaterThan(8);
  for (let n = 0; n < 9; n += 1) await readings.press('ArrowDown');
  await expect(options.nth(8)).toHaveAttribute('aria-selected', 'true');
  await expect(options.nth(8)).toBeInViewport({ ratio: 0.9 });
  await readings.press('Escape');

  await editor.add('Chart');
  const limit = (n: number) => settings.getByRole('group', { name: `Limit ${n}`, exact: true });
  for (const [n, from] of [
    [1, '5'],
    [2, '10'],
  ] as const) {
    await settings.getByRole('button', { name: 'Add a limit' }).click();
    await limit(n).getByRole('button', { name: 'Band from' }).click();
    await limit(n).getByRole('textbox', { name: 'Band from' }).fill(from);
  }
  await limit(1).getByRole('textbox', { name: 'Band to' }).fill('8');
  // Whoever removes them by keyboard goes on at the next.
  await settings.getByRole('button', { name: 'Remove limit 1' }).press('Enter');
  await expect(limit(2)).toHaveCount(0);
  await expect(limit(1).getByRole('textbox', { name: 'Band from' })).toHaveValue('10');
  await expect(limit(1).getByRole('textbox', { name: 'Band to' })).toHaveValue('');
  await expect(settings.getByRole('button', { name: 'Remove limit 1' })).toBeFocused();
});

test('Make me a dashboard makes one of what a connection has announced; a quantity is added from its device', async ({
  page,
  signIn,
}) => {
  await signIn('technician', '/connections');
  await page
    .getByRole('listitem', { name: 'Bridge' })
    .getByRole('button', { name: 'Actions for Bridge' })
    .click();
  await page.getByRole('menuitem', { name: 'Make me a dashboard' }).click();
  const editor = new EditorPage(page);
  await expect(editor.title).toHaveValue('Bridge');
  await expect(editor.tile('relay/i2c0-3b, Switch')).toBeVisible();
  await expect(editor.tile(/Chart: column 1/).first()).toBeVisible();
  await editor.save();
  await expect(new SwitchTile(page, 'relay/i2c0-3b').control).toBeVisible();

  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'meter-office' }) });
  const power = card.getByRole('rowheader', { name: 'power', exact: true });
  await power.hover();
  await card.getByRole('button', { name: 'Add power to a dashboard…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add power to a dashboard' });
  await dialog.getByRole('radio', { name: 'a number' }).check();
  await dialog.getByRole('button', { name: 'Bridge' }).click();
  await page.getByRole('link', { name: 'Open', exact: true }).click();
  await expect(new Tile(page, 'meter-office: power', 'stat').region).toBeVisible();

  // And by dragging.
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await power.hover();
  await page.mouse.down();
  await page.mouse.move(600, 500, { steps: 5 });
  const target = page
    .getByRole('region', { name: 'Drop it on a dashboard' })
    .getByRole('button', { name: 'Bridge' });
  await target.hover();
  await target.hover();
  await page.mouse.up();
  await page.getByRole('link', { name: 'Open', exact: true }).click();
  await expect(new Tile(page, 'meter-office: power', 'timeseries').region).toBeAttached();
});
