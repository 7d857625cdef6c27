import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { DashboardsPage } from './pages/dashboards.ts';
import { EditorPage } from './pages/editor.ts';

/** Opens the JSON of a new dashboard with a number on it. */
async function jsonOfNumber(page: Page) {
  const editor = new EditorPage(page);
  await editor.add('Number');
  await editor.rename('Wanderer');
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  const json = page.getByRole('textbox', { name: 'JSON' });
  return {
    editor,
    json,
    apply: page.getByRole('button', { name: 'Apply' }),
    good: await json.inputValue(),
    stillHere: page.getByText('What you typed is still here'),
  };
}

test('JSON is applied only when it is right, and is a step that can be undone', async ({ page, signIn }) => {
  await signIn('technician', EditorPage.newPath);
  const { editor, json, apply, good } = await jsonOfNumber(page);
  await json.fill(good.replace('"w": 3', '"w": 13'));
  await expect(page.getByText('spec.layout.wide[0].w: expected at most 12')).toBeVisible();
  await expect(apply).toBeDisabled();
  await json.fill(good.replace('"quantity"', '"quantities"'));
  await expect(page.getByText(/^spec\.widgets\.stat\.options\.series\.quantity: required/)).toBeVisible();
  await json.fill('{');
  await expect(page.getByText(/^This is not JSON/)).toBeVisible();
  await json.fill(good.replace('Wanderer', 'Settler'));
  await apply.click();
  await expect(editor.tile('Settler, Number')).toBeVisible();
  await expect(page.getByText('could not be taken')).toHaveCount(0);
  await editor.undo.click();
  await expect(editor.tile('Wanderer, Number')).toBeVisible();
  await expect(page.getByText(/^Not saved\./)).toBeVisible();
  await editor.save();
});

test('What is typed as JSON stays, however often Escape is pressed, until it is applied or given up', async ({
  page,
  signIn,
}) => {
  await signIn('technician', EditorPage.newPath);
  const { editor, json, apply, good, stillHere } = await jsonOfNumber(page);
  const typed = good.replace('Wanderer', 'Settler');
  await json.fill(typed);
  // What is typed here is not in the dashboard yet: nothing is saved.
  await page.keyboard.press('Control+s');
  // At once: a browser lets itself be refused again once something else has been done, and looking here counts as that.
  for (let time = 0; time < 3; time += 1) await page.keyboard.press('Escape');
  await expect(stillHere).toBeVisible();
  await expect(json).toBeFocused();
  await expect(json).toHaveValue(typed);
  await apply.click();
  await expect(editor.tile('Settler, Number')).toBeVisible();
  await expect(page.getByText(/^Not saved\./)).toBeVisible();

  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await json.fill('{');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(json).toHaveCount(0);
  await expect(page.getByText('could not be taken')).toHaveCount(0);
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await expect(json).toHaveValue(typed);
  await page.keyboard.press('Escape');
  await expect(json).toHaveCount(0);
});

test('What is typed as JSON is not left by accident', async ({ page, signIn }) => {
  await signIn('technician', DashboardsPage.path);
  await page.getByRole('link', { name: 'New dashboard' }).click();
  const { editor, json, good, stillHere } = await jsonOfNumber(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await editor.save();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  const typed = good.replace('Wanderer', 'Settler');
  await json.fill(typed);
  await expect(page.getByText('Not saved.', { exact: true })).toBeVisible();
  const question = page.getByRole('dialog', { name: 'Save your changes?' });
  await page.goBack();
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(json).toHaveValue(typed);
  // What is not applied is in no dashboard: it cannot be saved without a word, either.
  await page.goBack();
  await question.getByRole('button', { name: 'Save and leave' }).click();
  await expect(question).toHaveCount(0);
  await expect(stillHere).toBeVisible();
  await expect(json).toHaveValue(typed);
  await page.goBack();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('region', { name: 'Wanderer' })).toBeVisible();
});
