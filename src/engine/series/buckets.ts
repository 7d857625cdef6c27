import { TICKS_PER_MS } from './pages.ts';

/** Columns of a bucket in {@link Buckets.cells}. */
export const COUNT = 0;
export const SUM = 1;
export const FIRST_TIME = 2;
export const FIRST = 3;
export const LAST_TIME = 4;
export const LAST = 5;
export const MIN_TIME = 6;
export const MIN = 7;
export const MAX_TIME = 8;
export const MAX = 9;
/** Cells a bucket takes. */
export const STRIDE = 10;
export const BYTES_PER_BUCKET = STRIDE * Float64Array.BYTES_PER_ELEMENT;

const GROWTH = 1.25;

/**
 * What samples amount to, gathered by multiples of a width of time: count, sum, and the first, last, lowest and highest sample, each
 * with its own time. Ascending; buckets share no time. A bucket is known by its first sample; where one was taken over
 * from wider buckets its last sample may lie beyond the width.
 */
export class Buckets {
  /** Ms. */
  readonly width: number;
  /** {@link STRIDE} numbers a bucket, from bucket `start` to bucket `end`. */
  cells = new Float64Array(0);
  start = 0;
  end = 0;
  /** Where the newest bucket ends, epoch ms. */
  #edge = Number.NEGATIVE_INFINITY;

  constructor(width: number) {
    this.width = width;
  }

  get length(): number {
    return this.end - this.start;
  }

  get bytes(): number {
    return this.cells.byteLength;
  }

  /** One figure of one bucket. */
  cell(bucket: number, column: number): number {
    return this.cells[bucket * STRIDE + column] ?? 0;
  }

  /** Adds samples in ascending order of time. */
  addRun(base: number, ticks: Uint32Array, values: Float64Array, from: number, to: number): void {
    let i = from;
    while (i < to) {
      // The first of each bucket finds its place, what follows it in the same bucket needs no looking.
      this.add(base + (ticks[i] ?? 0) / TICKS_PER_MS, values[i] ?? 0);
      i += 1;
      const edgeTick = (this.#edge - base) * TICKS_PER_MS;
      if (i < to && (ticks[i] ?? 0) < edgeTick) i = this.#addRest(base, ticks, values, i, to, edgeTick);
    }
  }

  /** Adds one sample, whenever it is of. Of samples of the same time the later added one counts as the later. */
  add(time: number, value: number): void {
    const { cells, end } = this;
    const at = (end - 1) * STRIDE;
    if (end === this.start || time >= this.#edge) {
      if (end > this.start && time < (cells[at + LAST_TIME] ?? 0)) this.#addLate(time, value);
      else this.#push(time, value);
      return;
    }
    if (time < (cells[at + LAST_TIME] ?? 0)) {
      this.#addLate(time, value);
      return;
    }
    cells[at] = (cells[at] ?? 0) + 1;
    cells[at + SUM] = (cells[at + SUM] ?? 0) + value;
    cells[at + LAST_TIME] = time;
    cells[at + LAST] = value;
    if (value < (cells[at + MIN] ?? 0)) {
      cells[at + MIN] = value;
      cells[at + MIN_TIME] = time;
    } else if (value > (cells[at + MAX] ?? 0)) {
      cells[at + MAX] = value;
      cells[at + MAX_TIME] = time;
    }
  }

  /** Adds a bucket of another set, of samples that are not older than any here. */
  take(from: Buckets, bucket: number): void {
    const source = bucket * STRIDE;
    const { cells } = from;
    const firstTime = cells[source + FIRST_TIME] ?? 0;
    const at = (this.end - 1) * STRIDE;
    if (this.end === this.start || firstTime >= this.#edge) {
      this.#makeRoom();
      this.cells.set(cells.subarray(source, source + STRIDE), this.end * STRIDE);
      this.end += 1;
      this.#edge = this.#edgeOf(firstTime);
      return;
    }
    const mine = this.cells;
    mine[at] = (mine[at] ?? 0) + (cells[source] ?? 0);
    mine[at + SUM] = (mine[at + SUM] ?? 0) + (cells[source + SUM] ?? 0);
    mine[at + LAST_TIME] = cells[source + LAST_TIME] ?? 0;
    mine[at + LAST] = cells[source + LAST] ?? 0;
    if ((cells[source + MIN] ?? 0) < (mine[at + MIN] ?? 0)) {
      mine[at + MIN] = cells[source + MIN] ?? 0;
      mine[at + MIN_TIME] = cells[source + MIN_TIME] ?? 0;
    }
    if ((cells[source + MAX] ?? 0) > (mine[at + MAX] ?? 0)) {
      mine[at + MAX] = cells[source + MAX] ?? 0;
      mine[at + MAX_TIME] = cells[source + MAX_TIME] ?? 0;
    }
  }

  /** Forgets the oldest `count` buckets. */
  drop(count: number): void {
    this.start = Math.min(this.end, this.start + count);
  }

  /** Forgets the buckets whose samples are all older than a time. */
  dropBefore(time: number): void {
    while (this.start < this.end && this.cell(this.start, LAST_TIME) < time) this.start += 1;
  }

  /** Gives back room that is not needed. */
  compact(): void {
    if (this.length * GROWTH * GROWTH > this.cells.length / STRIDE) return;
    this.cells = this.cells.slice(this.start * STRIDE, this.end * STRIDE);
    this.end -= this.start;
    this.start = 0;
  }

  clear(): void {
    this.start = 0;
    this.end = 0;
  }

  /** Index of the last bucket whose first sample is at or before a time; `start - 1` when there is none. */
  indexOf(time: number): number {
    let low = this.start;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.cell(middle, FIRST_TIME) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Adds samples to the newest bucket up to a tick; returns the index behind the last. */
  #addRest(
    base: number,
    ticks: Uint32Array,
    values: Float64Array,
    from: number,
    to: number,
    edgeTick: number,
  ): number {
    const { cells } = this;
    const at = (this.end - 1) * STRIDE;
    const lastTick = ((cells[at + LAST_TIME] ?? 0) - base) * TICKS_PER_MS;
    let i = from;
    if ((ticks[i] ?? 0) < lastTick) return i;
    let sum = cells[at + SUM] ?? 0;
    let min = cells[at + MIN] ?? 0;
    let max = cells[at + MAX] ?? 0;
    let minAt = -1;
    let maxAt = -1;
    for (; i < to && (ticks[i] ?? 0) < edgeTick; i++) {
      const value = values[i] ?? 0;
      sum += value;
      if (value < min) {
        min = value;
        minAt = i;
      } else if (value > max) {
        max = value;
        maxAt = i;
      }
    }
    cells[at] = (cells[at] ?? 0) + i - from;
    cells[at + SUM] = sum;
    cells[at + LAST_TIME] = base + (ticks[i - 1] ?? 0) / TICKS_PER_MS;
    cells[at + LAST] = values[i - 1] ?? 0;
    if (minAt >= 0) {
      cells[at + MIN] = min;
      cells[at + MIN_TIME] = base + (ticks[minAt] ?? 0) / TICKS_PER_MS;
    }
    if (maxAt >= 0) {
      cells[at + MAX] = max;
      cells[at + MAX_TIME] = base + (ticks[maxAt] ?? 0) / TICKS_PER_MS;
    }
    return i;
  }

  #edgeOf(time: number): number {
    return (Math.floor(time / this.width) + 1) * this.width;
  }

