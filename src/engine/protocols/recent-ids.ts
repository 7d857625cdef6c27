/** Slots of a generation for each identifier it remembers: half of them stay empty, so that looking takes a step or two. */
const SLOTS_AN_ID = 2;

/** Fingerprints of a generation: a hash table with open addressing. The pair (0, 0) is an empty slot. */
class Generation {
  readonly #slots: Uint32Array;
  readonly #mask: number;
  count = 0;

  constructor(size: number) {
    const slots = 2 ** Math.ceil(Math.log2(size * SLOTS_AN_ID));
    this.#slots = new Uint32Array(slots * 2);
    this.#mask = slots - 1;
  }

  has(first: number, second: number): boolean {
    return this.#slots[this.#find(first, second) * 2 + 1] !== 0;
  }

  add(first: number, second: number): void {
    const at = this.#find(first, second) * 2;
    this.#slots[at] = first;
    this.#slots[at + 1] = second;
    this.count += 1;
  }

  clear(): void {
    this.#slots.fill(0);
    this.count = 0;
  }

  /** The slot that holds it, or the empty one where it belongs. */
  #find(first: number, second: number): number {
    let slot = first & this.#mask;
    for (;;) {
      const there = this.#slots[slot * 2 + 1];
      if (there === 0 || (there === second && this.#slots[slot * 2] === first)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }
}

/**
 * Remembers the newest identifiers, so that what is delivered twice is told. Its memory is taken once and stays the same: fingerprints of
 * 63 bits in two generations that take turns. Two identifiers of a few thousand have the same one by chance once in 10¹¹ such sets.
 */
export class RecentIds {
  #newer: Generation;
  #older: Generation;
  readonly #size: number;

  /** @param size how many are remembered at least; twice as many at most */
  constructor(size: number) {
    this.#size = size;
    this.#newer = new Generation(size);
    this.#older = new Generation(size);
  }

  /**
   * Whether the identifier is new; remembers it.
   * @param scope whose identifier it is: two may give the same one
   */
  add(scope: string, id: string): boolean {
    let first = 0x811c9dc5;
    let second = scope.length;
    // Joining the two would cost more than the rest.
    for (let at = 0; at < scope.length + id.length; at += 1) {
      const unit = at < scope.length ? scope.charCodeAt(at) : id.charCodeAt(at - scope.length);
      first = Math.imul(first ^ unit, 0x01000193);
      second = Math.imul(second ^ unit, 0x5bd1e995);
      second ^= second >>> 15;
    }
    first ^= second >>> 13;
    first = Math.imul(first ^ (first >>> 16), 0x85ebca6b) >>> 0;
    // Never 0, which is an empty slot.
    second = (second | 1) >>> 0;
    if (this.#newer.has(first, second) || this.#older.has(first, second)) return false;
    if (this.#newer.count >= this.#size) {
      const cleared = this.#older;
      cleared.clear();
      this.#older = this.#newer;
      this.#newer = cleared;
    }
    this.#newer.add(first, second);
    return true;
  }
}
