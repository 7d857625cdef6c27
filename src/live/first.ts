import { type LiveState, liveStore } from './store.ts';

/** A page whose own file took longer than this came over a slow line, ms. */
const SLOW_MS = 700;
/** Nothing waits longer than this, ms. */
const PATIENCE_MS = 10_000;

/** Resolves once the live store is so, or when patience ends. */
function once(isSo: (state: LiveState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, PATIENCE_MS);
    const stop = liveStore.subscribe((state) => isSo(state) && done());
    if (isSo(liveStore.getState())) done();
  });
}

/** Resolves once a link is online, so that what a person waits for does not have to share a slow line. */
export function firstLink(): Promise<void> {
  return once(({ connections }) => connections.some(({ status }) => status === 'online'));
}

/**
 * Resolves once there is a reading and no link is being made any more, so that what nobody looks at yet shares the way neither with what a
 * person waits for, nor with the answers that make it live.
 */
export function linksMade(): Promise<void> {
  return once(
    ({ series, connections }) =>
      series.size > 0 && connections.length > 0 && connections.every(({ status }) => status !== 'connecting'),
  );
}

/**
 * Resolves when what can wait may be fetched: at once, but on a line over which the page itself came slowly as `linksMade` does. A
 * page that is kept in the browser, with its files, never comes slowly.
 */
export async function roomOnLine(): Promise<void> {
  const [page] = performance.getEntriesByType('navigation');
  const isSlow = page instanceof PerformanceNavigationTiming && page.responseStart > SLOW_MS;
  if (isSlow) await linksMade();
}
