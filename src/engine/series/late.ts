/** Late samples remembered: who looks at a series once a display frame seldom misses more. */
export const LATE_KEPT = 64;

/** The newest late samples of a series, so that who has already read the series need not read it again. */
export class LateLog {
  /** Late samples so far. */
  count = 0;
  readonly #times = new Float64Array(LATE_KEPT);
  readonly #values = new Float64Array(LATE_KEPT);

  add(time: number, value: number): void {
    this.#times[this.count % LATE_KEPT] = time;
    this.#values[this.count % LATE_KEPT] = value;
    this.count += 1;
  }

  /** Time of the `index`-th late sample, which is among the newest {@link LATE_KEPT}. */
  timeAt(index: number): number {
    return this.#times[index % LATE_KEPT] ?? 0;
  }

  valueAt(index: number): number {
    return this.#values[index % LATE_KEPT] ?? 0;
  }
}
