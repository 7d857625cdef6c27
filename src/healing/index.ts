import { startBeat } from './beat.ts';
import { watchEngine } from './engine-away.ts';
import { askToKeepStorage } from './keep-storage.ts';
import { keepMend, readMends } from './mends.ts';
import { watchHands, whenQuiet } from './quiet.ts';
import { reload, reloadBecause } from './reload.ts';
import { updateDelay } from './reload-delay.ts';

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
 * A new version of the page is there: a wall takes it by itself, in a quiet moment, which is the later the more of them came one after another.
 * @returns stops waiting for one
 */
export function takeQuietly(take: () => void): () => void {
  let stop: (() => void) | undefined;
  const timer = setTimeout(
    () => {
      stop = whenQuiet(() => {
        keepMend({ at: Date.now(), what: 'update', why: '' });
        take();
      });
    },
    updateDelay(readMends(), Date.now()),
  );
  return () => {
    clearTimeout(timer);
    stop?.();
  };
}

/**
 * Starts what keeps the page going where nobody looks after it.
 * @param isWall whether it is a wall's address now
 * @param kiosk that part of config.json, as it is in the file
 */
export function startHealing(base: string, isWall: () => boolean, kiosk: unknown): void {
  askToKeepStorage();
  watchHands();
  startBeat(base, isWall, kiosk);
  watchEngine(base, isWall);
}
