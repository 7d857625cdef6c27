import { liveStore } from '../live/index.ts';
import { reloadBecause } from './reload.ts';

/** A wall whose engine is away for longer is loaded anew, ms: its files may be those of a build that is gone. */
const ENGINE_PATIENCE_MS = 60_000;

/** Loads a wall anew whose engine stays away, one that has never started included. */
export function watchEngine(base: string, isWall: () => boolean): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (failure: string) => {
    timer = setTimeout(() => {
      if (isWall()) reloadBecause(failure, base);
      // It may become one while the engine is still away.
      else wait(failure);
    }, ENGINE_PATIENCE_MS);
  };
  const look = (failure: string | null) => {
    if (failure === null) {
      clearTimeout(timer);
      timer = undefined;
    } else if (timer === undefined) wait(failure);
  };
  liveStore.subscribe(({ failure }, before) => failure !== before.failure && look(failure));
  // It may have failed before anybody watched, and says nothing new since.
  look(liveStore.getState().failure);
}
