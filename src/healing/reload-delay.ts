import type { Mend } from './mends.ts';

interface Patience {
  /** Before the first reload, the second in a row, and so on; the last for all that follow. ms. */
  readonly delaysMs: readonly number[];
  /** A page that ran so long beyond its delay has proven itself: what was before it is forgotten. ms */
  readonly provenMs: number;
}

const FAILURE: Patience = { delaysMs: [3_000, 30_000, 120_000, 600_000], provenMs: 600_000 };
/** Two builds behind one address are new to each other each time: from the second on a wall takes its time. */
const UPDATE: Patience = { delaysMs: [0, 60_000, 600_000, 3_600_000], provenMs: 3_600_000 };

function delayAfter(count: number, { delaysMs, provenMs }: Patience): number {
  return delaysMs[Math.min(count, delaysMs.length - 1)] ?? provenMs;
}

/** @param mends the oldest first @param now epoch ms */
function delayOf(mends: readonly Mend[], now: number, patience: Patience): number {
  let inARow = 0;
  let next = now;
  for (const { at } of mends.toReversed()) {
    const ran = next - at;
    // A clock that was set back tells nothing of how long it ran.
    if (ran < 0 || ran > patience.provenMs + delayAfter(inARow, patience)) break;
    inARow += 1;
    next = at;
  }
  return delayAfter(inARow, patience);
}

/**
 * How long a page that failed waits before it loads itself anew: longer each time that it failed again soon after.
 * @param mends of this tab, the oldest first; what failed before a new version is not counted
 * @param now epoch ms
 */
export function reloadDelay(mends: readonly Mend[], now: number): number {
  return delayOf(mends.slice(mends.findLastIndex(({ what }) => what !== 'failure') + 1), now, FAILURE);
}

/**
 * How long a wall leaves a new version waiting: longer each time that there was another soon after it.
 * @param mends of this tab, the oldest first; failures between versions do not make them fewer
 * @param now epoch ms
 */
export function updateDelay(mends: readonly Mend[], now: number): number {
  return delayOf(
    mends.filter(({ what }) => what === 'update'),
    now,
    UPDATE,
  );
}
