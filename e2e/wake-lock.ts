import type { Page } from '@playwright/test';

/** What a browser does with the screen, in a test's hand. */
export interface WakeLocks {
  /** How many were granted since this page was loaded. */
  taken(): Promise<number>;
  /** From now on the browser grants none, or does again. */
  refuse(isRefusing: boolean): Promise<void>;
  /** The system takes away what was granted, while the page is seen. */
  takeAway(): Promise<void>;
  /** The page is hidden, which takes it away, and seen again. */
  hideAndSee(): Promise<void>;
}

/** Lets a test see when pages ask for the screen to stay awake, and take that away as a browser does. Before the page is opened. */
export async function watchWakeLocks(page: Page): Promise<WakeLocks> {
  await page.addInitScript(() => {
    const locks: (EventTarget & { released: boolean })[] = [];
    const state = { locks, isRefusing: false };
    const request = async () => {
      if (state.isRefusing) throw new DOMException('Wake Lock permission request denied', 'NotAllowedError');
      const lock = Object.assign(new EventTarget(), { released: false, release: async () => undefined });
      locks.push(lock);
      return lock;
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    Object.assign(window, { wakeLocks: state });
  });
  const release = () =>
    page.evaluate(() => {
      for (const lock of Reflect.get(window, 'wakeLocks').locks) {
        lock.released = true;
        lock.dispatchEvent(new Event('release'));
      }
    });
  return {
    taken: () => page.evaluate(() => Reflect.get(window, 'wakeLocks').locks.length),
    refuse: (isRefusing) =>
      page.evaluate((refusing) => {
        Reflect.get(window, 'wakeLocks').isRefusing = refusing;
      }, isRefusing),
    takeAway: release,
    hideAndSee: async () => {
      await release();
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    },
  };
}
