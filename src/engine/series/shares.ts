/**
 * A number of places that several connections share. Each configured one has a floor: places that are its own even when another
 * has asked for all there are. What lies above the floors goes to whoever comes first.
 */
export class Shares {
  readonly #most: number;
  readonly #floor: number;
  readonly #taken = new Map<string, number>();
  #total = 0;
  /** Places of floors that have not been taken, of all configured connections together. */
  #kept: number;

  /**
   * @param most places there are
   * @param floor places kept for each connection; less where the floors together would be more than half of all
   */
  constructor(most: number, floor: number, connections: readonly string[]) {
    const configured = new Set(connections);
    this.#most = most;
    this.#floor = configured.size === 0 ? 0 : Math.min(floor, Math.floor(most / (2 * configured.size)));
    this.#kept = this.#floor * configured.size;
    for (const connection of configured) this.#taken.set(connection, 0);
  }

  /** Whether there is a place for this connection. */
  hasPlace(connection: string): boolean {
    return this.#total + this.#kept - this.#keptFor(connection) < this.#most;
  }

  /** Takes a place; call {@link Shares.hasPlace} before. */
  take(connection: string): void {
    if (this.#keptFor(connection) > 0) this.#kept -= 1;
    this.#taken.set(connection, (this.#taken.get(connection) ?? this.#floor) + 1);
    this.#total += 1;
  }

  /** Gives back places that a connection has taken. */
  giveBack(connection: string, places: number): void {
    const before = this.#keptFor(connection);
    const taken = this.#taken.get(connection) ?? this.#floor;
    this.#taken.set(connection, taken - places);
    this.#kept += this.#keptFor(connection) - before;
    this.#total -= places;
  }

  /** What is left of a connection's floor: nothing for one that is not configured. */
  #keptFor(connection: string): number {
    return Math.max(0, this.#floor - (this.#taken.get(connection) ?? this.#floor));
  }
}
