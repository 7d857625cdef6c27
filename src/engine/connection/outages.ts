import type { Lane } from './lane.ts';

/** Counts the outages of a connection that are over: one of several lanes at once counts once. */
export class Outages {
  /** How many are over. */
  count = 0;
  /** Lanes that were up, broke, and are not back. */
  readonly #missing = new Set<Lane>();
  /** Lanes that have come back in an outage that others have not. */
  readonly #returned = new Set<Lane>();

  /** A lane that was up has broken. */
  broke(lane: Lane): void {
    this.#missing.add(lane);
  }

  /** A lane has opened, for the first time or again. */
  opened(lane: Lane): void {
    if (!this.#missing.delete(lane)) return;
    // What comes back after another is of the same outage; what comes back twice is of a second one.
    if (this.#returned.size === 0 || this.#returned.has(lane)) this.count += 1;
    this.#returned.add(lane);
    if (this.#missing.size === 0) this.#returned.clear();
  }
}
