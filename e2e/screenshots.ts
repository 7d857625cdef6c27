/**
 * Takes the pictures of the documentation: `npx tsx e2e/screenshots.ts`, after `npm run build`. Not part of the tests.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { startDemo } from '../demo/demo.ts';
import { findChromium } from '../scripts/chromium.mjs';
import { ConnectionsPage } from './pages/connections.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { SignInPage } from './pages/sign-in.ts';

const BASE_PORT = 7040;
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
/** Enough for the charts to have a story, the heater's. */
const STORY_MS = 75_000;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

const DESK = { width: 1440, height: 900 };
const PICTURES: readonly Picture[] = [
  { name: 'overview-1440-light', path: '/?window=1m', size: DESK, colorScheme: 'light' },
  { name: 'overview-1440-dark', path: '/?window=1m', size: DESK, colorScheme: 'dark' },
  { name: 'overview-390', path: '/?window=1m', size: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'devices-1440', path: DevicesPage.path, size: DESK, colorScheme: 'light' },
  { name: 'connections-1440', path: ConnectionsPage.path, size: DESK, colorScheme: 'light' },
];

async function open(browser: Browser, origin: string, picture: Picture): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: picture.size,
    colorScheme: picture.colorScheme,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(picture.path);
  await new SignInPage(page).signIn('technician');
  return page;
}

const demo = await startDemo({ basePort: BASE_PORT, page: 'dist' });
const executablePath = findChromium();
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
try {
  await mkdir(FOLDER, { recursive: true });
  const pages: { readonly picture: Picture; readonly page: Page }[] = [];
  for (const picture of PICTURES) pages.push({ picture, page: await open(browser, demo.origin, picture) });
  const [first] = pages;
  if (first === undefined) throw new Error('There is nothing to take a picture of.');
  const overview = new OverviewPage(first.page);
  const start = Date.now();
  await expect
    .poll(() => overview.chart('Workshop temperature').last(), { timeout: STORY_MS })
    .toBeGreaterThan(start + STORY_MS / 3);
  await overview.switch('Heater').control.click();
  await expect
    .poll(() => overview.chart('Workshop temperature').last(), { timeout: STORY_MS })
    .toBeGreaterThan(start + STORY_MS);
  for (const { picture, page } of pages) {
    await page.bringToFront();
    await page.screenshot({ path: `${FOLDER}${picture.name}.png`, animations: 'disabled' });
  }
} finally {
  await browser.close();
  await demo.stop();
}
