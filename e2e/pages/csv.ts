import { readFile } from 'node:fs/promises';
import { type Download, expect } from '@playwright/test';

/** The text of a CSV file that was saved, without the mark by which Excel knows it as UTF-8. */
export async function savedCsv(saved: Download): Promise<string> {
  const text = await readFile(await saved.path(), 'utf8');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  return text.slice(1);
}
