import type { ChartColumns } from '../../model/view.ts';
import type { Series } from './series.ts';

/** Points a pixel column gets at most: first, minimum, maximum, last. */
const POINTS_PER_BUCKET = 4;

function empty(series: Series | undefined): ChartColumns {
  return {
    times: new Float64Array(0),
    values: new Float64Array(0),
    samples: 0,
    min: Number.NaN,
    max: Number.NaN,
    mean: Number.NaN,
    lastTime: series?.lastTime ?? Number.NaN,
    lastValue: series?.lastValue ?? Number.NaN,
  };
}

/** Collects points in ascending order of time, with a NaN point at each break that lies between two of them. */
class Points {
  readonly times: Float64Array;
  readonly values: Float64Array;
  length = 0;
  readonly #breaks: readonly number[];
  #nextBreak = 0;

  constructor(room: number, breaks: readonly number[], from: number) {
    this.times = new Float64Array(room + breaks.length);
    this.values = new Float64Array(room + breaks.length);
    this.#breaks = breaks;
    while (this.#nextBreak < breaks.length && (breaks[this.#nextBreak] ?? 0) < from) this.#nextBreak += 1;
  }

  add(time: number, value: number): void {
    let broken = Number.NaN;
    while (this.#nextBreak < this.#breaks.length && (this.#breaks[this.#nextBreak] ?? 0) < time) {
      broken = this.#breaks[this.#nextBreak] ?? 0;
      this.#nextBreak += 1;
    }
    if (!Number.isNaN(broken) && this.length > 0) this.#put(broken, Number.NaN);
    this.#put(time, value);
  }

  /** Whether a break lies before a time and has not been passed yet. */
  breaksBefore(time: number): boolean {
    return this.#nextBreak < this.#breaks.length && (this.#breaks[this.#nextBreak] ?? 0) < time;
  }

  #put(time: number, value: number): void {
    this.times[this.length] = time;
    this.values[this.length] = value;
    this.length += 1;
  }
}

/** The samples of one pixel column: positions of its first, lowest, highest and last. */
function addBucket(points: Points, series: Series, first: number, end: number): void {
  const { times, values } = series;
  let low = first;
  let high = first;
  for (let at = first + 1; at < end; at++) {
    const value = values[at] ?? 0;
    if (value < (values[low] ?? 0)) low = at;
    else if (value > (values[high] ?? 0)) high = at;
  }
  const last = end - 1;
  const early = Math.min(low, high);
  const late = Math.max(low, high);
  points.add(times[first] ?? 0, values[first] ?? 0);
  if (early > first) points.add(times[early] ?? 0, values[early] ?? 0);
  if (late > early && late < last) points.add(times[late] ?? 0, values[late] ?? 0);
  if (last > first && last > early) points.add(times[last] ?? 0, values[last] ?? 0);
}

/**
 * What a chart draws of a series: every sample where there is room, else the first, lowest, highest and last of each pixel column, so
 * that a spike of one sample stays visible at every zoom. Columns lie at multiples of their width in absolute time, so that
 * a gliding window does not shimmer. A break inside a column splits it.
 * @param from epoch ms, first moment of the window
 * @param to epoch ms, last moment of the window
 * @param width device pixels
 */
export function chartColumns(
  series: Series | undefined,
  from: number,
  to: number,
  width: number,
): ChartColumns {
  if (!series || series.length === 0 || !(to > from)) return empty(series);
  const begin = series.indexAt(from);
  const end = series.indexAfter(to);
  const samples = end - begin;
  const { times, values } = series;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let at = begin; at < end; at++) {
    const value = values[at] ?? 0;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  const leadIn = begin > series.start ? 1 : 0;
  const columns = Math.max(1, Math.floor(width));
  const room = Math.min(samples, (columns + 2) * POINTS_PER_BUCKET * (1 + series.breaks.length)) + leadIn;
  const points = new Points(room, series.breaks, leadIn ? (times[begin - 1] ?? 0) : from);
  if (leadIn) points.add(times[begin - 1] ?? 0, values[begin - 1] ?? 0);

  if (samples <= columns * POINTS_PER_BUCKET) {
    for (let at = begin; at < end; at++) points.add(times[at] ?? 0, values[at] ?? 0);
  } else {
    const span = (to - from) / columns;
    let first = begin;
    while (first < end) {
      const edge = (Math.floor((times[first] ?? 0) / span) + 1) * span;
      let next = first + 1;
      while (next < end && (times[next] ?? 0) < edge && !points.breaksBefore(times[next] ?? 0)) next += 1;
      addBucket(points, series, first, next);
      first = next;
    }
  }
  return {
    times: points.times.slice(0, points.length),
    values: points.values.slice(0, points.length),
    samples,
    min: samples > 0 ? min : Number.NaN,
    max: samples > 0 ? max : Number.NaN,
    mean: samples > 0 ? sum / samples : Number.NaN,
    lastTime: series.lastTime,
    lastValue: series.lastValue,
  };
}
