import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Chromium without windows: what Playwright itself downloads for tests. */
const SHELL = 'chromium-headless-shell';

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

/** @param {readonly string[]} names */
function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
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
  return onPath(NAMES);
}

/**
 * Whether a Chromium is the one the system brings along, and nobody has asked for it by its name.
 * @param {string} found
 */
export function isSystemsChromium(found) {
  return found !== process.env.PLAYWRIGHT_CHROMIUM && found === onPath(NAMES);
}

/**
 * The same, but of the system's the one without windows where it has one: each test opens a browser window of its own otherwise, which
 * nobody sees and which takes a third of the whole suite's time.
 * @returns {string | undefined} its path; undefined where there is none.
 */
export function findHeadlessChromium() {
  const found = findChromium();
  if (found === undefined) return onPath([SHELL]);
  return isSystemsChromium(found) ? (onPath([SHELL]) ?? found) : found;
}
