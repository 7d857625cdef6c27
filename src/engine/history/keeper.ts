import type { HistorySettings } from '../../model/settings.ts';
import { type Archive, type Chunk, type ChunkFacts, keyOf } from './archive.ts';
import { Holdings, nameOf } from './holdings.ts';
import { forgetLater, isQuota } from './later.ts';

/** When the browser has no room, this share of what is stored goes. */
const DROPPED_SHARE = 3;

/** What became of writing. */
export interface Kept {
  /** Chunks that were dropped because the browser had no room for more. */
  readonly dropped: number;
  /** Readings that were not written: the browser has no room at all, or refuses for another reason. */
  readonly lost: number;
  /** Name of the browser's error; '' when there was none. */
  readonly error: string;
}

/**
 * Keeps an archive within its bounds: what is too old, too much or more than the browser has room for goes, the oldest first, and of the
 * connection that has most, so that a fast one takes nothing from the others.
 */
export class ArchiveKeeper {
  readonly #archive: Archive;
  readonly #maxBytes: number;
  readonly #maxAgeMs: number;
  readonly #stored = new Holdings();

  private constructor(archive: Archive, { maxBytes, maxAgeMs }: HistorySettings) {
    this.#archive = archive;
    this.#maxBytes = maxBytes;
    this.#maxAgeMs = maxAgeMs;
  }

  /** @throws whatever the database does */
  static async of(archive: Archive, settings: HistorySettings): Promise<ArchiveKeeper> {
    const keeper = new ArchiveKeeper(archive, settings);
    for (const facts of await archive.facts()) keeper.#stored.note(facts);
    return keeper;
  }

  /** Writes chunks and removes what is over the bounds. Never rejects; after an error what is stored is not known. @param now epoch ms */
  async write(chunks: readonly Chunk[], now: number): Promise<Kept> {
    for (const chunk of chunks) this.#stored.note(factsOf(chunk));
    const over = this.#takeOver(now);
    const names = new Set(over.map(nameOf));
    const left = chunks.filter((chunk) => !names.has(nameOf(factsOf(chunk))));
    if (left.length + over.length === 0) return { dropped: 0, lost: 0, error: '' };
    try {
      await this.#archive.write(
        left,
        over.map((one) => one.key),
      );
      return { dropped: 0, lost: 0, error: '' };
    } catch (error) {
      if (!isQuota(error)) return failed(left, error, 0);
      return await this.#writeWithLess(left, over);
    }
  }

  /** Deletes all that is stored of one connection. @throws whatever the database does */
  async forget(connection: string): Promise<void> {
    // Another page may have written some of it.
    const its = (await this.#archive.facts()).filter(({ key }) => key[1] === connection);
    for (const facts of its) this.#stored.forget(facts);
    await this.#archive.write(
      [],
      its.map(({ key }) => key),
    );
  }

  /**
   * Takes all readings later than a time (epoch ms) out; what is stored is not known after that. Returns how many others that took for which there
   * is no room.
   * @throws whatever the database does
   */
  async forgetLater(time: number): Promise<number> {
    return await forgetLater(this.#archive, time);
  }

  async #writeWithLess(chunks: readonly Chunk[], over: readonly ChunkFacts[]): Promise<Kept> {
    const fresh = new Set(chunks.map((chunk) => nameOf(factsOf(chunk))));
    const dropped: ChunkFacts[] = [];
    for (let left = Math.ceil((this.#stored.count - fresh.size) / DROPPED_SHARE); left > 0; left--) {
      const oldest = this.#stored.takeOldest(fresh);
      if (oldest) dropped.push(oldest);
    }
    const removed = [...over, ...dropped];
    try {
      // Room is made before more is asked for.
      await this.#archive.write(
        [],
        removed.map((one) => one.key),
      );
    } catch (error) {
      return failed(chunks, error, 0);
    }
    try {
      await this.#archive.write(chunks, []);
      return { dropped: dropped.length, lost: 0, error: '' };
    } catch (error) {
      return failed(chunks, error, dropped.length);
    }
  }

  /** Takes what is over the bounds off the list. */
  #takeOver(now: number): ChunkFacts[] {
    const over = this.#stored.takeOlder(now - this.#maxAgeMs);
    while (this.#stored.bytes > this.#maxBytes) {
      const oldest = this.#stored.takeOldest();
      if (!oldest) break;
      over.push(oldest);
    }
    return over;
  }
}

function factsOf(chunk: Chunk): ChunkFacts {
  return { key: keyOf(chunk), savedAt: chunk.savedAt, size: chunk.size };
}

function failed(chunks: readonly Chunk[], error: unknown, dropped: number): Kept {
  const lost = chunks.reduce((readings, chunk) => readings + chunk.readings, 0);
  return { dropped, lost, error: error instanceof Error ? error.name : 'unknown' };
}
