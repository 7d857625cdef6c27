import { useCallback, useEffect, useRef, useState } from 'react';
import type { DashboardDocument } from '../schema.ts';
import { draftsOf } from './drafts.ts';

/** Keeps what is being edited and not saved, so that it survives a crash. */
export interface DraftKeeper {
  /** Whether the newest change is kept. */
  readonly isKept: boolean;
  /** Keeps no more of it: it was saved, or is to be lost. */
  readonly forget: () => Promise<void>;
}

/**
 * Keeps a draft of each change as soon as the one before it is written: no change waits for a timer that a crash would stop.
 * @param document null while there is nothing unsaved
 */
export function useDraft(owner: string, document: DashboardDocument | null, basedOn: number): DraftKeeper {
  const [kept, setKept] = useState<DashboardDocument | null>(null);
  const newest = useRef<DashboardDocument | null>(null);
  const writing = useRef<Promise<void>>(Promise.resolve());
  const id = useRef<string | null>(null);

  useEffect(() => {
    newest.current = document;
    if (!document) return;
    id.current = document.metadata.id;
    writing.current = writing.current.then(async () => {
      // Only the newest of those that have been waiting.
      if (newest.current !== document) return;
      const drafts = await draftsOf(owner);
      await drafts.keep({ document, basedOn, changedAt: Date.now() });
      setKept(document);
    });
  }, [owner, document, basedOn]);

  const forget = useCallback(async () => {
    newest.current = null;
    await writing.current;
    const drafts = await draftsOf(owner);
    if (id.current !== null) await drafts.forget(id.current);
  }, [owner]);

  // Undone to where it began: there is nothing to be restored.
  const isUnchanged = document === null;
  useEffect(() => {
    if (isUnchanged) void forget();
  }, [isUnchanged, forget]);

  return { isKept: document !== null && kept === document, forget };
}