  #isSame(one: number, other: number): boolean {
    return Math.floor(one / this.width) === Math.floor(other / this.width);
  }

  #push(time: number, value: number): void {
    this.#makeRoom();
    this.#write(this.end, time, value);
    this.end += 1;
    this.#edge = this.#edgeOf(time);
  }

  #write(bucket: number, time: number, value: number): void {
    const { cells } = this;
    const at = bucket * STRIDE;
    cells[at] = 1;
    cells[at + SUM] = value;
    cells[at + FIRST_TIME] = time;
    cells[at + FIRST] = value;
    cells[at + LAST_TIME] = time;
    cells[at + LAST] = value;
    cells[at + MIN_TIME] = time;
    cells[at + MIN] = value;
    cells[at + MAX_TIME] = time;
    cells[at + MAX] = value;
  }

  #addLate(time: number, value: number): void {
    const before = this.indexOf(time);
    const after = before + 1;
    if (
      before >= this.start &&
      (time <= this.cell(before, LAST_TIME) || this.#isSame(this.cell(before, FIRST_TIME), time))
    ) {
      this.#mix(before, time, value);
    } else if (after < this.end && this.#isSame(this.cell(after, FIRST_TIME), time)) {
      this.#mix(after, time, value);
    } else {
      const shift = this.start;
      this.#makeRoom();
      const place = after - (shift - this.start);
      this.cells.copyWithin((place + 1) * STRIDE, place * STRIDE, this.end * STRIDE);
      this.#write(place, time, value);
      this.end += 1;
    }
  }

  /** Adds a late sample to the bucket it belongs to. */
  #mix(bucket: number, time: number, value: number): void {
    const { cells } = this;
    const at = bucket * STRIDE;
    cells[at] = (cells[at] ?? 0) + 1;
    cells[at + SUM] = (cells[at + SUM] ?? 0) + value;
    if (time < (cells[at + FIRST_TIME] ?? 0)) {
      cells[at + FIRST_TIME] = time;
      cells[at + FIRST] = value;
    }
    if (time >= (cells[at + LAST_TIME] ?? 0)) {
      cells[at + LAST_TIME] = time;
      cells[at + LAST] = value;
    }
    // Of equals the earliest stands for all, in whatever order they came.
    const min = cells[at + MIN] ?? 0;
    if (value < min || (value === min && time < (cells[at + MIN_TIME] ?? 0))) {
      cells[at + MIN] = value;
      cells[at + MIN_TIME] = time;
    }
    const max = cells[at + MAX] ?? 0;
    if (value > max || (value === max && time < (cells[at + MAX_TIME] ?? 0))) {
      cells[at + MAX] = value;
      cells[at + MAX_TIME] = time;
    }
  }

  /** Room for one more bucket at the end. Moves the buckets to the front if much of it lies unused there. */
  #makeRoom(): void {
    const room = this.cells.length / STRIDE;
    if (this.end < room) return;
    const { start, end } = this;
    if (start > 0 && start * 4 >= room) this.cells.copyWithin(0, start * STRIDE, end * STRIDE);
    else {
      const cells = new Float64Array(Math.ceil((end - start + 1) * GROWTH) * STRIDE);
      cells.set(this.cells.subarray(start * STRIDE, end * STRIDE));
      this.cells = cells;
    }
    this.start = 0;
    this.end = end - start;
  }
}
