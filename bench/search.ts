import { type Kind, readingsPerFrame } from './frames.ts';
import type { Window } from './window.ts';

/** One window at a rate, frames a second, of a length in seconds. */
export type Measure = (framesPerSecond: number, seconds: number) => Promise<Window>;

/** How the highest held rate is looked for. */
export interface Search {
  readonly probeSeconds: number;
  readonly confirmSeconds: number;
  /** Steps of halving between a rate held and one not held. */
  readonly steps: number;
  /** After this long nothing is looked for any more: what is held by then is confirmed. */
  readonly seconds: number;
  /** Long windows, each at a rate lower by 4 %, that may be tried until one is held. */
  readonly confirmations: number;
}

/** The highest rate held: found by short probes, then confirmed by a long window, lower by 4 % until one is held. */
export async function highestHeld(
  measure: Measure,
  start: number,
  search: Search,
  now: () => number = () => performance.now(),
): Promise<Window> {
  const end = now() + search.seconds * 1000;
  const isLate = () => now() > end;
  /** One window may fail by what else the machine does, and a failure is never looked at again: it takes two. */
  const twice = async (framesPerSecond: number, seconds: number): Promise<Window> => {
    const window = await measure(framesPerSecond, seconds);
    return window.held || isLate() ? window : measure(framesPerSecond, seconds);
  };
  // What has just been loaded is not compiled yet.
  await measure(start / 2, search.probeSeconds);
  let held = 0;
  let failed = Number.POSITIVE_INFINITY;
  let rate = start;
  for (
    let tries = 0;
    tries < 8 && !isLate() && (held === 0 || failed === Number.POSITIVE_INFINITY);
    tries++
  ) {
    const probe = await twice(rate, search.probeSeconds);
    if (probe.held) {
      held = rate;
      rate *= 1.3;
    } else {
      failed = rate;
      rate *= 0.7;
    }
  }
  for (let step = 0; step < search.steps && held > 0 && !isLate(); step++) {
    const middle = Math.sqrt(held * failed);
    const probe = await twice(middle, search.probeSeconds);
    if (probe.held) held = middle;
    else failed = middle;
  }
  // What failed first may have done so by what else the machine did just then.
  if (held > 0 && !isLate() && (await measure(failed, search.probeSeconds)).held) held = failed;
  let window = await twice(held || rate, search.confirmSeconds);
  for (let tries = 1; tries < search.confirmations && !window.held; tries++) {
    window = await twice(window.framesPerSecond * 0.96, search.confirmSeconds);
  }
  return window;
}

/** Guesses to start from, frames a second. */
export function firstGuess(kind: Kind): number {
  return kind === 'json-batch' ? 500_000 / readingsPerFrame(kind) : 20_000;
}
