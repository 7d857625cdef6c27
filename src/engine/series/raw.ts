import type { RawSamples } from '../../model/view.ts';
import { TICKS_PER_MS } from './pages.ts';
import type { SampleTaker } from './samples.ts';
import type { Series } from './series.ts';

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
  return { times: new Float64Array(0), values: new Float64Array(0), total: 0, keptFrom: Number.NaN };
}

/**
 * The raw samples of a series from one moment to another (epoch ms, both included), ascending; of more than `most` the newest.
 * What has gone into roll-ups, or is older than the retention, is not among them: `keptFrom` tells since when they are whole.
 */
export function rawSamples(series: Series | undefined, from: number, to: number, most: number): RawSamples {
  if (!series || series.samples.length === 0 || !(to >= from)) return nothing();
  const { samples } = series;
  const begin = samples.positionAt(Math.max(from, series.shownFrom));
  const end = samples.positionAfter(to);
  const total = begin < end ? samples.count(begin, end, Number.POSITIVE_INFINITY) : 0;
  const behind = samples.count(end, samples.end, Number.POSITIVE_INFINITY);
  const room = Math.min(total, most);
  const collector = new Collector(room);
  samples.feed(room < total ? samples.tail(behind + room) : begin, end, collector);
  return { times: collector.times, values: collector.values, total, keptFrom: wholeSince(series) };
}

function wholeSince(series: Series): number {
  const raw =
    series.rollUps === null ? Number.NEGATIVE_INFINITY : series.samples.timeAt(series.samples.start);
  return series.hasExpired ? Math.max(raw, series.shownFrom) : raw;
}

/** The memory that samples lie in, to be transferred with them. */
export function memoryOf(samples: readonly RawSamples[]): Transferable[] {
  return samples.flatMap(({ times, values }) => [times.buffer, values.buffer]);
}
