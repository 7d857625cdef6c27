import { isOrderUnderWay, liveStore } from '../live/index.ts';
import type { LiveState } from '../live/store.ts';

const LOOK_EVERY_MS = 5_000;
/** Somebody who touched the wall so lately is still in front of it, ms. */
const HANDS_OFF_MS = 60_000;

/** Whether nobody misses a wall that is away for some seconds. */
export function isQuiet(
  { alarms, failure }: Pick<LiveState, 'alarms' | 'failure'>,
  hasOrder: boolean,
  untouchedMs: number,
): boolean {
  if (hasOrder || failure !== null || untouchedMs < HANDS_OFF_MS) return false;
  return ![...alarms.values()].some(({ state }) => state === 'unacknowledged');
}

let touchedAt = Number.NEGATIVE_INFINITY;

/** Notes when somebody is at the page. */
export function watchHands(): void {
  const touched = () => {
    touchedAt = performance.now();
  };
  for (const type of ['pointerdown', 'keydown', 'wheel']) addEventListener(type, touched, { passive: true });
}

/** Calls once in a quiet moment: no order, no alarm that nobody has seen, nobody at the screen. @returns stops waiting */
export function whenQuiet(then: () => void): () => void {
  const timer = setInterval(() => {
    if (!isQuiet(liveStore.getState(), isOrderUnderWay(), performance.now() - touchedAt)) return;
    clearInterval(timer);
    then();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
