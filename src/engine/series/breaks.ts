import { TICKS_PER_MS } from './pages.ts';

/** Bytes a break takes. */
export const BYTES_PER_BREAK = 16;

/**
 * Where a line must not be bridged. A break lies behind a sample, not at a moment of our clock: a source whose clock is fast or slow has
 * its gap between the right two samples all the same.
 */
export class Breaks {
  /** The first moments behind the breaks, ascending; epoch ms. */
  #after: number[] = [];
  /** When the links broke by our clock, where the gap is shown if it fits between the two samples. */
  #shown: number[] = [];
  /** Up to here some have been forgotten: nothing before is joined, as it may lie on both sides of one. Epoch ms. */
  #unknownTo = Number.NEGATIVE_INFINITY;

  get length(): number {
    return this.#after.length;
  }

  /**
   * Adds a break behind everything up to `lastTime`. A second one with no sample in between changes nothing.
   * @param most breaks kept; the oldest go first, and with them what is known of the lines before
   */
  add(lastTime: number, shown: number, most: number): void {
    const after = lastTime + 1 / TICKS_PER_MS;
    const place = this.indexAfter(after);
    if (this.#after[place - 1] === after || after <= this.#unknownTo) return;
    if (this.length === 0) {
      // An empty array that grows takes room for many more: of thousands of series most have one.
      this.#after = [after];
      this.#shown = [shown];
      return;
    }
    this.#after.splice(place, 0, after);
    this.#shown.splice(place, 0, shown);
    if (this.length > most) this.#forget(this.length - most);
  }

  /** Forgets all breaks but those with samples before them, of which the newest is of this time; all where it is NaN. */
  dropBehind(lastTime: number): void {
    const kept = Number.isNaN(lastTime) ? 0 : this.indexAfter(lastTime + 1 / TICKS_PER_MS);
    this.#after.length = kept;
    this.#shown.length = kept;
    this.#unknownTo = Math.min(this.#unknownTo, lastTime + 1 / TICKS_PER_MS || Number.NEGATIVE_INFINITY);
  }

  /** Whether there is a break right behind a sample of this time. */
  isBehind(time: number): boolean {
    const after = time + 1 / TICKS_PER_MS;
    return this.#after[this.indexAfter(after) - 1] === after;
  }

  /** Index of the first break behind a time; `length` when there is none. */
  indexAfter(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.afterAt(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** First moment that a line which has come to a time must not be joined to. @param index of the first break behind that time */
  endOf(time: number, index: number): number {
    return time < this.#unknownTo ? time + 1 / TICKS_PER_MS : this.afterAt(index);
  }

  /** First moment behind a break; infinite where there is none. */
  afterAt(index: number): number {
    return this.#after[index] ?? Number.POSITIVE_INFINITY;
  }

  /** When the link broke; NaN where there is none. */
  shownAt(index: number): number {
    return this.#shown[index] ?? Number.NaN;
  }

  #forget(count: number): void {
    this.#unknownTo = this.afterAt(count - 1);
    this.#after.splice(0, count);
    this.#shown.splice(0, count);
  }
}
