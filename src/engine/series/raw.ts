import type { RawSamples, Summaries } from '../../model/view.ts';
import { Buckets, COUNT, FIRST_TIME, MAX, MIN, SUM } from './buckets.ts';
import { TICKS_PER_MS } from './pages.ts';
import type { SampleTaker } from './samples.ts';
import type { Series } from './series.ts';

/** Ms. Narrower than any roll-up is wide: none is taken together with another. */
const NARROW = 1;

/** Takes runs over as they come. */
class Collector implements SampleTaker {
  readonly times: Float64Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
  #length = 0;

  constructor(room: number) {
    this.times = new Float64Array(room);
    this.values = new Float64Array(room);
  }

  addRun(base: number, ticks: Uint32Array, values: Float64Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      this.times[this.#length] = base + (ticks[at] ?? 0) / TICKS_PER_MS;
      this.values[this.#length] = values[at] ?? 0;
      this.#length += 1;
    }
  }
}

/** Made anew for each answer: what is transferred is gone here, and may be transferred once only. */
function nothing(): RawSamples {
  return {
    times: new Float64Array(0),
    values: new Float64Array(0),
    total: 0,
    keptFrom: Number.NaN,
    summaries: summariesOf(undefined, 0, 0, 0),
  };
}

/** The roll-ups of a window; those that lie across its edges whole. */
function summariesOf(series: Series | undefined, from: number, to: number, most: number): Summaries {
  const buckets = new Buckets(NARROW);
  series?.past.rollUps?.feed(Math.max(from, series.shownFrom), to, buckets, series.shownFrom);
  const column = (what: number) =>
    Float64Array.from({ length: buckets.end }, (_, at) => buckets.cell(at, what));
  const counts = column(COUNT);
  const newest = Math.max(0, buckets.end - most);
  return {
    times: column(FIRST_TIME).slice(newest),
    means: column(SUM)
      .map((sum, at) => sum / (counts[at] ?? 1))
      .slice(newest),
    mins: column(MIN).slice(newest),
    maxs: column(MAX).slice(newest),
    samples: counts.reduce((all, count) => all + count, 0),
  };
}

/**
 * The raw samples of a series from one moment to another (epoch ms, both included), ascending; of more than `most` the newest.
 * What has gone into roll-ups, or is older than the retention, is not among them: `keptFrom` tells since when they are whole, and the
 * summaries, of more than `most` the newest, what there was before.
 */
export function rawSamples(series: Series | undefined, from: number, to: number, most: number): RawSamples {
  if (!series || Number.isNaN(series.lastTime) || !(to >= from)) return nothing();
  const { samples } = series;
  const begin = samples.positionAt(Math.max(from, series.shownFrom));
  const end = samples.positionAfter(to);
  const total = begin < end ? samples.count(begin, end, Number.POSITIVE_INFINITY) : 0;
  const behind = samples.count(end, samples.end, Number.POSITIVE_INFINITY);
  const room = Math.min(total, most);
  const collector = new Collector(room);
  samples.feed(room < total ? samples.tail(behind + room) : begin, end, collector);
  const summaries = summariesOf(series, from, to, most);
  return { times: collector.times, values: collector.values, total, keptFrom: wholeSince(series), summaries };
}

function wholeSince(series: Series): number {
  const { hasExpired, past, shownFrom } = series;
  const { rolledUpTo, rollUps, samples } = past;
  const oldest = samples.length > 0 ? samples.timeAt(samples.start) : rolledUpTo + 1 / TICKS_PER_MS;
  const raw = rollUps === null ? Number.NEGATIVE_INFINITY : oldest;
  return hasExpired ? Math.max(raw, shownFrom) : raw;
}

/** The memory that samples lie in, to be transferred with them. */
export function memoryOf(samples: readonly RawSamples[]): Transferable[] {
  return samples.flatMap(({ times, values, summaries: { times: firsts, means, mins, maxs } }) =>
    [times, values, firsts, means, mins, maxs].map(({ buffer }) => buffer),
  );
}
