import type { Sent } from './generator.ts';

/** The value below which `share` of the weight lies; NaN of nothing. */
export function quantile(values: readonly number[], share: number, weights?: readonly number[]): number {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const weightOf = (i: number) => weights?.[i] ?? 1;
  const whole = order.reduce((sum, i) => sum + weightOf(i), 0);
  let below = 0;
  for (const i of order) {
    below += weightOf(i);
    if (below >= share * whole) return values[i] ?? Number.NaN;
  }
  return Number.NaN;
}

/** Readings taken at a moment, cumulative since the run began; epoch ms. */
export interface Taken {
  readonly time: number;
  readonly readings: number;
}

/** Readings taken by a moment, epoch ms. */
export function takenBy(taken: readonly Taken[], time: number): number {
  return taken.findLast((one) => one.time <= time)?.readings ?? 0;
}

/** How long readings took from being sent to being stored, ms. Weighted by readings, and never too small: up to one sampling step late. */
export interface Lag {
  readonly p50: number;
  readonly p95: number;
  /** Medians of the first and the last quarter: a queue that grows shows in their difference. */
  readonly first: number;
  readonly last: number;
}

/**
 * Lags from two curves of one order: what was sent by when and what was taken by when. Nothing is measured in the hot path that way,
 * and it works for frames that hold no time.
 */
export function lagOf({ times, counts }: Sent, taken: readonly Taken[]): Lag {
  const lags: number[] = [];
  const weights: number[] = [];
  let at = 0;
  let before = 0;
  for (const [i, count] of counts.entries()) {
    while (at < taken.length && (taken[at]?.readings ?? 0) < count) at += 1;
    // What never arrived is late without end.
    lags.push((taken[at]?.time ?? Number.POSITIVE_INFINITY) - (times[i] ?? 0));
    weights.push(count - before);
    before = count;
  }
  const quarter = Math.floor(lags.length / 4);
  return {
    p50: quantile(lags, 0.5, weights),
    p95: quantile(lags, 0.95, weights),
    first: quantile(lags.slice(0, quarter), 0.5),
    last: quantile(lags.slice(-quarter), 0.5),
  };
}
