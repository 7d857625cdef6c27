import fc from 'fast-check';
import type { ChartColumns } from '../../model/view.ts';
import type { Series } from './series.ts';
import { SeriesStore } from './store.ts';

/** What is dated so much later than it is by our clock is from the future. */
const FUTURE_MS = 5_000;

/** What may happen to a series. */
export type Event =
  | { readonly type: 'sample'; readonly time: number; readonly value: number; readonly arrival: number }
  | { readonly type: 'break'; readonly at: number };

export interface Sample {
  readonly time: number;
  readonly value: number;
}

/** Keeps everything in plain lists and works everything out anew: slow and obviously right. */
export class Naive {
  /** By time, then by arrival. */
  samples: Sample[] = [];
  /** No line from a sample at or before one of these to a sample after it. */
  readonly breaks: number[] = [];
  /** Time of the newest sample that came after the newest of all, or was the newest before one from the future. */
  #since = Number.NEGATIVE_INFINITY;
  /** The newest of all is from the future. */
  #isAhead = false;

  take(event: Event): void {
    const newest = this.samples.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
    if (event.type === 'break') {
      this.breaks.push(newest);
      // The newest is from the future: the line broke before it as well.
      if (newest > event.at + FUTURE_MS) this.breaks.push(this.#since);
      return;
    }
    const isAhead = event.time > event.arrival + FUTURE_MS;
    if (event.time >= newest) {
      if (!isAhead) this.#since = Number.NEGATIVE_INFINITY;
      else if (!this.#isAhead) this.#since = newest;
      this.#isAhead = isAhead;
    } else if (!isAhead) this.#since = Math.max(this.#since, event.time);
    const place = this.samples.findLastIndex((one) => one.time <= event.time) + 1;
    this.samples.splice(place, 0, { time: event.time, value: event.value });
  }

  within(from: number, to: number): Sample[] {
    return this.samples.filter(({ time }) => time >= from && time <= to);
  }

  isBroken(left: number, right: number): boolean {
    return this.breaks.some((after) => left <= after && right > after);
  }
}

/** A store of one series, with ample or narrow bounds. */
export function oneSeries(
  limits: { maxSamples?: number; maxBytes?: number; kind?: 'number' | 'state' } = {},
): {
  store: SeriesStore;
  series: Series;
} {
  const store = new SeriesStore({
    maxSeries: 10,
    maxDevices: 10,
    maxBytes: limits.maxBytes ?? 1 << 24,
    maxSamplesPerSeries: limits.maxSamples ?? 1_000_000,
  });
  const series = store.open('c', 'd', 'q', '', limits.kind ?? 'number', 1000);
  if (!series) throw new Error('A store of ten series refused the first.');
  return { store, series };
}

export function happen(series: Series, event: Event): void {
  if (event.type === 'sample') series.append(event.time, event.value, event.arrival);
  else series.breakAt(event.at);
}

/** What is drawn; a gap is NaN. */
export function points(columns: ChartColumns): Sample[] {
  return Array.from(columns.times, (time, index) => ({ time, value: columns.values[index] ?? Number.NaN }));
}

const START = 1_750_000_000_000;

/** Few different values, so that ties are common, and now and then a spike. */
const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 1, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
);

/** In order, a little out of order, in no order at all, backwards, or with long pauses. */
const step = fc.constantFrom<readonly [number, number]>(
  [0, 40],
  [-60, 100],
  [-5_000, 5_000],
  [-200, -1],
  [0, 400_000],
  [-200_000_000, 400_000_000],
);

/**
 * Things happening to one series: runs of samples, each run with an order of its own, and breaks between.
 * @param most samples at most
 * @param leads by which the clock of the source may be ahead in a run, ms
 */
export function events(most = 600, leads: readonly number[] = [0]): fc.Arbitrary<Event[]> {
  const run = fc.tuple(
    step,
    fc.array(fc.tuple(fc.nat(1_000_000), value), { maxLength: Math.ceil(most / 3), size: 'max' }),
    fc.boolean(),
    fc.constantFrom(...leads),
  );
  return fc.array(run, { minLength: 1, maxLength: 4 }).map((runs) => {
    let time = START;
    const list: Event[] = [];
    for (const [[least, longest], samples, breaks, lead] of runs) {
      for (const [random, of] of samples) {
        time += Math.round(least + ((longest - least) * random) / 1_000_000);
        list.push({ type: 'sample', time: time + lead, value: of, arrival: time });
      }
      if (breaks) list.push({ type: 'break', at: time + 5 });
    }
    return list;
  });
}

/** A window that has to do with the samples: edges at, beside or between them. */
export function windowOf(samples: readonly Sample[], a: number, b: number, shift: number): [number, number] {
  const oldest = samples[0]?.time ?? START;
  const newest = samples.at(-1)?.time ?? START;
  const at = (share: number) => Math.round(oldest - 10 + (newest - oldest + 20) * share) + shift / 16;
  const one = at(a);
  const other = at(b);
  return one < other ? [one, other] : [other, one + 1];
}

export const share = fc.double({ min: 0, max: 1, noNaN: true });
