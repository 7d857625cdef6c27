import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { findHeadlessChromium } from './scripts/chromium.mjs';

const chromium = findHeadlessChromium();
const asRoot = process.getuid?.() === 0;

/**
 * The end-to-end tests: Chromium against the production build in `dist/` and a demo of its own for each worker.
 * There is no `webServer`: a spec has to stop, break and count the back ends, so the fixtures run them in the worker.
 */
export default defineConfig({
  testDir: 'e2e',
  // Unit tests of what the specs stand on are Vitest's.
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  // A page that loads keeps more than one core busy; one that waits leaves them to the others.
  workers: Math.min(8, Math.ceil(1.5 * availableParallelism())),
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // A spec that stops and starts back ends waits for several reconnects; a busy machine makes each longer.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 1000 },
    locale: 'en-GB',
    // Charts that glide are a browser's whole work; specs about gliding ask for it.
    contextOptions: { reducedMotion: 'reduce' },
    // It would answer before the routes by which specs change what is served; specs about it say so.
    serviceWorkers: 'block',
    // Recording pages that move all the time costs as much as using them: to look into one, `npx playwright test --trace on`.
    trace: 'off',
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      // Chromium refuses to run as root inside its sandbox; anybody else keeps it.
      chromiumSandbox: !asRoot,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
