/** A time that lies further ahead of its arrival is from the future; clocks that differ by less do no harm. */
export const AHEAD_MS = 5_000;

/**
 * What the order of arrival tells of a series, whose samples lie in order of time: a sample from the future stays the newest until its time has
 * come, and what has arrived since says how things are. Numbers only, so that nothing is made a reading.
 */
export class Arrivals {
  /** Of what has arrived since the newest sample, of what arrived at once the newest. */
  sinceValue = Number.NaN;
  /**
   * Time of the newest of all that has arrived since and is not from the future itself; where the newest is from the future and nothing has, of
   * what was the newest before. NaN while there is none.
   */
  sinceNewest = Number.NaN;
  #sinceTime = Number.NaN;
  #sinceArrival = Number.NaN;
  /** Of the newest sample, epoch ms. */
  #arrival = Number.NaN;

  /** A sample that is newer than all others has arrived. @param before time of the newest until then; NaN where there was none */
  newest(time: number, arrival: number, before: number): void {
    if (!(time > arrival + AHEAD_MS)) this.sinceNewest = Number.NaN;
    else if (!(before > this.#arrival + AHEAD_MS)) this.sinceNewest = before;
    this.#arrival = arrival;
    this.#sinceTime = Number.NaN;
  }

  /** A sample that lies before the newest has arrived. */
  since(time: number, value: number, arrival: number): void {
    if (time <= arrival + AHEAD_MS && !(time <= this.sinceNewest)) this.sinceNewest = time;
    if (arrival === this.#arrival) return;
    if (arrival === this.#sinceArrival && time < this.#sinceTime) return;
    this.#sinceTime = time;
    this.sinceValue = value;
    this.#sinceArrival = arrival;
  }

  /** Whether the newest sample, of this time, is from the future and others have arrived since, which count instead. */
  passOver(lastTime: number): boolean {
    return lastTime > this.#arrival + AHEAD_MS && !Number.isNaN(this.#sinceTime);
  }

  /** The time of what counts as heard last: of its arrival, where the clock that dated it is ahead, so that it tells an age. */
  timeOf(lastTime: number): number {
    return this.passOver(lastTime)
      ? Math.min(this.#sinceTime, this.#sinceArrival)
      : Math.min(lastTime, this.#arrival);
  }
}
