import type { HistorySettings } from '../../model/settings.ts';
import { type Archive, type Chunk, type ChunkFacts, keyOf } from './archive.ts';

/** When the browser has no room, this share of what is stored goes. */
const DROPPED_SHARE = 3;

/** Name of the error of a browser that has no room. */
export const QUOTA = 'QuotaExceededError';

/** What became of writing. */
export interface Kept {
  /** Chunks that were dropped because the browser had no room for more. */
  readonly dropped: number;
  /** Readings that were not written: the browser has no room at all, or refuses for another reason. */
  readonly lost: number;
  /** Name of the browser's error; '' when there was none. */
  readonly error: string;
}

/** Keeps an archive within its bounds: what is too old, too much or more than the browser has room for goes, the oldest first. */
export class ArchiveKeeper {
  readonly #archive: Archive;
  readonly #maxBytes: number;
  readonly #maxAgeMs: number;
  /** By key as text; the least recently written first. */
  readonly #stored = new Map<string, ChunkFacts>();
  #bytes = 0;

  private constructor(archive: Archive, { maxBytes, maxAgeMs }: HistorySettings) {
    this.#archive = archive;
    this.#maxBytes = maxBytes;
    this.#maxAgeMs = maxAgeMs;
  }

  /** @throws whatever the database does */
  static async of(archive: Archive, settings: HistorySettings): Promise<ArchiveKeeper> {
    const keeper = new ArchiveKeeper(archive, settings);
    for (const facts of await archive.facts()) keeper.#note(facts);
    return keeper;
  }

  /** Bytes stored. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Writes chunks and removes what is over the bounds. Never rejects. @param now epoch ms */
  async write(chunks: readonly Chunk[], now: number): Promise<Kept> {
    for (const chunk of chunks) this.#note({ key: keyOf(chunk), savedAt: chunk.savedAt, size: chunk.size });
    const over = this.#takeOver(now);
    const names = new Set(over.map(nameOf));
    const left = chunks.filter((chunk) => !names.has(keyOf(chunk).join(' ')));
    try {
      await this.#archive.write(
        left,
        over.map((one) => one.key),
      );
      return { dropped: 0, lost: 0, error: '' };
    } catch (error) {
      if (!isQuota(error)) return this.#fail(left, over, error, 0);
      return await this.#writeWithLess(left, over);
    }
  }

  /** Deletes all that is stored of one connection. @throws whatever the database does */
  async forget(connection: string): Promise<void> {
    // Another page may have written some of it.
    const its = (await this.#archive.facts()).filter(({ key }) => key[1] === connection);
    for (const facts of its) this.#forget(facts);
    await this.#archive.write(
      [],
      its.map(({ key }) => key),
    );
  }

  async #writeWithLess(chunks: readonly Chunk[], over: readonly ChunkFacts[]): Promise<Kept> {
    const fresh = new Set(chunks.map((chunk) => keyOf(chunk).join(' ')));
    const old = [...this.#stored.values()].filter((one) => !fresh.has(nameOf(one)));
    const dropped = old.slice(0, Math.ceil(old.length / DROPPED_SHARE));
    for (const one of dropped) this.#forget(one);
    const removed = [...over, ...dropped];
    try {
      // Room is made before more is asked for.
      await this.#archive.write(
        [],
        removed.map((one) => one.key),
      );
    } catch (error) {
      return this.#fail(chunks, removed, error, 0);
    }
    try {
      await this.#archive.write(chunks, []);
      return { dropped: dropped.length, lost: 0, error: '' };
    } catch (error) {
      return this.#fail(chunks, [], error, dropped.length);
    }
  }

  /** What was to be written is not there, what was to be removed still is. */
  #fail(chunks: readonly Chunk[], removed: readonly ChunkFacts[], error: unknown, dropped: number): Kept {
    for (const chunk of chunks) this.#forget({ key: keyOf(chunk), savedAt: chunk.savedAt, size: chunk.size });
    const newer = [...this.#stored.values()];
    this.#stored.clear();
    this.#bytes = 0;
    for (const facts of [...removed, ...newer]) this.#note(facts);
    const lost = chunks.reduce((readings, chunk) => readings + chunk.readings, 0);
    return { dropped, lost, error: error instanceof Error ? error.name : 'unknown' };
  }

  /** Takes what is over the bounds off the list. */
  #takeOver(now: number): ChunkFacts[] {
    const over: ChunkFacts[] = [];
    for (const facts of this.#stored.values()) {
      if (this.#bytes <= this.#maxBytes && facts.savedAt >= now - this.#maxAgeMs) break;
      this.#forget(facts);
      over.push(facts);
    }
    return over;
  }

  #note(facts: ChunkFacts): void {
    this.#forget(facts);
    this.#stored.set(nameOf(facts), facts);
    this.#bytes += facts.size;
  }

  #forget(facts: ChunkFacts): void {
    const known = this.#stored.get(nameOf(facts));
    if (!known) return;
    this.#stored.delete(nameOf(facts));
    this.#bytes -= known.size;
  }
}

function nameOf({ key }: ChunkFacts): string {
  return key.join(' ');
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === QUOTA;
}
