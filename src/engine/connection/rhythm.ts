import type { Series } from '../series/store.ts';

/** So many of the newest intervals tell what is usual. */
const REMEMBERED = 32;
/** Of fewer nobody can tell. */
const LEAST = 8;
/** A silence so many times as long as is usual is none of the usual ones. */
const UNUSUAL = 3;

/** The longest but one: an outage among them, or a start, is not what is usual. */
function usual(lengths: readonly number[]): number {
  const ascending = [...lengths].sort((one, other) => one - other);
  return ascending[Math.max(0, ascending.length - 2)] ?? Number.POSITIVE_INFINITY;
}

/**
 * How often a link is heard from, looked at once a second: so a link that has died is told from one whose devices say something every few
 * minutes, where nobody may ask. It goes by arrivals: what is gathered by a device and sent now and then is old, not dense.
 */
export class Rhythm {
  /** When the far end was heard last, epoch ms; NaN before the first time. */
  heardAt = Number.NaN;
  /** The newest spells between two signs, ms. */
  readonly #spells: number[] = [];

  /** @param signAt when the newest sign of life came, epoch ms: the same one may be told again */
  heard(signAt: number): void {
    if (signAt > this.heardAt) {
      this.#spells.push(signAt - this.heardAt);
      if (this.#spells.length > REMEMBERED) this.#spells.shift();
    }
    this.heardAt = signAt;
  }

  /** Whether the far end has been silent for longer than is in its nature. False while that is not known. @param now epoch ms */
  isUnusual(now: number): boolean {
    return this.#spells.length >= LEAST && now - this.heardAt > usual(this.#spells) * UNUSUAL;
  }
}

/** Whether a series had been reporting so often that a silence of this length is a gap in it. @param silence ms */
function isMissed({ samples }: Series, silence: number): boolean {
  const intervals: number[] = [];
  if (samples.length > 0) {
    let at = samples.before(samples.end);
    while (at !== samples.start && intervals.length < REMEMBERED) {
      const before = samples.before(at);
      intervals.push(samples.timeAt(at) - samples.timeAt(before));
      at = before;
    }
  }
  return intervals.length >= LEAST && silence > usual(intervals) * UNUSUAL;
}

/**
 * Of a link that has been silent for longer than is in its nature, the series that have a gap: those that would have reported meanwhile, and states,
 * which may have changed unseen. Those that have it already are left out.
 * @param silence ms
 */
export function missedOf(all: Iterable<Series>, silence: number): readonly Series[] {
  return [...all].filter((series) =>
    series.kind === 'state' ? !series.isLost : !series.isBrokenOff && isMissed(series, silence),
  );
}
