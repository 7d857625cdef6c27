import {
  LONGEST_PAGE_TICKS,
  PAGE_MASK,
  PAGE_SAMPLES,
  PAGE_SHIFT,
  type Pages,
  SAMPLE_SHIFT,
  TICKS_PER_MS,
} from './pages.ts';

/** Takes samples in ascending order of time, a run at a time. */
export interface SampleTaker {
  /**
   * @param base epoch ms to which the ticks are added
   * @param from index of the first sample in `ticks` and `values`
   * @param to index behind the last
   */
  addRun(base: number, ticks: Uint32Array, values: Float64Array, from: number, to: number): void;
}

const EMPTY_TICKS = new Uint32Array(0);
const EMPTY_VALUES = new Float64Array(0);
const OFFSET_MASK = PAGE_SAMPLES - 1;
/** Room made in front of the list of pages once this many have been dropped. */
const DROPPED_BEFORE_SHIFT = 64;

/**
 * The raw samples of one series in ascending order of time, samples of the same time in order of arrival.
 *
 * A position names a sample: the index of its page in the list and its place in the page, `index << SAMPLE_SHIFT | place`. Positions grow
 * with time but are not dense, and hold only until the next change.
 */
export class Samples {
  /** How many there are. */
  length = 0;
  readonly #pages: Pages;
  /** Pages, oldest first, from `#head` on. */
  #list: number[] = [];
  #head = 0;

  constructor(pages: Pages) {
    this.#pages = pages;
  }

  get pageCount(): number {
    return this.#list.length - this.#head;
  }

  /** Position behind the newest sample. */
  get end(): number {
    return this.#list.length << SAMPLE_SHIFT;
  }

  /** Position of the oldest sample. */
  get start(): number {
    return this.#head << SAMPLE_SHIFT;
  }

  /** Samples in the oldest page. */
  get firstFill(): number {
    return this.length > 0 ? this.#fillAt(this.#head) : 0;
  }

  /** Adds a sample that is not older than any other. `time`: epoch ms in whole ticks, as everywhere here. */
  push(time: number, value: number): void {
    const list = this.#list;
    const pages = this.#pages;
    let page = list[list.length - 1] ?? 0;
    let fill = PAGE_SAMPLES;
    let tick = 0;
    if (list.length > this.#head) {
      fill = pages.fills[page] ?? 0;
      tick = (time - (pages.bases[page] ?? 0)) * TICKS_PER_MS;
    }
    if (fill === PAGE_SAMPLES || tick > LONGEST_PAGE_TICKS) {
      page = pages.take(time);
      list.push(page);
      fill = 0;
      tick = 0;
    }
    const at = ((page & PAGE_MASK) << SAMPLE_SHIFT) | fill;
    const slab = page >> PAGE_SHIFT;
    (pages.ticks[slab] ?? EMPTY_TICKS)[at] = tick;
    (pages.values[slab] ?? EMPTY_VALUES)[at] = value;
    pages.fills[page] = fill + 1;
    this.length += 1;
  }

