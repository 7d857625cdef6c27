/**
 * Remembers the newest identifiers, so that what is delivered twice is told, in bounded memory. Two sets that take turns, because
 * deleting one by one costs more than the rest of the decoding.
 */
export class RecentIds {
  #newer = new Set<string>();
  #older = new Set<string>();
  readonly #size: number;

  /** @param size how many are remembered at least; twice as many at most */
  constructor(size: number) {
    this.#size = size;
  }

  /** Whether the identifier is new; remembers it. */
  add(id: string): boolean {
    if (this.#newer.has(id) || this.#older.has(id)) return false;
    if (this.#newer.size >= this.#size) {
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    this.#newer.add(id);
    return true;
  }
}
