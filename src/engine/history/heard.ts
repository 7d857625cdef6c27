import { toTick } from '../series/pages.ts';
import type { Series, SeriesStore } from '../series/store.ts';

/** Times of what this page has heard of a series by itself, epoch ms. */
interface Span {
  readonly oldest: number;
  /** Of the oldest since this page began to hear. */
  readonly from: number;
}

/**
 * What this page has heard by itself before anything is put back, as it has where the database is opened late. Another page that wrote meanwhile
 * has stored the same: readings that their source dated with the same times, others with times of arrival that differ by some milliseconds.
 */
export class Heard {
  readonly #spans = new Map<Series, Span>();

  /** @param since when this page began to hear, epoch ms */
  constructor(store: SeriesStore, since: number) {
    for (const series of store.all) {
      const { samples, past } = series;
      if (samples.length === 0) continue;
      const first = samples.positionAt(since);
      const isRaw = past.rolledUpTo < since;
      const from = first === samples.end ? Number.POSITIVE_INFINITY : samples.timeAt(first);
      this.#spans.set(series, { oldest: samples.timeAt(samples.start), from: isRaw ? from : since });
    }
  }

  /** Whether anything of a series has been heard. */
  isOf(series: Series): boolean {
    return this.#spans.has(series);
  }

  /** Whether a stored reading is one of those. @param time epoch ms */
  has(series: Series, time: number, value: number): boolean {
    const span = this.#spans.get(series);
    const at = toTick(time);
    if (!span || at < span.oldest) return false;
    if (at >= span.from) return true;
    const { samples } = series;
    const behind = samples.positionAfter(at);
    for (let place = behind; place !== samples.start; ) {
      place = samples.before(place);
      if (samples.timeAt(place) !== at) return false;
      if (samples.valueAt(place) === value) return true;
    }
    return false;
  }
}
