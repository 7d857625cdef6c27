import type { ChunkFacts } from './archive.ts';

/** What is stored of one connection. */
interface Holding {
  bytes: number;
  /** By key as text; the least recently written first. */
  readonly chunks: Map<string, ChunkFacts>;
}

/** A chunk's key as text. */
export function nameOf({ key }: Pick<ChunkFacts, 'key'>): string {
  return key.join(' ');
}

/** What is stored, by the connection it is of: where there is too much, the one that has most gives. */
export class Holdings {
  readonly #all = new Map<string, Holding>();
  #bytes = 0;
  #count = 0;

  /** Bytes of all connections together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Chunks of all connections together. */
  get count(): number {
    return this.#count;
  }

  /** All chunks; of each connection the least recently written first. */
  *chunks(): Iterable<ChunkFacts> {
    for (const { chunks } of this.#all.values()) yield* chunks.values();
  }

  /** A chunk has been written. One that was there before is written over. */
  note(facts: ChunkFacts): void {
    this.forget(facts);
    const [, connection] = facts.key;
    const holding = this.#all.get(connection) ?? { bytes: 0, chunks: new Map<string, ChunkFacts>() };
    this.#all.set(connection, holding);
    holding.chunks.set(nameOf(facts), facts);
    holding.bytes += facts.size;
    this.#bytes += facts.size;
    this.#count += 1;
  }

  /** A chunk is not stored any more, if it ever was. */
  forget(facts: Pick<ChunkFacts, 'key'>): void {
    const [, connection] = facts.key;
    const holding = this.#all.get(connection);
    const known = holding?.chunks.get(nameOf(facts));
    if (!holding || !known) return;
    holding.chunks.delete(nameOf(facts));
    holding.bytes -= known.size;
    this.#bytes -= known.size;
    this.#count -= 1;
    if (holding.chunks.size === 0) this.#all.delete(connection);
  }

  /** Takes all that was written last before a time (epoch ms) off the list. */
  takeOlder(time: number): ChunkFacts[] {
    const older: ChunkFacts[] = [];
    for (const { chunks } of this.#all.values()) {
      for (const facts of chunks.values()) {
        if (facts.savedAt >= time) break;
        older.push(facts);
      }
    }
    for (const facts of older) this.forget(facts);
    return older;
  }

  /**
   * Takes the least recently written chunk of the connection that has most off the list.
   * @param spared names of chunks that stay: those written last
   * @returns null where there is none but those
   */
  takeOldest(spared?: ReadonlySet<string>): ChunkFacts | null {
    let most = 0;
    let taken: ChunkFacts | null = null;
    for (const { bytes, chunks } of this.#all.values()) {
      if (bytes <= most) continue;
      const [oldest] = chunks.values();
      if (!oldest || spared?.has(nameOf(oldest))) continue;
      most = bytes;
      taken = oldest;
    }
    if (taken) this.forget(taken);
    return taken;
  }
}
