import type { Sent } from './generator.ts';
import { type Lag, lagOf, type Taken, takenBy } from './lag.ts';

const MAX_LAG_MS = 250;
/** A median lag of the last quarter above the first's by more is a queue that grows. */
const GROWTH_MS = 60;
/** The share of what was due that has to be sent, and of what was sent that has to be taken in. */
const ENOUGH = 0.99;

/** What a window is worth. */
export interface Verdict {
  readonly lag: Lag;
  /** Readings stored by the window's end: a lag that may be counts as none. */
  readonly taken: number;
  /** Less was sent than was due: nothing is said about the receiver, but where it was broken off because too much waited for that. */
  readonly senderFellShort: boolean;
  /** Readings were lost, or a queue of them was left at the end: what else was measured was measured at another rate. */
  readonly receiverFellShort: boolean;
  /** All that was due was sent and taken in, in time and as fast at the end as at the beginning. */
  readonly held: boolean;
}

/** @param lost readings that were sent and never stored */
export function verdictOn(sent: Sent, curve: readonly Taken[], lost: number): Verdict {
  const lag = lagOf(sent, curve);
  const taken = takenBy(curve, (sent.times.at(-1) ?? 0) + MAX_LAG_MS);
  const senderFellShort = sent.readings < sent.due * ENOUGH;
  return {
    lag,
    taken,
    senderFellShort,
    receiverFellShort: lost > 0 || taken < sent.readings * ENOUGH,
    held: !senderFellShort && lost === 0 && lag.p95 <= MAX_LAG_MS && lag.last - lag.first <= GROWTH_MS,
  };
}
