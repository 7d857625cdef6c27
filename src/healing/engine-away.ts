import { liveStore } from '../live/index.ts';
import type { LiveState } from '../live/store.ts';
import { UNWATCHED } from '../model/alarm.ts';
import { reloadBecause } from './reload.ts';

/** A wall whose engine is away for longer is loaded anew, ms: its files may be those of a build that is gone. */
const ENGINE_PATIENCE_MS = 60_000;

/** What is wrong with the engine, in words: it is away, or it watches no alarms, the file for which may be gone with its build; null where nothing is. */
function faultOf({ failure, alarms }: LiveState): string | null {
  return failure ?? alarms.get(UNWATCHED)?.title ?? null;
}

/** Loads a wall anew whose engine stays away or watches no alarms, one that has never started included. */
export function watchEngine(base: string, isWall: () => boolean): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let takeBack = () => {};
  const wait = (fault: string) => {
    timer = setTimeout(() => {
      if (isWall()) takeBack = reloadBecause(fault, base);
      // It may become one while the engine is still away.
      else wait(fault);
    }, ENGINE_PATIENCE_MS);
  };
  const look = (fault: string | null) => {
    if (fault === null) {
      clearTimeout(timer);
      timer = undefined;
      takeBack();
    } else if (timer === undefined) wait(fault);
  };
  liveStore.subscribe((now, before) => {
    const fault = faultOf(now);
    if (fault !== faultOf(before)) look(fault);
  });
  // It may have failed before anybody watched, and says nothing new since.
  look(faultOf(liveStore.getState()));
}
