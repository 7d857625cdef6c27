import type { Archivist } from './archivist.ts';

/** Resolves to whether it is done; not where the archive has been closed. Rejects when the browser does. */
type Deletion = (archivist: Archivist) => Promise<boolean>;

/** What is to be deleted. Where the database fails, or is not open, the next one that is opened begins with it. */
export class Deletions {
  readonly #failed: (archivist: Archivist, error: unknown) => void;
  readonly #owed = new Set<Deletion>();

  /** @param failed is told of a database that fails */
  constructor(failed: (archivist: Archivist, error: unknown) => void) {
    this.#failed = failed;
  }

  /** Deletes now, or once a database is open. Resolves when that is done, or has failed. Never rejects. */
  async add(deletion: Deletion, archivist: Archivist | null): Promise<void> {
    this.#owed.add(deletion);
    if (archivist !== null) await this.#try(deletion, archivist);
  }

  /** A database has been opened: what is owed is asked of it before anything else, in its order. */
  begin(archivist: Archivist): void {
    for (const deletion of this.#owed) void this.#try(deletion, archivist);
  }

  async #try(deletion: Deletion, archivist: Archivist): Promise<void> {
    try {
      if (await deletion(archivist)) this.#owed.delete(deletion);
    } catch (error) {
      this.#failed(archivist, error);
    }
  }
}
