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

  constructor(archive: Archive, settings: HistorySettings) {
    this.archive = archive;
    this.#settings = settings;
  }

  /** Gets ready to write, if it is not. */
  prepare(): void {
    if (this.#keeper === null) this.#queue(() => this.#learn()).catch(() => undefined);
  }

  /** What is stored may have been changed by somebody else. */
  doubt(): void {
    this.#keeper = null;
  }

  /**
   * Writes chunks and removes what is over the bounds. Never rejects.
   * @param now epoch ms
   * @returns null where the archive has been closed
   */
  async write(chunks: readonly Chunk[], now: number): Promise<Kept | null> {
    try {
      return await this.#queue(async () => (await this.#learn()).write(chunks, now));
    } catch (error) {
      const lost = chunks.reduce((readings, chunk) => readings + chunk.readings, 0);
      return { dropped: 0, lost, error: error instanceof Error ? error.name : 'unknown' };
    }
  }

  /** Deletes all that is stored of one connection, if the archive is not closed before. Rejects when the browser does. */
  async forget(connection: string): Promise<void> {
    await this.#queue(async () => {
      await (await this.#learn()).forget(connection);
      await this.archive.writeDevices([], [connection]);
    });
  }

  /**
   * Takes all readings later than a time (epoch ms) out of what is stored. Rejects when the browser does.
   * @param fresh chunks that are yet to be stored
   */
  async forgetLater(fresh: readonly Chunk[], time: number): Promise<void> {
    await this.#queue(async () => {
      const { forgetLater } = await import('./later.ts');
      this.#keeper = null;
      await forgetLater(this.archive, fresh, time);
    });
  }

  close(): void {
    this.#isClosed = true;
    this.archive.close();
  }

  #queue<Result>(work: () => Promise<Result>): Promise<Result | null> {
    const done = this.#work
      .then(() => (this.#isClosed ? null : work()))
      .catch((error: unknown) => {
        if (this.#isClosed) return null;
        throw error;
      });
    this.#work = done.catch(() => undefined);
    return done;
  }

  async #learn(): Promise<ArchiveKeeper> {
    if (this.#keeper !== null) return this.#keeper;
    const { ArchiveKeeper } = await import('./keeper.ts');
    this.#keeper = await ArchiveKeeper.of(this.archive, this.#settings);
    return this.#keeper;
  }
}
