import type { DashboardDocument } from '../schema.ts';
import type { Draft } from './drafts.ts';

/** A draft of before that is gone on with. */
interface Restored {
  /** As it was found. */
  readonly draft: Draft;
  /** What the editor made of it; null until it has. */
  readonly document: DashboardDocument | null;
}

/** Under which name an editor keeps what is changed: its own, or that of a draft of before, for as long as it goes on with that one. */
export class DraftName {
  readonly #own: string;
  #now: string;
  #restored: Restored | null = null;
  /** One that was undone, and may be done again. */
  #undone: Restored | null = null;

  constructor(own: string) {
    this.#own = own;
    this.#now = own;
  }

  get now(): string {
    return this.#now;
  }

  /** What changes from now on is kept in the place of a draft of before. @returns the name under which nothing is kept any more */
  goOnWith(draft: Draft): string {
    return this.#goOn({ draft, document: null });
  }

  /** @returns the name under which nothing is kept any more, where this is a draft of before that had been undone; else null */
  changed(document: DashboardDocument): string | null {
    const [restored, undone] = [this.#restored, this.#undone];
    if (restored) this.#restored = { ...restored, document: restored.document ?? document };
    else if (undone?.document === document) return this.#goOn(undone);
    return null;
  }

  /** All changes were undone. @returns the draft of before, which is to be there again as it was; null where none was gone on with */
  undone(): Draft | null {
    const restored = this.#restored;
    if (!restored) return null;
    this.#undone = restored;
    this.#restored = null;
    // What is changed from now on is no part of it.
    this.#now = this.#own;
    return restored.draft;
  }

  /** What was changed is saved, or is to be lost: no draft of before comes of it any more. */
  done(): void {
    this.#restored = null;
    this.#undone = null;
  }

  #goOn(restored: Restored): string {
    const before = this.#now;
    this.#now = restored.draft.name;
    this.#restored = restored;
    this.#undone = null;
    return before;
  }
}