  /** Puts a sample that is older than the newest in its place. */
  insert(time: number, value: number): void {
    const index = this.#indexOf(time);
    if (index < this.#head) {
      const first = this.#list[this.#head];
      if (first === undefined || !this.#putFirst(first, time, value)) {
        this.#addPage(this.#head, time, value);
      }
      this.length += 1;
      return;
    }
    const page = this.#list[index] ?? 0;
    const place = this.#placeAfter(page, time);
    const fill = this.#pages.fills[page] ?? 0;
    const tick = (time - (this.#pages.bases[page] ?? 0)) * TICKS_PER_MS;
    const next = this.#list[index + 1];
    if (fill < PAGE_SAMPLES && tick <= LONGEST_PAGE_TICKS) {
      this.#putAt(page, place, tick, value);
    } else if (place === fill) {
      if (next === undefined || !this.#putFirst(next, time, value)) this.#addPage(index + 1, time, value);
    } else if (this.#moveLastOn(page, index)) {
      this.#putAt(page, place, tick, value);
    } else {
      this.#split(page, index);
      this.insert(time, value);
      return;
    }
    this.length += 1;
  }

  /** Hands over and removes the oldest `count` samples, which are all in the first page. */
  dropOldest(count: number, taker: SampleTaker): void {
    const page = this.#list[this.#head];
    if (page === undefined) return;
    const { fills, bases } = this.#pages;
    const fill = fills[page] ?? 0;
    const begin = this.start;
    this.feed(begin, begin + (count < fill ? count : PAGE_SAMPLES), taker);
    this.length -= count;
    if (count === fill) {
      this.#pages.giveBack(page);
      this.#head += 1;
      if (this.#head >= DROPPED_BEFORE_SHIFT && this.#head * 2 > this.#list.length) {
        this.#list.splice(0, this.#head);
        this.#head = 0;
      }
      return;
    }
    const ticks = this.#ticks(page);
    const at = (page & PAGE_MASK) << SAMPLE_SHIFT;
    const shift = ticks[at + count] ?? 0;
    this.#values(page).copyWithin(at, at + count, at + fill);
    ticks.copyWithin(at, at + count, at + fill);
    for (let i = at; i < at + fill - count; i++) ticks[i] = (ticks[i] ?? 0) - shift;
    bases[page] = (bases[page] ?? 0) + shift / TICKS_PER_MS;
    fills[page] = fill - count;
  }

  /** Forgets the samples later than a time; returns how many. */
  dropAfter(time: number): number {
    const position = this.positionAfter(time);
    const count = this.count(position, this.end, Number.POSITIVE_INFINITY);
    if (count === 0) return 0;
    const index = position >> SAMPLE_SHIFT;
    const left = position & OFFSET_MASK;
    const first = this.#list[index];
    if (left > 0 && first !== undefined) this.#pages.fills[first] = left;
    for (const page of this.#list.splice(left > 0 ? index + 1 : index)) this.#pages.giveBack(page);
    this.length -= count;
    return count;
  }

  /** Forgets all samples. */
  clear(): void {
    for (let index = this.#head; index < this.#list.length; index++) {
      const page = this.#list[index];
      if (page !== undefined) this.#pages.giveBack(page);
    }
    this.#list = [];
    this.#head = 0;
    this.length = 0;
  }

  /** Epoch ms of the sample at a position. */
  timeAt(position: number): number {
    const page = this.#list[position >> SAMPLE_SHIFT] ?? 0;
    const at = ((page & PAGE_MASK) << SAMPLE_SHIFT) | (position & OFFSET_MASK);
    return (this.#pages.bases[page] ?? 0) + (this.#ticks(page)[at] ?? 0) / TICKS_PER_MS;
  }

  valueAt(position: number): number {
    const page = this.#list[position >> SAMPLE_SHIFT] ?? 0;
    return this.#values(page)[((page & PAGE_MASK) << SAMPLE_SHIFT) | (position & OFFSET_MASK)] ?? 0;
  }

  /** Position of the sample before this position, which must not be the start. */
  before(position: number): number {
    if ((position & OFFSET_MASK) > 0) return position - 1;
    const index = (position >> SAMPLE_SHIFT) - 1;
    return (index << SAMPLE_SHIFT) + this.#fillAt(index) - 1;
  }

  /** Position of the first sample later than a time. */
  positionAfter(time: number): number {
    const index = this.#indexOf(time);
    if (index < this.#head) return this.start;
    const page = this.#list[index] ?? 0;
    const place = this.#placeAfter(page, time);
    return place === (this.#pages.fills[page] ?? 0)
      ? (index + 1) << SAMPLE_SHIFT
      : (index << SAMPLE_SHIFT) + place;
  }

  /** Position of the first sample at or after a time. */
  positionAt(time: number): number {
    // Times are whole ticks: nothing lies between two of them.
    return this.positionAfter(Math.ceil(time * TICKS_PER_MS - 1) / TICKS_PER_MS);
  }

  /** Position of the oldest of the newest `count` samples. */
  tail(count: number): number {
    let left = count;
    let index = this.#list.length;
    while (left > 0 && index > this.#head) {
      index -= 1;
      const fill = this.#fillAt(index);
      if (left < fill) return (index << SAMPLE_SHIFT) + fill - left;
      left -= fill;
    }
    return index << SAMPLE_SHIFT;
  }

  /** How many samples lie between two positions; stops counting soon after `enough`. */
  count(begin: number, end: number, enough: number): number {
    const lastIndex = end >> SAMPLE_SHIFT;
    let index = begin >> SAMPLE_SHIFT;
    let count = (end & OFFSET_MASK) - (begin & OFFSET_MASK);
    for (; index < lastIndex && count - PAGE_SAMPLES <= enough; index++) count += this.#fillAt(index);
    return count;
  }

  /** Hands over the samples between two positions, in order. */
  feed(begin: number, end: number, taker: SampleTaker): void {
    const lastIndex = end >> SAMPLE_SHIFT;
    for (let index = begin >> SAMPLE_SHIFT; index <= lastIndex; index++) {
      const page = this.#list[index];
      if (page === undefined) return;
      const ticks = this.#ticks(page);
      const values = this.#values(page);
      const base = this.#pages.bases[page] ?? 0;
      const at = (page & PAGE_MASK) << SAMPLE_SHIFT;
      const from = index === begin >> SAMPLE_SHIFT ? begin & OFFSET_MASK : 0;
      const to = index === lastIndex ? end & OFFSET_MASK : (this.#pages.fills[page] ?? 0);
      if (to > from) taker.addRun(base, ticks, values, at + from, at + to);
    }
  }

  #ticks(page: number): Uint32Array {
    return this.#pages.ticks[page >> PAGE_SHIFT] ?? EMPTY_TICKS;
  }

  #values(page: number): Float64Array {
    return this.#pages.values[page >> PAGE_SHIFT] ?? EMPTY_VALUES;
  }

  #fillAt(index: number): number {
    return this.#pages.fills[this.#list[index] ?? 0] ?? 0;
  }

  /** Index of the last page that begins at or before a time; `#head - 1` when all begin later. */
  #indexOf(time: number): number {
    const { bases } = this.#pages;
    let low = this.#head;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((bases[this.#list[middle] ?? 0] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Place of the first sample of a page later than a time; the page's fill when there is none. */
  #placeAfter(page: number, time: number): number {
    const ticks = this.#ticks(page);
    const tick = (time - (this.#pages.bases[page] ?? 0)) * TICKS_PER_MS;
    const at = (page & PAGE_MASK) << SAMPLE_SHIFT;
    let low = 0;
    let high = this.#pages.fills[page] ?? 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ticks[at + middle] ?? 0) <= tick) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Puts a sample into a page that has room for it. */
  #putAt(page: number, place: number, tick: number, value: number): void {
    const ticks = this.#ticks(page);
    const values = this.#values(page);
    const fill = this.#pages.fills[page] ?? 0;
    const at = (page & PAGE_MASK) << SAMPLE_SHIFT;
    ticks.copyWithin(at + place + 1, at + place, at + fill);
    values.copyWithin(at + place + 1, at + place, at + fill);
    ticks[at + place] = tick;
    values[at + place] = value;
    this.#pages.fills[page] = fill + 1;
  }

  /** Puts a sample before all others of a page, if it can take one more so much earlier. */
  #putFirst(page: number, time: number, value: number): boolean {
    const { fills, bases } = this.#pages;
    const fill = fills[page] ?? 0;
    const ticks = this.#ticks(page);
    const at = (page & PAGE_MASK) << SAMPLE_SHIFT;
    const shift = ((bases[page] ?? 0) - time) * TICKS_PER_MS;
    if (fill === PAGE_SAMPLES || (ticks[at + fill - 1] ?? 0) + shift > LONGEST_PAGE_TICKS) return false;
    for (let i = at; i < at + fill; i++) ticks[i] = (ticks[i] ?? 0) + shift;
    this.#putAt(page, 0, 0, value);
    bases[page] = time;
    return true;
  }

  /** A new page with one sample, at an index of the list. */
  #addPage(index: number, time: number, value: number): void {
    const page = this.#pages.take(time);
    this.#putAt(page, 0, 0, value);
    if (index === this.#head && this.#head > 0) {
      this.#head -= 1;
      this.#list[this.#head] = page;
    } else this.#list.splice(index, 0, page);
  }

  /** Makes room in a full page by moving its last sample to the next one, or to a new last page. */
  #moveLastOn(page: number, index: number): boolean {
    const last = PAGE_SAMPLES - 1;
    const time = this.timeAt((index << SAMPLE_SHIFT) + last);
    const value = this.valueAt((index << SAMPLE_SHIFT) + last);
    const next = this.#list[index + 1];
    if (next === undefined) this.#addPage(index + 1, time, value);
    else if (!this.#putFirst(next, time, value)) return false;
    this.#pages.fills[page] = last;
    return true;
  }

  /** Moves the later half of a full page to a new one behind it. */
  #split(page: number, index: number): void {
    const half = PAGE_SAMPLES >> 1;
    const base = this.timeAt((index << SAMPLE_SHIFT) + half);
    const added = this.#pages.take(base);
    const from = ((page & PAGE_MASK) << SAMPLE_SHIFT) + half;
    const to = (added & PAGE_MASK) << SAMPLE_SHIFT;
    const ticks = this.#ticks(page);
    const values = this.#values(page);
    const addedTicks = this.#ticks(added);
    const addedValues = this.#values(added);
    const shift = ticks[from] ?? 0;
    for (let i = 0; i < half; i++) {
      addedTicks[to + i] = (ticks[from + i] ?? 0) - shift;
      addedValues[to + i] = values[from + i] ?? 0;
    }
    this.#pages.fills[page] = half;
    this.#pages.fills[added] = half;
    this.#list.splice(index + 1, 0, added);
  }
}
