import { expect, test } from './fixtures.ts';
import { DashboardsPage, dashboardOf } from './pages/dashboards.ts';
import { EditorPage } from './pages/editor.ts';
import { Tile } from './pages/tile.ts';

/** Drafts that some tab holds; the browser takes those of a closed one back a moment after that. */
async function draftsInHand(): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name?.startsWith('signalbox draft ')).length;
}

test('What another tab is editing now is nobody’s left-over draft; once that tab is gone it is', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('technician', EditorPage.newPath);
  const first = new EditorPage(page);
  await first.title.fill('An hour of work');
  await first.expectDraftKept();
  const said = page.getByRole('status').filter({ hasText: 'What is changed is kept as a draft.' });
  await expect(said).toBeAttached();

  const other = await context.newPage();
  await other.goto(EditorPage.newPath);
  const second = new EditorPage(other);
  const offer = other.getByRole('button', { name: 'Restore draft' });
  await expect(second.title).toHaveValue('New dashboard');
  await expect(offer).toHaveCount(0);
  await new DashboardsPage(other).open();
  const unsaved = other.getByText('“An hour of work” was never saved');
  await expect(new DashboardsPage(other).rows.first()).toBeVisible();
  await expect(unsaved).toHaveCount(0);
  await page.close();
  await expect.poll(() => other.evaluate(draftsInHand)).toBe(0);
  await other.getByRole('link', { name: 'New dashboard' }).click();
  await expect(offer).toBeVisible();

  // Two tabs are offered the same; only one of them can go on with it.
  const late = await context.newPage();
  await late.goto(EditorPage.newPath);
  await expect(late.getByRole('button', { name: 'Restore draft' })).toBeVisible();
  await offer.click();
  await expect(second.title).toHaveValue('An hour of work');
  await late.getByRole('button', { name: 'Discard' }).click();
  await expect(late.getByText('Another tab goes on with this draft.')).toBeVisible();
  await expect(late.getByRole('button', { name: 'Restore draft' })).toHaveCount(0);
  // Undone, it is as it was before it was restored: still there for whoever looks for it.
  await second.undo.click();
  await expect(second.title).toHaveValue('New dashboard');
  await new DashboardsPage(other).open();
  await expect(unsaved).toBeVisible();
  // What is changed after that is a draft of its own.
  await other.getByRole('link', { name: 'New dashboard' }).click();
  await offer.click();
  await expect(second.title).toHaveValue('An hour of work');
  await second.undo.click();
  await second.title.fill('Something else');
  await second.expectDraftKept();
  await late.goto(DashboardsPage.path);
  await other.close();
  await expect.poll(() => late.evaluate(draftsInHand)).toBe(0);
  await late.getByRole('link', { name: 'New dashboard' }).click();
  const offered = late.getByRole('region', { name: 'Unsaved draft' });
  await expect(offered).toContainText('Something else');
  await offered.getByRole('button', { name: 'Discard' }).click();
  await expect(offered).toContainText('An hour of work');
});

test('Drafts are offered as soon as the tab that was at them is gone, and a press discards one of them', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('technician', EditorPage.newPath);
  const tabs = [page, await context.newPage()];
  for (const [index, tab] of tabs.entries()) {
    await tab.goto(EditorPage.newPath);
    const editor = new EditorPage(tab);
    await editor.title.fill(`Work ${index + 1}`);
    await editor.expectDraftKept();
  }
  const last = await context.newPage();
  await last.goto(EditorPage.newPath);
  const offer = last.getByRole('region', { name: 'Unsaved draft' });
  const editor = new EditorPage(last);
  await editor.title.fill('Work of its own');
  await editor.expectDraftKept();
  await expect(offer).toHaveCount(0);
  // A press that was meant for what stood there before the offer came.
  await last.evaluate(() => {
    new MutationObserver((_, observer) => {
      const discard = document.evaluate('//button[.="Discard"]', document).iterateNext();
      if (!discard) return;
      observer.disconnect();
      discard.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      document.body.dataset.pressed = '';
    }).observe(document.body, { childList: true, subtree: true });
  });
  await tabs[0]?.close();
  await expect(last.locator('body[data-pressed]')).toBeAttached();
  await expect(offer).toContainText('Work 1');
  await tabs[1]?.close();
  await expect.poll(() => last.evaluate(draftsInHand)).toBe(1);

  // Both clicks of a quick hand: the second at the very moment when another offer has come into the place of the first.
  const second = await offer.evaluate(async (shown) => {
    const discard = () => document.evaluate('//button[.="Discard"]', document).iterateNext();
    const press = () => discard()?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    const isReplaced = new Promise<void>((resolve) => {
      new MutationObserver((_, observer) => {
        if (shown.isConnected) return;
        observer.disconnect();
        resolve();
      }).observe(document.body, { childList: true, subtree: true });
    });
    const pressing = setInterval(press, 20);
    await isReplaced;
    clearInterval(pressing);
    return press();
  });
  expect(second).toBe(true);
  await expect(offer).toContainText('Work 2');
  await expect(last.getByText('Another tab goes on with this draft.')).toHaveCount(0);
  await last.getByRole('button', { name: 'Restore draft' }).click();
  await expect(editor.title).toHaveValue('Work 2');
});

