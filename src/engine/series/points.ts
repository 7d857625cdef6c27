import type { Breaks } from './breaks.ts';

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
    const room = this.length + 2 * most;
    if (room > this.times.length) this.#grow(room);
    this.#lineStart = this.length;
    this.#breaks = breaks;
  }

  /** Adds a point, not older than the one before; between two that a break lies between there is a gap. */
  add(time: number, value: number): void {
    if (this.length === this.#lineStart) {
      this.#next = this.#breaks?.indexAfter(time) ?? 0;
      this.#nextAfter = this.#breaks?.afterAt(this.#next) ?? Number.POSITIVE_INFINITY;
    } else if (time >= this.#nextAfter) {
      this.#gap(time);
      this.#next = this.#breaks?.indexAfter(time) ?? 0;
      this.#nextAfter = this.#breaks?.afterAt(this.#next) ?? Number.POSITIVE_INFINITY;
    }
    const at = this.length;
    this.times[at] = time;
    this.values[at] = value;
    this.length = at + 1;
  }

  /** Time of the newest point of this line; before all times where there is none. */
  get lastTime(): number {
    return this.length > this.#lineStart
      ? (this.times[this.length - 1] ?? Number.NEGATIVE_INFINITY)
      : Number.NEGATIVE_INFINITY;
  }

  /** Ends the line in a gap if the link broke behind its last point. */
  endInGap(before: number): void {
    const shown = this.#breaks?.shownAt(this.#next) ?? Number.NaN;
    if (this.length > this.#lineStart && shown <= before) this.#gap(before);
  }

  #gap(before: number): void {
    const previous = this.times[this.length - 1] ?? 0;
    const shown = this.#breaks?.shownAt(this.#next) ?? before;
    this.times[this.length] = Math.min(before, Math.max(previous, shown));
    this.values[this.length] = Number.NaN;
    this.length += 1;
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
