/** So many a second, and as many again at once after a pause. */
export class Budget {
  readonly #perSecond: number;
  #left: number;
  #at = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
  }

  /** Whether there is one left; takes it. @param now ms, never going back */
  take(now: number): boolean {
    const since = Math.max(0, now - this.#at);
    this.#at = now;
    this.#left = Math.min(this.#perSecond, this.#left + (since / 1000) * this.#perSecond);
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
