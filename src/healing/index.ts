import type { Confirmed } from '../config/load.ts';
import type { SessionStatus } from '../model/session.ts';
import { startBeat, startHeartbeat } from './beat.ts';
import { followConfig } from './config-file.ts';
import { watchEngine } from './engine-away.ts';
import { askToKeepStorage } from './keep-storage.ts';
import { watchAlarms, watchHands } from './quiet.ts';
import { reload, reloadBecause } from './reload.ts';

export { takeQuietly } from './take-quietly.ts';

/** A wall that could not start tries again so often, ms. */
const BEGIN_AGAIN_MS = 30_000;
/** The browser's own complaint that it will draw something a frame later. */
const HARMLESS = /^ResizeObserver loop/;

/** Something failed that nothing in the page has caught, on a wall, where nobody reloads: the page does it itself. */
export function pageFailed(error: unknown, base: string): void {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (!HARMLESS.test(why)) reloadBecause(why, base);
}

/** A wall could not start with the configuration it got, or got none: it tries again, as long as it takes. */
export function beginAgain(base: string): void {
  setTimeout(() => void reload(base), BEGIN_AGAIN_MS);
}

/**
 * Starts what keeps the page going where nobody looks after it.
 * @param isWall whether it is a wall's address now
 * @param session how the person's session is now
 * @param begun the configuration that the page goes on with
 */
export function startHealing(
  base: string,
  isWall: () => boolean,
  session: () => SessionStatus,
  begun: Confirmed,
): void {
  askToKeepStorage();
  watchHands();
  watchAlarms();
  const health = startBeat(base, isWall, session);
  const tell = (kiosk: unknown) => startHeartbeat(base, kiosk, health);
  // The address of the monitor is not in a copy.
  if (begun.leftOut === null) tell(begun.config?.kiosk);
  followConfig(base, begun, isWall, tell);
  watchEngine(base, isWall);
}
