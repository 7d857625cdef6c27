import type { Browser, BrowserContext, Page } from '@playwright/test';
import { restoreSession, type StoredSession } from '../../e2e/session.ts';
import type { SlowLink } from './slow-link.ts';

/** Moments of one visit, ms from the beginning of the navigation. */
export interface Visit {
  /** A widget shows a value that came from its device, and nothing on it says that it is old. */
  readonly firstValue: number;
  /** A switch shows what its device reported and lets itself be pressed. */
  readonly switchUsable: number;
  /** From the press of that switch until the device's own report is shown, ms. */
  readonly switched: number;
  /** What came down the line until the first value, bytes. */
  readonly bytes: number;
  /** What was fetched by then, in the order in which it came. */
  readonly fetched: readonly Fetched[];
}

interface Fetched {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/** How much slower the page's own thread is made than this machine's. */
export const CPU_SLOWDOWN = 4;
const PATIENCE_MS = 90_000;
const SWITCH = '[data-widget="switch"]';

/** Written by the page while it starts. */
interface Moments {
  firstValue: number;
  switchUsable: number;
}

declare global {
  var budgetMoments: Moments;
}

/** Runs in the page before anything of its own: notes, frame by frame, when there is something to see. */
const WATCH_MOMENTS = `{
  const moments = { firstValue: 0, switchUsable: 0 };
  globalThis.budgetMoments = moments;
  const live = '[data-widget]:not([data-stale])';
  const look = () => {
    const written = [...document.querySelectorAll(live + ' [data-value], ' + live + ' [data-readout]')];
    const hasValue = written.some(({ textContent }) => /\\d/.test(textContent ?? ''));
    const control = document.querySelector(
      '[data-widget="switch"]:is([data-state="on"], [data-state="off"]):not([data-stale]) [role="switch"]:not([aria-disabled="true"])',
    );
    if (moments.firstValue === 0 && (hasValue || control)) moments.firstValue = performance.now();
    if (moments.switchUsable === 0 && control) moments.switchUsable = performance.now();
    if (moments.firstValue === 0 || moments.switchUsable === 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

function fetchedBy(moment: number): readonly Fetched[] {
  return performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .filter(({ responseEnd }) => responseEnd <= moment)
    .map(({ name, startTime, responseEnd, transferSize }) => ({
      name: name.replace(/^.*\/\/[^/]*/, '').replace(/\?.*/, ''),
      from: Math.round(startTime),
      to: Math.round(responseEnd),
      bytes: transferSize,
    }));
}

async function visit(page: Page, address: string, link: SlowLink): Promise<Visit> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.addInitScript(WATCH_MOMENTS);
  link.setSlow(true);
  await page.goto(address, { waitUntil: 'commit', timeout: PATIENCE_MS });
  await page.waitForFunction(() => globalThis.budgetMoments?.firstValue > 0, undefined, {
    timeout: PATIENCE_MS,
  });
  const bytes = link.bytesDown;
  await page.waitForFunction(() => globalThis.budgetMoments.switchUsable > 0, undefined, {
    timeout: PATIENCE_MS,
  });
  const moments = await page.evaluate(() => globalThis.budgetMoments);
  const region = page.locator(`${SWITCH}:is([data-state="on"], [data-state="off"])`).first();
  const before = await region.getAttribute('data-state');
  const title = await region.getAttribute('aria-label');
  const named = page.getByRole('region', { name: title ?? '', exact: true }).and(page.locator(SWITCH));
  const after = named.and(page.locator(`[data-state="${before === 'on' ? 'off' : 'on'}"]`));
  const pressed = Date.now();
  await named.getByRole('switch').press('Space');
  await after.waitFor({ timeout: PATIENCE_MS });
  const switched = Date.now() - pressed;
  const fetched = await page.evaluate(fetchedBy, moments.firstValue);
  return { ...moments, switched, bytes, fetched };
}

/** A person's first visit with this browser, and the one after it. */
export interface Visits {
  readonly first: Visit;
  readonly next: Visit;
}

/**
 * Opens the page over the line with nothing kept, then again with what a first visit leaves behind.
 * @param session of somebody who is signed in: how long they take to type is nothing that can be measured
 */
export async function visitTwice(
  browser: Browser,
  address: string,
  session: StoredSession,
  link: SlowLink,
): Promise<Visits> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    serviceWorkers: 'allow',
  });
  try {
    await restoreSession(context, session);
    const first = await visit(await context.newPage(), address, link);
    link.setSlow(false);
    const [page] = context.pages();
    // What is kept for later is fetched behind the first visit.
    await page?.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page?.close();
    const next = await visit(await context.newPage(), address, link);
    return { first, next };
  } finally {
    link.setSlow(false);
    await context.close();
  }
}
