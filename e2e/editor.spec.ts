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

  // Nothing is switched by building: the tile is selected, and that is all.
  await editor.tile('Boiler').click();
  await expect(editor.settings.getByRole('heading', { name: 'Boiler' })).toBeVisible();
  expect(orders()).toEqual([]);

  // Dragged beside the switch, and made wider.
  const chart = editor.layout.locator('[data-tile="timeseries"]');
  const from = await chart.boundingBox();
  await editor.tile('Heat').hover();
  await page.mouse.down();
  await page.mouse.move((from?.x ?? 0) + (from?.width ?? 0) / 2 + 300, (from?.y ?? 0) + 100, { steps: 8 });
  await page.mouse.up();
  await expect(editor.tile('Heat')).toHaveAccessibleName(/column 7, row 1/);

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
