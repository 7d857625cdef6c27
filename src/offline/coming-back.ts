import { liveStore, retryConnection } from '../live/index.ts';

/** Who was away for less has seen the tries go on, ms. */
const AWAY_MS = 5_000;

/**
 * Tries broken links as somebody comes back to the tab. Meanwhile tries have become seldom, where the network led nowhere, and a browser that called it one all
 * the same says nothing when it leads somewhere again.
 */
export function tryOnComingBack(): void {
  let leftAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      leftAt = Date.now();
    } else if (Date.now() - leftAt > AWAY_MS) {
      for (const { id, status } of liveStore.getState().connections) {
        // The engine may have been lost meanwhile: the next one tries by itself.
        if (status === 'reconnecting') retryConnection(id).catch(() => undefined);
      }
    }
  });
}
