import { TICKS_PER_MS } from './pages.ts';

/** Bytes a break takes. */
export const BYTES_PER_BREAK = 16;

/** A state that is told anew with the time it bore before has the same sample as its newest, but is known again. */
interface Held {
  /** From when on by our clock, epoch ms. */
  readonly since: number;
  readonly value: number;
}

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
  /** By the first moment behind a break: where the line goes on without a new sample. Null while none does. */
  #held: Map<number, Held> | null = null;

  get length(): number {
    return this.#after.length;
  }

  /**
   * Adds a break behind everything up to `lastTime`; returns whether there was none. A second one with no sample in between changes nothing but
   * that what was known again is not any more.
   * @param most breaks kept; the oldest go first, and with them what is known of the lines before
   */
  add(lastTime: number, shown: number, most: number): boolean {
    const after = lastTime + 1 / TICKS_PER_MS;
    const place = this.indexAfter(after);
    this.#held?.delete(after);
    if (this.#after[place - 1] === after || after <= this.#unknownTo) return false;
    if (this.length === 0) {
      // An empty array that grows takes room for many more: of thousands of series most have one.
      this.#after = [after];
      this.#shown = [shown];
      return true;
    }
    this.#after.splice(place, 0, after);
    this.#shown.splice(place, 0, shown);
    if (this.length > most) this.#forget(this.length - most);
    return true;
  }

  /**
   * What the newest sample says is known again, from `since` on; returns whether it was not. Both epoch ms.
   * @param lastTime of the newest sample
   * @param value of it
   */
  hold(lastTime: number, since: number, value: number): boolean {
    if (!this.isBehind(lastTime)) return false;
    this.#held ??= new Map();
    this.#held.set(lastTime + 1 / TICKS_PER_MS, { since, value });
    return true;
  }

  /** Where the line goes on behind a break without a new sample; undefined where it does not. */
  heldBehind(index: number): Held | undefined {
    return this.#held?.get(this.afterAt(index));
  }

  /** Forgets all breaks but those with samples before them, of which the newest is of this time; all where it is NaN. */
  dropBehind(lastTime: number): void {
    const kept = Number.isNaN(lastTime) ? 0 : this.indexAfter(lastTime + 1 / TICKS_PER_MS);
    for (const after of this.#after.slice(kept)) this.#held?.delete(after);
    this.#after.length = kept;
    this.#shown.length = kept;
    this.#unknownTo = Math.min(this.#unknownTo, lastTime + 1 / TICKS_PER_MS || Number.NEGATIVE_INFINITY);
  }

  /** Whether there is a break right behind a sample of this time, and what it says is not known again. */
  isBehind(time: number): boolean {
    const after = time + 1 / TICKS_PER_MS;
    return this.#after[this.indexAfter(after) - 1] === after && !this.#held?.has(after);
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
    for (const after of this.#after.splice(0, count)) this.#held?.delete(after);
    this.#shown.splice(0, count);
  }
}
