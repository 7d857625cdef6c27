import { useCallback, useEffect, useRef, useState } from 'react';
import { newId } from '../../model/new-id.ts';
import type { DashboardDocument } from '../schema.ts';
import { draftsOf } from './drafts.ts';

/** Keeps what is being edited and not saved, so that it survives a crash. */
export interface DraftKeeper {
  /** Whether the newest change is kept; null while it is being written. */
  readonly isKept: boolean | null;
  /** Keeps no more of it: it was saved, or is to be lost. */
  readonly forget: () => Promise<void>;
  /** Goes on with a draft of before: what changes from now on is kept in its place. @param draft its name */
  readonly goOnWith: (draft: string) => void;
}

/**
 * Keeps a draft of each change as soon as the one before it is written: no change waits for a timer that a crash would stop.
 * It is this editor's own: a draft of before stays beside it until the person has said what is to become of that one.
 * @param document null while there is nothing unsaved
 */
export function useDraft(owner: string, document: DashboardDocument | null, basedOn: number): DraftKeeper {
  const [written, setWritten] = useState<{ document: DashboardDocument; isKept: boolean } | null>(null);
  const newest = useRef<DashboardDocument | null>(null);
  const writing = useRef<Promise<void>>(Promise.resolve());
  const [first] = useState(newId);
  const name = useRef(first);

  useEffect(() => {
    newest.current = document;
    if (!document) return;
    writing.current = writing.current.then(async () => {
      // Only the newest of those that have been waiting.
      if (newest.current !== document) return;
      const drafts = await draftsOf(owner);
      const isKept = await drafts.keep({ name: name.current, document, basedOn, changedAt: Date.now() });
      setWritten({ document, isKept });
    });
  }, [owner, document, basedOn]);

  const forget = useCallback(async () => {
    newest.current = null;
    const draft = name.current;
    await writing.current;
    const drafts = await draftsOf(owner);
    await drafts.forget(draft);
  }, [owner]);

  const goOnWith = useCallback(
    (draft: string) => {
      const own = name.current;
      name.current = draft;
      writing.current = writing.current.then(async () => {
        const drafts = await draftsOf(owner);
        await drafts.forget(own);
      });
    },
    [owner],
  );

  // Undone to where it began: there is nothing to be restored.
  const isUnchanged = document === null;
  useEffect(() => {
    if (isUnchanged) void forget();
  }, [isUnchanged, forget]);

  const isKept = document !== null && written?.document === document ? written.isKept : null;
  return { isKept, forget, goOnWith };
}
