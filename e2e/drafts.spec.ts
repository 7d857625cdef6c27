import { expect, test } from './fixtures.ts';
import { DashboardsPage } from './pages/dashboards.ts';
import { EditorPage } from './pages/editor.ts';

test('What another tab is editing now is nobody’s left-over draft; once that tab is gone it is', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('technician', EditorPage.newPath);
  const first = new EditorPage(page);
  await first.title.fill('An hour of work');
  await first.expectDraftKept();

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
});
