import { useCallback, useState } from 'react';
import { said } from '../../ui/said.ts';
import { readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';
import { dashboardsOf } from '../store/index.ts';
import { ChangedMeanwhileError } from '../store/store.ts';
import { duplicateOf } from '../transfer/copy.ts';

/** What came of a saving. */
type Saved =
  | { readonly ok: true; readonly document: DashboardDocument }
  | { readonly ok: false; readonly problem: string };

/** Saving, and what it stands on. */
export interface Saving {
  /** What is kept now: the very document that was saved last. */
  readonly saved: DashboardDocument;
  /** Its revision; 0 where nothing is kept yet. */
  readonly basedOn: number;
  /** Somebody else has saved meanwhile: it can be saved as a copy only. */
  readonly isOutdated: boolean;
  readonly save: (document: DashboardDocument) => Promise<Saved>;
  readonly saveCopy: (document: DashboardDocument) => Promise<Saved>;
  /**
   * What is restored was based on another revision: where that is not what is kept now, it is outdated from the beginning.
   * @returns what to do then, in words; '' where all is well
   */
  readonly standOn: (revision: number) => string;
}

/** Saves a dashboard that is being edited, and never over what somebody else has saved meanwhile. */
export function useSaving(owner: string, initial: DashboardDocument, revision: number): Saving {
  const [state, setState] = useState({ saved: initial, basedOn: revision, isOutdated: false });
  const { basedOn } = state;

  const put = useCallback(
    async (document: DashboardDocument, stored: DashboardDocument, over: number): Promise<Saved> => {
      // What this page could not read again would be lost to it.
      const read = readDocument(stored);
      if (!read.ok) return { ok: false, problem: read.problems.map(said).join('. ') };
      try {
        const store = await dashboardsOf(owner);
        const { revision: next } = await store.put(stored, over);
        setState({ saved: document, basedOn: next, isOutdated: false });
        return { ok: true, document: stored };
      } catch (error) {
        if (error instanceof ChangedMeanwhileError) setState((last) => ({ ...last, isOutdated: true }));
        return { ok: false, problem: said(error instanceof Error ? error.message : String(error)) };
      }
    },
    [owner],
  );
  const save = useCallback((document: DashboardDocument) => put(document, document, basedOn), [put, basedOn]);
  const saveCopy = useCallback(
    (document: DashboardDocument) => put(document, duplicateOf(document), 0),
    [put],
  );
  const standOn = (earlier: number): string => {
    if (earlier === basedOn) return '';
    setState((last) => ({ ...last, basedOn: earlier, isOutdated: true }));
    return said(new ChangedMeanwhileError().message);
  };
  return { ...state, save, saveCopy, standOn };
}