test('A new dashboard is at its own address once it is saved by key, and so is what is not saved of it', async ({
  page,
  signIn,
}) => {
  await signIn('technician', EditorPage.newPath);
  const editor = new EditorPage(page);
  await editor.title.fill('Saved by key');
  await editor.add('Number');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved.', { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(editor.title).toHaveValue('Saved by key');

  await editor.tiles.first().click();
  await editor.rename('Not saved yet');
  await editor.expectDraftKept();
  await page.goto(DashboardsPage.path);
  await new DashboardsPage(page).link('Saved by key').click();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Restore draft' }).click();
  await expect(editor.tile('Not saved yet')).toBeVisible();
});

test('What is typed and cannot be taken yet is not lost by saving without a word', async ({
  page,
  signIn,
}) => {
  await signIn('technician', DashboardsPage.path);
  const dashboards = new DashboardsPage(page);
  await dashboards.import(
    'a.json',
    dashboardOf({
      id: 'unfinished',
      title: 'Unfinished',
      widgets: {
        lamp: {
          type: 'button',
          title: 'Lamp',
          options: { actuator: { connection: 'bridge', device: 'x', property: 'y' }, value: true },
        },
        level: {
          type: 'setpoint',
          title: 'Level',
          options: { actuator: { connection: 'bridge', device: 'x', property: 'z' }, max: 100 },
        },
      },
    }),
  );
  await dashboards.link('Unfinished').click();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  const editor = new EditorPage(page);
  await page.getByRole('button', { name: 'Dashboard settings' }).click();
  await editor.settings.getByRole('button', { name: 'Add a variable' }).click();
  const variable = editor.settings.getByRole('textbox', { name: 'Name', exact: true });
  await variable.fill('Raum 1');
  // What is right beside it is taken at once.
  await editor.settings.getByRole('textbox', { name: 'Title', exact: true }).fill('Finished');
  await expect(editor.title).toHaveValue('Finished');
  // A change elsewhere, or one that is undone, leaves it alone.
  await editor.title.fill('Finished!');
  await editor.undo.click();
  await expect(variable).toHaveValue('Raum 1');

  const save = page.getByRole('button', { name: 'Save', exact: true });
  const refusal = page.getByText(/^Not saved yet: .* cannot be taken/);
  await save.click();
  await expect(refusal).toContainText('Variables');
  await variable.fill('Raum1');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved.', { exact: true }).first()).toBeVisible();

  // Letters are no number, and not none either, however they are to be saved.
  await editor.tile('Level').click();
  const most = editor.settings.getByRole('textbox', { name: 'Most', exact: true });
  await most.fill('ten');
  await page.keyboard.press('Control+s');
  await expect(refusal).toContainText('Most');
  await most.fill('eleven');
  await save.click();
  await expect(refusal).toContainText('Most');
  await expect(most).toHaveValue('eleven');
  await most.fill('12.5');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved.', { exact: true }).first()).toBeVisible();

  // What a button orders is what was last seen in its field, or nothing is saved.
  await editor.tile('Lamp').click();
  const order = editor.settings.getByRole('textbox', { name: 'What a press orders' });
  await order.fill('{"state": "off"');
  await save.click();
  await expect(refusal).toContainText('What a press orders');
  await order.fill('{"state": "off"}');
  await editor.save();
  await expect(new Tile(page, 'Lamp').region).toBeVisible();

  // Nobody leaves it by accident, either, and whoever has been told may leave it out.
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await editor.tile('Lamp').click();
  await expect(order).toHaveValue('{"state":"off"}');
  await order.fill('{');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page
    .getByRole('dialog', { name: 'Save your changes?' })
    .getByRole('button', { name: 'Stay' })
    .click();
  await expect(order).toHaveValue('{');
  await save.click();
  await expect(refusal).toBeVisible();
  await editor.save();
});
