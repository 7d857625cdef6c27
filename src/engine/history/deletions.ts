import type { Archivist } from './archivist.ts';

/** Resolves to whether it is done; not where the archive has been closed, or its part of the page is missing. Rejects when the browser does. */
type Deletion = (archivist: Archivist) => Promise<boolean>;

/** What is to be deleted. Where it can not be, the next database that is ready begins with it. */
export class Deletions {
  readonly #failed: (archivist: Archivist, error: unknown) => void;
  /** With the archive that is asked for it; null while none is. */
  readonly #owed = new Map<Deletion, Archivist | null>();

  /** @param failed is told of a database that fails */
  constructor(failed: (archivist: Archivist, error: unknown) => void) {
    this.#failed = failed;
  }

  /** Deletes now, or once a database is open. Resolves when that is done, or has failed. Never rejects. */
  async add(deletion: Deletion, archivist: Archivist | null): Promise<void> {
    this.#owed.set(deletion, null);
    if (archivist !== null) await this.#try(deletion, archivist);
  }

  /** A database is ready: what is owed is asked of it before anything else, in its order. */
  begin(archivist: Archivist): void {
    for (const [deletion, asked] of this.#owed) if (asked !== archivist) void this.#try(deletion, archivist);
  }

  async #try(deletion: Deletion, archivist: Archivist): Promise<void> {
    this.#owed.set(deletion, archivist);
    try {
      if (await deletion(archivist)) this.#owed.delete(deletion);
      else if (this.#owed.get(deletion) === archivist) this.#owed.set(deletion, null);
    } catch (error) {
      this.#failed(archivist, error);
    }
  }
}
