/** Remembers the newest identifiers, so that what is delivered twice is told, in bounded memory. */
export class RecentIds {
  readonly #ids = new Set<string>();
  readonly #ring: string[];
  #next = 0;
  readonly #size: number;

  /** @param size how many are remembered */
  constructor(size: number) {
    this.#size = size;
    this.#ring = [];
  }

  /** Whether the identifier is new; remembers it. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    const forgotten = this.#ring[this.#next];
    if (forgotten !== undefined) this.#ids.delete(forgotten);
    this.#ring[this.#next] = id;
    this.#ids.add(id);
    this.#next = (this.#next + 1) % this.#size;
    return true;
  }
}
