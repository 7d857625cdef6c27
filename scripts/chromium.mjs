import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @param {string | undefined} path */
function isProgram(path) {
  if (path === undefined || path === '') return false;
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Where Playwright would have put a Chromium of its own; undefined while Playwright is not installed. */
function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)('playwright').chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * The Chromium to test with: the one named by PLAYWRIGHT_CHROMIUM, else Playwright's own, else the system's.
 * @returns {string | undefined} its path; undefined where there is none.
 */
export function findChromium() {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (isProgram(named)) return named;
  const own = playwrightsOwn();
  if (isProgram(own)) return own;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram);
}
