import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findChromium, findHeadlessChromium } from './chromium.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-chromium-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n', { mode });
  return path;
}

it('takes the Chromium it is told to take', () => {
  const path = program('my-browser');
  vi.stubEnv('PLAYWRIGHT_CHROMIUM', path);
  expect(findChromium()).toBe(path);
});

it('looks further when what it was told is no program', () => {
  vi.stubEnv('PLAYWRIGHT_CHROMIUM', program('my-browser', 0o644));
  vi.stubEnv('PLAYWRIGHT_BROWSERS_PATH', folder);
  vi.stubEnv('PATH', folder);
  expect(findChromium()).toBeUndefined();
  const path = program('chromium');
  expect(findChromium()).toBe(path);
});

it('tests with a Chromium that has no windows where the system has one, unless it is told otherwise', () => {
  vi.stubEnv('PLAYWRIGHT_CHROMIUM', '');
  vi.stubEnv('PLAYWRIGHT_BROWSERS_PATH', folder);
  vi.stubEnv('PATH', folder);
  const whole = program('chromium');
  expect(findHeadlessChromium()).toBe(whole);
  const shell = program('chromium-headless-shell');
  expect(findHeadlessChromium()).toBe(shell);
  expect(findChromium()).toBe(whole);
  const named = program('my-browser');
  vi.stubEnv('PLAYWRIGHT_CHROMIUM', named);
  expect(findHeadlessChromium()).toBe(named);
});
