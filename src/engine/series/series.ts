import type { SeriesInfo } from '../../model/catalogue.ts';

/** Samples a fresh series has room for: ten thousand idle ones must stay cheap. */
const FIRST_CAPACITY = 32;
/** When a full series makes room it drops this share of its oldest samples at once, so that dropping costs little a sample. */
const DROPPED_SHARE = 8;
/** Breaks remembered a series. */
const MAX_BREAKS = 2_000;
const MAX_DECIMALS = 6;
/** Readings examined for their decimals; after that the precision is taken as known. */
const DECIMALS_EXAMINED = 2_000;
export const BYTES_PER_SAMPLE = 16;

function decimalsOf(value: number): number {
  let scaled = Math.abs(value);
  for (let decimals = 0; decimals < MAX_DECIMALS; decimals++) {
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * Math.max(1, scaled)) return decimals;
    scaled *= 10;
  }
  return MAX_DECIMALS;
}

/**
 * All readings of one quantity: two parallel columns in ascending order of time, contiguous so that a window is a slice.
 * Two samples of the same time are both kept, in order of arrival.
 */
export class Series {
  readonly connection: string;
  readonly device: string;
  readonly quantity: string;
  readonly kind: 'number' | 'state';
  readonly staleAfterMs: number;
  unit: string;
  history: readonly number[] = [];
  decimals = 0;
  /** Grows with every change; compare to know whether there is anything new. */
  version = 0;
  /** Grows when {@link Series.info} changed. */
  infoVersion = 0;
  /** Samples thrown away to stay within bounds, or too old to be kept. */
  evicted = 0;
  /** Epoch ms, ascending; valid from `start` to `end`. */
  times: Float64Array;
  values: Float64Array;
  start = 0;
  end = 0;
  /** Times of breaks, ascending: the line is not drawn from the sample before one to the sample after it. */
  readonly breaks: number[] = [];
  readonly #maxSamples: number;
  #examined = 0;

  constructor(
    identity: { connection: string; device: string; quantity: string },
    unit: string,
    kind: 'number' | 'state',
    staleAfterMs: number,
    maxSamples: number,
  ) {
    this.connection = identity.connection;
    this.device = identity.device;
    this.quantity = identity.quantity;
    this.unit = unit;
    this.kind = kind;
    this.staleAfterMs = staleAfterMs;
    this.#maxSamples = Math.max(2, maxSamples);
    const capacity = Math.min(FIRST_CAPACITY, this.#maxSamples);
    this.times = new Float64Array(capacity);
    this.values = new Float64Array(capacity);
  }

  get length(): number {
    return this.end - this.start;
  }

  /** NaN while there is none. */
  get lastTime(): number {
    return this.end > this.start ? (this.times[this.end - 1] ?? Number.NaN) : Number.NaN;
  }

  get lastValue(): number {
    return this.end > this.start ? (this.values[this.end - 1] ?? Number.NaN) : Number.NaN;
  }

  /** Bytes held by the columns. */
  get bytes(): number {
    return this.times.byteLength + this.values.byteLength;
  }

  get info(): SeriesInfo {
    const { connection, device, quantity, unit, kind, staleAfterMs, decimals, history } = this;
    return { connection, device, quantity, unit, kind, staleAfterMs, decimals, history };
  }

  /** Takes in one reading. A late one is put in its place; one older than all that is kept by a full series is counted. */
  append(time: number, value: number): void {
    if (this.end === this.times.length) this.#makeRoom();
    this.version += 1;
    if (this.#examined < DECIMALS_EXAMINED) this.#examine(value);
    const { times, values, end } = this;
    if (end === this.start || time >= (times[end - 1] ?? Number.NEGATIVE_INFINITY)) {
      times[end] = time;
      values[end] = value;
      this.end = end + 1;
      return;
    }
    const at = this.indexAfter(time);
    if (at === this.start && this.evicted > 0) {
      this.evicted += 1;
      return;
    }
    times.copyWithin(at + 1, at, end);
    values.copyWithin(at + 1, at, end);
    times[at] = time;
    values[at] = value;
    this.end = end + 1;
  }

  /** The line must not be bridged over this time. */
  breakAt(time: number): void {
    if (this.end === this.start || this.breaks.at(-1) === time) return;
    let at = this.breaks.length;
    while (at > 0 && (this.breaks[at - 1] ?? 0) > time) at -= 1;
    this.breaks.splice(at, 0, time);
    if (this.breaks.length > MAX_BREAKS) this.breaks.shift();
    this.version += 1;
  }

  /** Index of the first sample at or after a time. */
  indexAt(time: number): number {
    let low = this.start;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Index of the first sample after a time. */
  indexAfter(time: number): number {
    let low = this.start;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Throws away the oldest samples, at least one, and gives the memory back. */
  evict(count: number): void {
    const dropped = Math.min(Math.max(1, count), this.length);
    this.start += dropped;
    this.evicted += dropped;
    const capacity = Math.max(FIRST_CAPACITY, this.length + (this.length >> 2));
    this.#move(capacity);
  }

  #makeRoom(): void {
    const { length } = this;
    if (length < this.#maxSamples) {
      const slack = Math.max(1, Math.floor(this.#maxSamples / DROPPED_SHARE));
      this.#move(Math.min(Math.max(length * 2, FIRST_CAPACITY), this.#maxSamples + slack));
      return;
    }
    const dropped = Math.max(1, length - this.#maxSamples + Math.floor(this.#maxSamples / DROPPED_SHARE));
    this.start += dropped;
    this.evicted += dropped;
    this.times.copyWithin(0, this.start, this.end);
    this.values.copyWithin(0, this.start, this.end);
    this.end -= this.start;
    this.start = 0;
    this.#forgetBreaks();
  }

  #move(capacity: number): void {
    const times = new Float64Array(capacity);
    const values = new Float64Array(capacity);
    times.set(this.times.subarray(this.start, this.end));
    values.set(this.values.subarray(this.start, this.end));
    this.times = times;
    this.values = values;
    this.end -= this.start;
    this.start = 0;
    this.#forgetBreaks();
  }

  #forgetBreaks(): void {
    const oldest = this.times[this.start] ?? 0;
    let passed = 0;
    while (passed < this.breaks.length && (this.breaks[passed] ?? 0) < oldest) passed += 1;
    if (passed > 0) this.breaks.splice(0, passed);
  }

  #examine(value: number): void {
    this.#examined += 1;
    if (this.decimals >= MAX_DECIMALS) return;
    const decimals = decimalsOf(value);
    if (decimals <= this.decimals) return;
    this.decimals = decimals;
    this.infoVersion += 1;
  }
}
