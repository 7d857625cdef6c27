import type { Breaks } from './breaks.ts';
import {
  type Buckets,
  COUNT,
  FIRST,
  FIRST_TIME,
  LAST,
  LAST_TIME,
  MAX,
  MAX_TIME,
  MIN,
  MIN_TIME,
  STRIDE,
  SUM,
} from './buckets.ts';

/** Where the points of all lines of an answer are gathered, one line after the other. Used again and again. */
export class Points {
  times = new Float64Array(4096);
  values = new Float64Array(4096);
  length = 0;
  #lineStart = 0;
  #breaks: Breaks | null = null;
  #next = 0;
  /** First moment behind the next break. */
  #nextAfter = Number.POSITIVE_INFINITY;

  /** Forgets all points. */
  clear(): void {
    this.length = 0;
    this.#lineStart = 0;
  }

  /**
   * Starts a line.
   * @param most points that will be added at most, gaps not counted
   */
  begin(breaks: Breaks | null, most: number): void {
    // A point, the gap before it, and where the line goes on in between without a sample.
    const room = this.length + 3 * most;
    if (room > this.times.length) this.#grow(room);
    this.#lineStart = this.length;
    this.#breaks = breaks;
  }

  /** Adds a point, not older than the one before; between two that a break lies between there is a gap. */
  add(time: number, value: number): void {
    const isFirst = this.length === this.#lineStart;
    if (isFirst || time >= this.#nextAfter) {
      if (!isFirst) this.#gap(time);
      this.#next = this.#breaks?.indexAfter(time) ?? 0;
      this.#nextAfter = this.#breaks?.endOf(time, this.#next) ?? Number.POSITIVE_INFINITY;
    }
    this.#put(time, value);
  }

  /** Adds whole columns: of each the first, lowest, highest and last sample, as far as they differ. */
  addColumns(columns: Buckets, from: number, to: number): void {
    const { cells } = columns;
    const { times, values } = this;
    for (let column = from; column < to; column++) {
      const at = column * STRIDE;
      const firstTime = cells[at + FIRST_TIME] ?? 0;
      const first = cells[at + FIRST] ?? 0;
      const lastTime = cells[at + LAST_TIME] ?? 0;
      const isWhole = this.length > this.#lineStart && lastTime < this.#nextAfter;
      if (!isWhole) {
        this.#addColumn(cells, at);
        continue;
      }
      let end = this.length;
      times[end] = firstTime;
      values[end] = first;
      end += 1;
      if ((cells[at] ?? 0) > 1) {
        const last = cells[at + LAST] ?? 0;
        const min = cells[at + MIN] ?? 0;
        const max = cells[at + MAX] ?? 0;
        const minTime = cells[at + MIN_TIME] ?? 0;
        const maxTime = cells[at + MAX_TIME] ?? 0;
        const showsMax = max !== first && max !== last;
        if (showsMax && maxTime < minTime) {
          times[end] = maxTime;
          values[end] = max;
          end += 1;
        }
        if (min !== first && min !== last) {
          times[end] = minTime;
          values[end] = min;
          end += 1;
        }
        if (showsMax && maxTime >= minTime) {
          times[end] = maxTime;
          values[end] = max;
          end += 1;
        }
        times[end] = lastTime;
        values[end] = last;
        end += 1;
      }
      this.length = end;
    }
  }

  /** Adds the mean of each of whole columns, in the middle of its samples. */
  addMeans({ cells }: Buckets, from: number, to: number): void {
    for (let at = from * STRIDE; at < to * STRIDE; at += STRIDE) {
      const middle = ((cells[at + FIRST_TIME] ?? 0) + (cells[at + LAST_TIME] ?? 0)) / 2;
      this.add(middle, (cells[at + SUM] ?? 0) / (cells[at + COUNT] ?? 1));
    }
  }

  /** Time of the newest point of this line; before all times where there is none. */
  get lastTime(): number {
    return this.length > this.#lineStart
      ? (this.times[this.length - 1] ?? Number.NEGATIVE_INFINITY)
      : Number.NEGATIVE_INFINITY;
  }

  /** Ends the line in a gap if the link broke behind its last point, or behind the gap where what was told before is known again. */
  endInGap(before: number): void {
    const shown = this.#breaks?.shownAt(this.#next) ?? Number.NaN;
    if (this.length > this.#lineStart && shown <= before) this.#gap(before);
  }

  /** Adds one column point by point, with a gap where there is one. */
  #addColumn(cells: Float64Array, at: number): void {
    const first = cells[at + FIRST] ?? 0;
    this.add(cells[at + FIRST_TIME] ?? 0, first);
    if ((cells[at] ?? 0) === 1) return;
    const last = cells[at + LAST] ?? 0;
    const min = cells[at + MIN] ?? 0;
    const max = cells[at + MAX] ?? 0;
    const minTime = cells[at + MIN_TIME] ?? 0;
    const maxTime = cells[at + MAX_TIME] ?? 0;
    const showsMax = max !== first && max !== last;
    if (showsMax && maxTime < minTime) this.add(maxTime, max);
    if (min !== first && min !== last) this.add(minTime, min);
    if (showsMax && maxTime >= minTime) this.add(maxTime, max);
    this.add(cells[at + LAST_TIME] ?? 0, last);
  }

  #gap(before: number): void {
    const previous = this.times[this.length - 1] ?? 0;
    const shown = this.#breaks?.shownAt(this.#next) ?? before;
    const gap = Math.min(before, Math.max(previous, shown));
    this.#put(gap, Number.NaN);
    const held = this.#breaks?.heldBehind(this.#next);
    if (held && held.since <= before) this.#put(Math.max(held.since, gap), held.value);
  }

  #put(time: number, value: number): void {
    const at = this.length;
    this.times[at] = time;
    this.values[at] = value;
    this.length = at + 1;
  }

  #grow(room: number): void {
    const times = new Float64Array(room * 2);
    const values = new Float64Array(room * 2);
    times.set(this.times);
    values.set(this.values);
    this.times = times;
    this.values = values;
  }
}
