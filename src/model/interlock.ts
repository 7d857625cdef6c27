import type { Interlock } from './command.ts';

/** The newest reading of an interlock's series, as far as the interlock is concerned. */
export interface InterlockReading {
  /** NaN where there is none yet. */
  readonly value: number;
  /** Since when it is known at the least: when it was measured, or when it arrived where the clock that says so is ahead; epoch ms. */
  readonly time: number;
  /** With no reading for longer than this the series is stale; -Infinity where its newest value may not hold, see `SeriesInfo`. */
  readonly staleAfterMs: number;
  /** Whether the connection that brings it is online. */
  readonly isOnline: boolean;
}

/** Without the rest that calculating in halves leaves: 0.3, not 0.30000000000000004. */
function written(value: number): number {
  return Number(value.toPrecision(15));
}

/** What an interlock demands, as the end of a sentence: `temperature of thermometer/- is below 30`. */
export function interlockWords({ device, quantity, below, above }: Interlock): string {
  const limits = [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
  ];
  return `${quantity} of ${device} is ${limits.join(' and ')}`;
}

/**
 * Why an interlock forbids an order now, in words; null when it allows it. What is not known, or not known any more, forbids.
 * The page shows by it what the engine will decide.
 */
export function interlockRefusal(
  interlock: Interlock,
  reading: InterlockReading | undefined,
  now: number,
): string | null {
  const only = `This works only while ${interlockWords(interlock)}`;
  if (!reading || Number.isNaN(reading.value)) return `${only}, and there is no reading of it yet.`;
  // A time far ahead means that our own clock was set back: it tells no age either.
  const isStale = !reading.isOnline || !(Math.abs(now - reading.time) <= reading.staleAfterMs);
  if (isStale) return `${only}, and its newest reading is stale.`;
  const { below = Number.POSITIVE_INFINITY, above = Number.NEGATIVE_INFINITY } = interlock;
  return reading.value < below && reading.value > above
    ? null
    : `${only}; it is ${written(reading.value)} now.`;
}
