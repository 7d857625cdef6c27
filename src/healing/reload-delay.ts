import type { Mend } from './mends.ts';

/** Before the first reload, the second in a row, and so on; the last for all that follow. ms. */
const DELAYS_MS = [3_000, 30_000, 120_000, 600_000] as const;
/** A page that ran so long beyond its delay has proven itself: what failed before it is forgotten. ms */
const PROVEN_MS = 600_000;

/**
 * How long a page that failed waits before it loads itself anew: longer each time that it failed again soon after.
 * @param mends of this tab, the oldest first
 * @param now epoch ms
 */
export function reloadDelay(mends: readonly Mend[], now: number): number {
  let inARow = 0;
  let next = now;
  for (const { at, what } of mends.toReversed()) {
    const ran = next - at;
    // A clock that was set back tells nothing of how long it ran.
    if (what !== 'failure' || ran < 0 || ran > PROVEN_MS + delayAfter(inARow)) break;
    inARow += 1;
    next = at;
  }
  return delayAfter(inARow);
}

function delayAfter(failures: number): number {
  return DELAYS_MS[Math.min(failures, DELAYS_MS.length - 1)] ?? PROVEN_MS;
}
