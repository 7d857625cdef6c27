import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';
import { ChangedMeanwhileError, type DashboardStore } from '../store/store.ts';

/** What came of a saving. */
export type Saved =
  | {
      readonly ok: true;
      readonly document: DashboardDocument;
      /** Whether it is found again after a reload. */
      readonly isLasting: boolean;
    }
  | {
      readonly ok: false;
      readonly problem: string;
      /** Somebody else has saved meanwhile; else it can be kept as a file only. */
      readonly isOutdated: boolean;
    };

/** What is kept of a dashboard that is being edited. */
export interface SavingState {
  /** What is kept now: the very document that was saved last. */
  readonly saved: DashboardDocument;
  /** Its revision; 0 where nothing is kept yet. */
  readonly basedOn: number;
  /** Somebody else has saved meanwhile: it can be saved as a copy only. */
  readonly isOutdated: boolean;
  /** Whether what is saved is found again after a reload. */
  readonly isLasting: boolean;
}

/** Saves one dashboard, never over what somebody else has saved meanwhile. */
export interface Saver {
  /** Saves after what is being saved already. What is kept as it is is not saved once more: that would outdate it in other tabs. */
  save(document: DashboardDocument): Promise<Saved>;
  /** Saves as a dashboard of its own from now on. @param copy the document, with an id that nothing has */
  saveCopy(document: DashboardDocument, copy: DashboardDocument): Promise<Saved>;
  /**
   * What is restored was based on another revision: where that is not what is kept now, it is outdated from the beginning.
   * @returns what to do then, in words; '' where all is well
   */
  standOn(revision: number, restored: DashboardDocument): string;
  /** What is edited now: undone to what is saved it stands on what is kept, done again to what was restored on what that was based on. */
  follow(document: DashboardDocument): void;
}

/** @param onChange called with each new state */
export function createSaver(
  storeOf: () => Promise<Pick<DashboardStore, 'put' | 'isLasting'>>,
  start: SavingState,
  onChange: (state: SavingState) => void,
): Saver {
  let state = start;
  /** Revision of what is saved. */
  let newest = start.basedOn;
  /** What was restored, and the revision it was based on. */
  let restored = new WeakMap<DashboardDocument, number>();
  let last: Promise<unknown> = Promise.resolve();
  const become = (next: SavingState) => {
    state = next;
    onChange(next);
  };

  async function put(document: DashboardDocument, stored: DashboardDocument, over: number): Promise<Saved> {
    // What this page could not read again would be lost to it.
    const read = readDocument(stored);
    if (!read.ok) {
      const problems = read.problems.map(said).join('. ');
      const problem = t(
        'Not saved, since it could not be read again. Undo, or correct this in the JSON view: {problems}',
        { problems },
      );
      return { ok: false, problem, isOutdated: false };
    }
    try {
      const store = await storeOf();
      const { revision } = await store.put(stored, over);
      const { isLasting } = store;
      newest = revision;
      restored = new WeakMap();
      become({ saved: document, basedOn: revision, isOutdated: false, isLasting });
      return { ok: true, document: stored, isLasting };
    } catch (error) {
      const isOutdated = error instanceof ChangedMeanwhileError;
      if (isOutdated) become({ ...state, isOutdated });
      return { ok: false, problem: said(error instanceof Error ? error.message : String(error)), isOutdated };
    }
  }

  function inTurn(work: () => Promise<Saved>): Promise<Saved> {
    const next = last.then(work);
    last = next;
    return next;
  }

  function stand(revision: number): void {
    if (revision !== state.basedOn) become({ ...state, basedOn: revision, isOutdated: revision !== newest });
  }

  return {
    save: (document) =>
      inTurn(async () => {
        const isKept = document === state.saved && state.basedOn > 0;
        if (!isKept) return await put(document, document, state.basedOn);
        // The browser may keep it by now.
        const { isLasting } = await storeOf();
        if (isLasting !== state.isLasting) become({ ...state, isLasting });
        return { ok: true, document, isLasting };
      }),
    saveCopy: (document, copy) => inTurn(() => put(document, copy, 0)),
    standOn(revision, document) {
      restored.set(document, revision);
      stand(revision);
      return revision === newest ? '' : said(new ChangedMeanwhileError().message);
    },
    follow(document) {
      stand(restored.get(document) ?? (document === state.saved ? newest : state.basedOn));
    },
  };
}
