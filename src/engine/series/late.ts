/** Late samples remembered: who looks at a series once a display frame seldom misses more. */
export const LATE_KEPT = 64;

/** Bytes a log takes. */
export const BYTES_PER_LATE_LOG = 2 * LATE_KEPT * Float64Array.BYTES_PER_ELEMENT + 300;

/**
 * The newest late samples of a series, so that who has already read the series need not read it again. There is one only while somebody
 * looks: a device that buffers would else have one for each of thousands of series that nobody sees.
 */
export class LateLog {
  /** Somebody has looked since this was last set to false. */
  isLookedAt = true;
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
