import type { HistorySettings } from '../../model/settings.ts';
import type { Archive, Chunk } from './archive.ts';
import type { ArchiveKeeper, Kept } from './keeper.ts';

/** Does what is asked of an archive in its order; nothing any more once that is closed. What only that needs is fetched behind the start. */
export class Archivist {
  readonly archive: Archive;
  readonly #settings: HistorySettings;
  /** null while it is not known what is stored. */
  #keeper: ArchiveKeeper | null = null;
  /** Done when all that has been asked for so far is. */
  #work: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  /** Something is still to be deleted that could not be: nothing may be written before. */
  #isStuck = false;

  constructor(archive: Archive, settings: HistorySettings) {
    this.archive = archive;
    this.#settings = settings;
  }

  /** What is stored is known, and what keeps it within its bounds is there. */
  get isReady(): boolean {
    return this.#keeper !== null;
  }

  /**
   * Gets ready to write. Rejects when the browser does.
   * @returns false where what that needs can not be fetched; null where the archive has been closed
   */
  async prepare(): Promise<boolean | null> {
    return await this.#queue(async () => (await this.#learn()) !== null);
  }

  /** What is stored may have been changed by somebody else. */
  doubt(): void {
    this.#keeper = null;
  }

  /**
   * Writes chunks and removes what is over the bounds. Never rejects.
   * @param now epoch ms
   * @returns null where the archive has been closed, or what that needs can not be fetched
   */
  async write(chunks: readonly Chunk[], now: number): Promise<Kept | null> {
    try {
      const kept = await this.#queue(async () => (await this.#learn())?.write(chunks, now) ?? null);
      // What was to be written over is still there.
      if (kept?.error) this.doubt();
      return kept;
    } catch (error) {
      const lost = chunks.reduce((readings, chunk) => readings + chunk.readings, 0);
      return { dropped: 0, lost, error: error instanceof Error ? error.name : 'unknown' };
    }
  }

  /**
   * Deletes all that is stored of one connection; false where the archive is closed before, or what that needs can not be fetched. Rejects when the
   * browser does.
   */
  async forget(connection: string): Promise<boolean> {
    const done = this.#delete(async (keeper) => {
      await keeper.forget(connection);
      await this.archive.writeDevices([], [connection]);
      return true;
    });
    return (await done) ?? false;
  }

  /**
   * Takes all readings later than a time (epoch ms) out of what is stored. Rejects when the browser does.
   * @returns how many others that took for which there is no room; null where {@link Archivist.forget} is false
   */
  forgetLater(time: number): Promise<number | null> {
    return this.#delete((keeper) => {
      this.doubt();
      return keeper.forgetLater(time);
    });
  }

  close(): void {
    this.#isClosed = true;
    this.archive.close();
  }

  #delete<Result>(work: (keeper: ArchiveKeeper) => Promise<Result>): Promise<Result | null> {
    return this.#queue(async () => {
      try {
        const keeper = await this.#learn();
        return keeper && (await work(keeper));
      } catch (error) {
        // What comes would be taken for what is to be deleted.
        this.#isStuck = true;
        throw error;
      }
    });
  }

  #queue<Result>(work: () => Promise<Result | null>): Promise<Result | null> {
    const done = this.#work
      .then(() => (this.#isClosed || this.#isStuck ? null : work()))
      .catch((error: unknown) => {
        if (this.#isClosed) return null;
        throw error;
      });
    this.#work = done.catch(() => undefined);
    return done;
  }

  /** Null where what keeps the archive can not be fetched. */
  async #learn(): Promise<ArchiveKeeper | null> {
    if (this.#keeper !== null) return this.#keeper;
    const code = await import('./keeper.ts').catch(() => null);
    this.#keeper = code && (await code.ArchiveKeeper.of(this.archive, this.#settings));
    return this.#keeper;
  }
}
