import type { Guard, Navigation } from './navigation.ts';

/** Milliseconds in which a tab has done what was asked of it, or has forgotten it. */
const STILL = 50;

/**
 * Holds whoever wants to leave at the page that is shown: a tab that has gone already is sent back.
 * @param ask called instead, with what leaves after all
 * @returns ends it
 */
export function holdBack({ guard }: Pick<Navigation, 'guard'>, ask: Guard['ask']): () => void {
  let isReturning = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const letGo = guard({
    ask,
    moved: (steps, isElsewhere, go) => {
      clearTimeout(again);
      if (!isElsewhere || !steps) {
        const isReturned = isReturning && steps === 0;
        isReturning = false;
        return isReturned;
      }
      // Whoever presses Back twice is elsewhere once more before the first return. What becomes of two goings at once is another matter in each
      // browser, and some forget one: the next begins when all is still.
      if (isReturning) again = setTimeout(() => go(-steps), STILL);
      else go(-steps);
      isReturning = true;
      ask(() => {
        end();
        go(steps);
      });
      return true;
    },
  });
  const end = () => {
    clearTimeout(again);
    letGo();
  };
  return end;
}
