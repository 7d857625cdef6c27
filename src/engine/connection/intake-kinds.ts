/** What a quantity is told as: numbers, on and off, or words, which have no line. */
export type Kind = 'number' | 'state' | 'text';

/** So many values of another kind in a row are no mistake any more: the quantity is of that kind from then on. */
const TURNS_AFTER = 5;

/** Values in a row that are not of the kind their quantity is of. */
interface Strangers {
  readonly kind: Kind;
  readonly count: number;
}

/**
 * Of which kind the quantities of one device are. A single value of another kind is a mistake, wherever it comes from, and must not be taken for
 * a reading; but devices get new firmware, and the first value of all may have been the mistake.
 */
export class Kinds {
  readonly #words = new Set<string>();
  readonly #strangers = new Map<string, Strangers>();

  /** Whether values of the usual kind have to be told here, too: they end a row of strangers. */
  get areDoubted(): boolean {
    return this.#strangers.size > 0;
  }

  /** Whether a quantity is told in words. */
  hasWords(quantity: string): boolean {
    return this.#words.has(quantity);
  }

  /**
   * A value has come.
   * @param line the kind of the quantity's line, where it has one
   * @returns `turned`: the quantity is of another kind from this value on, and the line it had has ended
   */
  hear(quantity: string, line: 'number' | 'state' | undefined, kind: Kind): 'usual' | 'strange' | 'turned' {
    const known = line ?? (this.#words.has(quantity) ? 'text' : kind);
    if (known === kind) {
      this.#strangers.delete(quantity);
      this.#become(quantity, kind);
      return 'usual';
    }
    const before = this.#strangers.get(quantity);
    const count = before?.kind === kind ? before.count + 1 : 1;
    if (count < TURNS_AFTER) {
      this.#strangers.set(quantity, { kind, count });
      return 'strange';
    }
    this.#strangers.delete(quantity);
    this.#become(quantity, kind);
    return 'turned';
  }

  #become(quantity: string, kind: Kind): void {
    if (kind === 'text') this.#words.add(quantity);
    else this.#words.delete(quantity);
  }
}
