import { isOrderUnderWay, liveStore } from '../live/index.ts';
import type { LiveState } from '../live/store.ts';
import type { Alarm } from '../model/alarm.ts';

const LOOK_EVERY_MS = 5_000;
/** Somebody who touched the wall so lately is still in front of it, ms. */
const HANDS_OFF_MS = 60_000;

/**
 * Alarms at which nothing has changed for so long stand, ms: a dead sensor's would keep a wall, which acknowledges nothing, on its old build for ever.
 * It is half a shift, so that whoever works with one has seen it by then.
 */
const STANDING_MS = 4 * 3_600_000;

/** Active, and set aside neither by a person nor by its rule. */
function isInForce({ state }: Alarm): boolean {
  return state === 'unacknowledged' || state === 'acknowledged';
}

/** Raised, over, acknowledged or shelved lately. A device whose clock is years ahead has no say in it. @param now epoch ms */
function hasChanged({ raisedAt, returnedAt, acknowledged, shelved }: Alarm, now: number): boolean {
  const times = [raisedAt, returnedAt, acknowledged?.at, shelved?.at];
  return times.some((at) => typeof at === 'number' && Math.abs(now - at) < STANDING_MS);
}

/** Whether nobody misses a wall that is away for some seconds. */
export function isQuiet(
  { alarms, failure }: Pick<LiveState, 'alarms' | 'failure'>,
  hasOrder: boolean,
  untouchedMs: number,
  now: number,
): boolean {
  if (hasOrder || failure !== null || untouchedMs < HANDS_OFF_MS) return false;
  const all = [...alarms.values()];
  return !all.some(isInForce) || !all.some((alarm) => hasChanged(alarm, now));
}

let touchedAt = Number.NEGATIVE_INFINITY;

/** Notes when somebody is at the page. */
export function watchHands(): void {
  const touched = () => {
    touchedAt = performance.now();
  };
  for (const type of ['pointerdown', 'keydown', 'wheel']) addEventListener(type, touched, { passive: true });
}

/** Calls once in a quiet moment: no order, no alarm but those that have stood for hours, nobody at the screen. @returns stops waiting */
export function whenQuiet(then: () => void): () => void {
  const timer = setInterval(() => {
    const untouchedMs = performance.now() - touchedAt;
    if (!isQuiet(liveStore.getState(), isOrderUnderWay(), untouchedMs, Date.now())) return;
    clearInterval(timer);
    then();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
