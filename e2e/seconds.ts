import type { Page } from '@playwright/test';

/** Makes the page's timers of one second wait, while they are stopped, for as long as the spec wants: a hold is one. */
export async function makeSecondsStop(page: Page) {
  await page.addInitScript(() => {
    const { setTimeout: start, clearTimeout: end } = window;
    const waiting = new Map<number, () => void>();
    let isStopped = false;
    const begin = (work: () => void, ms?: number, ...rest: unknown[]) => {
      if (!isStopped || ms !== 1_000) return start(work, ms, ...rest);
      const handle = start(() => {}, 0);
      waiting.set(handle, work);
      return handle;
    };
    const giveUp = (handle?: number) => {
      if (handle !== undefined) waiting.delete(handle);
      end(handle);
    };
    const stop = (next: boolean) => {
      isStopped = next;
      if (next) return;
      for (const work of waiting.values()) work();
      waiting.clear();
    };
    Object.assign(window, { setTimeout: begin, clearTimeout: giveUp, stopSeconds: stop });
  });
  const set = (isStopped: boolean) =>
    page.evaluate((next: boolean) => Reflect.get(window, 'stopSeconds')(next), isStopped);
  return { stop: () => set(true), goOn: () => set(false) };
}
