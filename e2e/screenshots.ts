/**
 * Takes the pictures of the documentation and writes their list, docs/screens.md: `npx tsx e2e/screenshots.ts`, after `npm run build`. Not
 * part of the tests.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type CDPSession, chromium, expect, type Page } from '@playwright/test';
import { startDemo } from '../demo/demo.ts';
import { findChromium } from '../scripts/chromium.mjs';
import { DeviceSignInPage } from './pages/device-sign-in.ts';
import { EditorPage } from './pages/editor.ts';
import { OverviewPage } from './pages/overview.ts';
import { Recordings } from './pages/recording.ts';
import { SignInPage } from './pages/sign-in.ts';
import {
  FIRST_STEPS,
  MISCONFIGURED,
  PICTURED,
  type Pictured,
  pictureList,
  SIGN_IN,
  SIZES,
  WALL_SIGN_IN,
} from './pictured.ts';

const BASE_PORT = 7040;
const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));
/** Enough for the charts to have a story, the heater's. */
const STORY_MS = 45_000;
/** Of WebP: letters are sharp, and all pictures together are smaller than the page. */
const QUALITY = 70;

interface Picture extends Omit<Pictured, 'path'> {
  /** Brings the page there. */
  readonly go: (page: Page) => Promise<void>;
}

/** Goes to another address without loading the page anew: what its charts have heard stays. */
function at(path: string): (page: Page) => Promise<void> {
  return (page) =>
    page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
}

/** What is done at a page before it is shown, or to come there, by its name. */
const STEPS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async editor(page) {
    const editor = new EditorPage(page);
    await editor.add('Chart');
    await editor.add('Switch');
    await expect(editor.tiles).toHaveCount(2);
  },
  async recording(page) {
    await at('/connections/bridge/inspect')(page);
    const recordings = new Recordings(page);
    await recordings.start('1 minute');
    await expect(recordings.progress).toHaveText(/[3-9]\d frames/, { timeout: STORY_MS });
    const { path } = await recordings.save();
    await at('/connections')(page);
    await recordings.replay(path);
    await recordings.card.getByLabel('Speed').selectOption({ label: 'As fast as possible' });
    await expect(recordings.card).toContainText('All of it has been played.');
    await recordings.card.getByRole('link', { name: 'Show its readings' }).click();
  },
};

const PICTURES: readonly Picture[] = PICTURED.map(({ path, ...picture }) => ({
  ...picture,
  async go(page) {
    await at(path)(page);
    await STEPS[picture.name]?.(page);
  },
}));

async function shoot(page: Page, devTools: CDPSession, file: string): Promise<void> {
  // Layouts measure themselves, charts draw anew, pages are fetched: what moves has come to rest after this.
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(1_500);
  const { data } = await devTools.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await writeFile(`${DOCS}screenshots/${file}.webp`, Buffer.from(data, 'base64'));
}

async function shootAll(page: Page, { name, go, isDarkToo = false }: Picture): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await page.setViewportSize(SIZES[1]);
  await go(page);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await shoot(page, devTools, `${name}-${size.width}`);
  }
  if (isDarkToo) {
    await page.setViewportSize(SIZES[1]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, devTools, `${name}-1440-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
  }
}

const BEFORE_SIGN_IN: Picture = { ...SIGN_IN, go: async () => {} };
const BEFORE_WALL_SIGN_IN: Picture = {
  ...WALL_SIGN_IN,
  async go(page) {
    await page.goto('/kiosk/hall');
    await new DeviceSignInPage(page).code.waitFor();
  },
};
const BEFORE_ANYTHING: Picture = {
  ...FIRST_STEPS,
  async go(page) {
    await page.route('**/config.json', (route) =>
      route.fulfill({ json: { title: 'Plant 7', connections: [], dashboards: [] } }),
    );
    await page.goto('/');
    await page.getByRole('link', { name: 'Add a connection' }).waitFor();
  },
};
const SET_UP_WRONG: Picture = {
  ...MISCONFIGURED,
  async go(page) {
    await page.route('**/config.json', (route) =>
      route.fulfill({
        contentType: 'application/json',
        body: '{\n  "title": "Plant 7",\n  "connections": [',
      }),
    );
    await page.goto('/');
    await page.getByRole('alert').waitFor();
  },
};

const demo = await startDemo({ basePort: BASE_PORT, page: 'dist' });
const executablePath = findChromium();
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
try {
  await rm(`${DOCS}screenshots`, { recursive: true, force: true });
  await mkdir(`${DOCS}screenshots`, { recursive: true });
  const page = await browser.newPage({
    baseURL: demo.origin,
    colorScheme: 'light',
    locale: 'en-GB',
    // It would answer for config.json itself.
    serviceWorkers: 'block',
  });
  page.setDefaultTimeout(30_000);
  await page.goto('/?window=1m');
  const signIn = new SignInPage(page);
  await signIn.start.waitFor();
  await shootAll(page, BEFORE_SIGN_IN);
  await shootAll(page, BEFORE_WALL_SIGN_IN);
  await page.goto('/?window=1m');
  await signIn.signIn('technician');
  const overview = new OverviewPage(page);
  const chart = overview.chart('Workshop temperature');
  const start = Date.now();
  await expect.poll(() => chart.last(), { timeout: STORY_MS }).toBeGreaterThan(start + STORY_MS / 3);
  await overview.switch('Heater').control.click();
  await expect.poll(() => chart.last(), { timeout: STORY_MS }).toBeGreaterThan(start + STORY_MS);
  for (const picture of PICTURES) await shootAll(page, picture);
  await shootAll(page, BEFORE_ANYTHING);
  await shootAll(page, SET_UP_WRONG);
  await writeFile(`${DOCS}screens.md`, pictureList());
} finally {
  await browser.close();
  await demo.stop();
}
