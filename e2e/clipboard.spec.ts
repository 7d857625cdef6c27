import { expect, test } from './fixtures.ts';
import { EditorPage } from './pages/editor.ts';

test('A widget is copied to another dashboard by keys', async ({ page, signIn }) => {
  await signIn('technician', EditorPage.newPath);
  const editor = new EditorPage(page);
  await editor.title.fill('Source');
  await editor.add('Number');
  await editor.rename('Wanderer');
  await editor.tile('Wanderer').focus();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied Wanderer.')).toBeVisible();
  await editor.save();

  await page.getByRole('link', { name: 'Dashboards', exact: true }).click();
  await page.getByRole('link', { name: 'New dashboard' }).click();
  await page.getByRole('region', { name: 'Empty dashboard' }).click({ position: { x: 8, y: 8 } });
  await page.keyboard.press('Control+v');
  await expect(editor.tile('Wanderer, Number')).toBeFocused();
});

test('A widget is cut by key, and copied and pasted by buttons', async ({ page, context, signIn }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn('technician', EditorPage.newPath);
  const editor = new EditorPage(page);
  await editor.add('Number');
  await editor.rename('Wanderer');
  await editor.add('Switch');
  await editor.tile('Wanderer').focus();
  await page.keyboard.press('Control+x');
  await expect(page.getByText('Copied Wanderer.')).toBeVisible();
  await expect(editor.tile('Wanderer')).toHaveCount(0);
  await expect(editor.tiles).toBeFocused();
  await page.keyboard.press('Control+v');
  await expect(editor.tile('Wanderer, Number')).toBeFocused();

  await editor.rename('Settler');
  await editor.settings.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Copied Settler.')).toBeVisible();
  await editor.paste.click();
  await expect(editor.tile('Settler')).toHaveCount(2);
  await expect(editor.tiles.last()).toBeFocused();
  await expect(editor.tiles).toHaveCount(3);

  // What nobody could save is not added in the first place.
  await page.evaluate(() => {
    const options = JSON.parse(`${'['.repeat(61)}${']'.repeat(61)}`);
    const widgets = [{ type: 'x', title: 'Deep', options, w: 3, h: 3 }];
    return navigator.clipboard.writeText(JSON.stringify({ kind: 'signalbox/widgets', version: 1, widgets }));
  });
  await editor.paste.click();
  await expect(page.getByText('Nothing was added. It is nested more than 64 levels deep')).toBeVisible();
  await expect(editor.tiles).toHaveCount(3);
});

test('What is changed while the browser asks about the clipboard stays when it is pasted', async ({
  page,
  context,
  signIn,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn('technician', EditorPage.newPath);
  const editor = new EditorPage(page);
  await editor.add('Number');
  await editor.rename('Wanderer');
  await editor.settings.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Copied Wanderer.')).toBeVisible();
  await page.evaluate(() => {
    const { clipboard } = navigator;
    const read = clipboard.readText.bind(clipboard);
    const allowed = new Promise((resolve) => addEventListener('clipboard-allowed', resolve, { once: true }));
    clipboard.readText = async () => {
      await allowed;
      return await read();
    };
  });
  await editor.paste.click();
  await editor.rename('Renamed');
  await editor.add('Number');
  await expect(editor.tiles).toHaveCount(2);
  await page.evaluate(() => dispatchEvent(new Event('clipboard-allowed')));
  await expect(editor.tile('Wanderer, Number')).toBeFocused();
  await expect(editor.tile('Renamed, Number')).toBeVisible();
  await expect(editor.tiles).toHaveCount(3);
  await editor.undo.click();
  await expect(editor.tile('Renamed, Number')).toBeVisible();
  await expect(editor.tiles).toHaveCount(2);
});
