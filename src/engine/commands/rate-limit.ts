/** Orders a second and connection. A person does not get there; a stuck key or a script does. */
export const ORDERS_PER_SECOND = 10;

/** Counts what was admitted in the last second, for each connection by itself. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #admitted = new Map<string, number[]>();

  constructor(perSecond: number, now: () => number) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** Whether one more may pass now; counts it if so. */
  admit(connection: string): boolean {
    const now = this.#now();
    // A clock that was set back leaves times of the future behind; they must not block anybody until it has caught up.
    const recent = (this.#admitted.get(connection) ?? []).filter((at) => at <= now && now - at < 1000);
    const admitted = recent.length < this.#perSecond;
    if (admitted) recent.push(now);
    this.#admitted.set(connection, recent);
    return admitted;
  }
}
