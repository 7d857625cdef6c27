/** Orders a second and connection. A person does not get there; a stuck key or a script does. */
const ORDERS_PER_SECOND = 10;

/** Counts what was admitted in the last second, for each connection by itself. */
export class RateLimit {
  readonly #now: () => number;
  readonly #admitted = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether one more may pass now; counts it if so. */
  admit(connection: string): boolean {
    const now = this.#now();
    const recent = (this.#admitted.get(connection) ?? []).filter((at) => now - at < 1000);
    const admitted = recent.length < ORDERS_PER_SECOND;
    if (admitted) recent.push(now);
    this.#admitted.set(connection, recent);
    return admitted;
  }
}
