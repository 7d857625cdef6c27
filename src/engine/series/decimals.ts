const MOST_DECIMALS = 6;
/** Readings looked at; after that the precision is taken as known. */
const EXAMINED = 2_000;
/** How far off a double, or a single read as a double, may be from the decimal it stands for. */
const DOUBLE_ERROR = 1e-12;
const SINGLE_ERROR = 1e-7;

/** Learns how many decimals tell the values of a series apart, at a bounded cost. */
export class Decimals {
  /** 0…6; never shrinks. */
  count = 0;
  #scale = 1;
  #left = EXAMINED;

  /** Returns whether the count has changed. */
  learn(value: number): boolean {
    if (this.#left === 0) return false;
    this.#left -= 1;
    const error = Math.abs(value) * (Math.fround(value) === value ? SINGLE_ERROR : DOUBLE_ERROR);
    const before = this.count;
    while (this.count < MOST_DECIMALS && !this.#shows(value, error)) {
      this.count += 1;
      this.#scale *= 10;
    }
    if (this.count === MOST_DECIMALS) this.#left = 0;
    return this.count !== before;
  }

  #shows(value: number, error: number): boolean {
    const scaled = value * this.#scale;
    return Math.abs(scaled - Math.round(scaled)) <= error * this.#scale;
  }
}
