import { keepMend, readMends } from './mends.ts';
import { whenQuiet } from './quiet.ts';
import { updateDelay } from './reload-delay.ts';

/**
 * A new version of the page, or of its configuration, is there: a wall takes it by itself, in a quiet moment, which is the later the more of them came
 * one after another.
 * @param why in words; '' for a new version of the page
 * @returns stops waiting for one
 */
export function takeQuietly(take: () => void, why = ''): () => void {
  let stop: (() => void) | undefined;
  const timer = setTimeout(
    () => {
      stop = whenQuiet(() => {
        keepMend({ at: Date.now(), what: 'update', why });
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
