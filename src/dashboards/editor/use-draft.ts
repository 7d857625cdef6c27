import { useCallback, useEffect, useRef, useState } from 'react';
import { newId } from '../../model/new-id.ts';
import type { DashboardDocument } from '../schema.ts';
import { ownDraftLocks } from './draft-locks.ts';
import { DraftName } from './draft-name.ts';
import { type Draft, type Drafts, draftsOf } from './drafts.ts';

/** Keeps what is being edited and not saved, so that it survives a crash. */
export interface DraftKeeper {
  /** Whether the newest change is kept; null while it is being written. */
  readonly isKept: boolean | null;
  /** The same for those who listen: what was so last while it is being written, as each key begins that anew. */
  readonly wasKept: boolean | null;
  /** Keeps no more of it. @param saved what was saved: a change after it goes on being kept. Absent: all of it is to be lost */
  readonly forget: (saved?: DashboardDocument) => Promise<void>;
  /** Goes on with a draft of before: what changes from now on is kept in its place. @param release lets go of it for other tabs */
  readonly goOnWith: (draft: Draft, release: () => void) => void;
}

/** @param last what it was before */
export function settledKept(
  last: boolean | null,
  isChanged: boolean,
  isKept: boolean | null,
): boolean | null {
  return isChanged ? (isKept ?? last) : null;
}

/**
 * Keeps a draft of each change as soon as the one before it is written: no change waits for a timer that a crash would stop.
 * It is this editor's own: a draft of before stays beside it until the person has said what is to become of that one.
 * @param document null while there is nothing unsaved
 * @param onDropped told the title of each older draft that had to go for it; should be stable
 */
export function useDraft(
  owner: string,
  document: DashboardDocument | null,
  basedOn: number,
  onDropped: (title: string) => void,
): DraftKeeper {
  const [written, setWritten] = useState<{ document: DashboardDocument; isKept: boolean } | null>(null);
  const newest = useRef<DashboardDocument | null>(null);
  const writing = useRef<Promise<void>>(Promise.resolve());
  const [first] = useState(newId);
  const [name] = useState(() => new DraftName(first));
  const release = useRef(() => {});

  useEffect(() => {
    const letGo = ownDraftLocks().hold(first);
    return () => {
      letGo();
      release.current();
    };
  }, [first]);

  const write = useCallback(
    (work: (drafts: Drafts) => Promise<unknown>): Promise<void> => {
      writing.current = writing.current.then(async () => {
        await work(await draftsOf(owner));
      });
      return writing.current;
    },
    [owner],
  );

  useEffect(() => {
    newest.current = document;
    if (!document) return;
    const dropped = name.changed(document);
    if (dropped !== null) void write((drafts) => drafts.forget(dropped));
    void write(async (drafts) => {
      // Only the newest of those that have been waiting.
      if (newest.current !== document) return;
      const draft = { name: name.now, document, basedOn, changedAt: Date.now() };
      const isKept = await drafts.keep(draft, onDropped);
      setWritten({ document, isKept });
    });
  }, [write, name, document, basedOn, onDropped]);

  const drop = useCallback(async () => {
    newest.current = null;
    const draft = name.now;
    await write((drafts) => drafts.forget(draft));
  }, [write, name]);

  const forget = useCallback(
    async (saved?: DashboardDocument) => {
      name.done();
      if (saved && newest.current !== null && newest.current !== saved) return;
      await drop();
    },
    [drop, name],
  );

  const goOnWith = useCallback(
    (draft: Draft, letGo: () => void) => {
      const own = name.goOnWith(draft);
      release.current = letGo;
      void write((drafts) => drafts.forget(own));
    },
    [write, name],
  );

  const isUnchanged = document === null;
  useEffect(() => {
    if (!isUnchanged) return;
    // Undone to where it began: there is nothing to be restored but what was there before.
    const draft = name.undone();
    if (!draft) return void drop();
    void write((drafts) => drafts.keep(draft));
  }, [isUnchanged, write, drop, name]);

  const isKept = document !== null && written?.document === document ? written.isKept : null;
  const [wasKept, setWasKept] = useState<boolean | null>(null);
  const settled = settledKept(wasKept, !isUnchanged, isKept);
  if (settled !== wasKept) setWasKept(settled);
  return { isKept, wasKept: settled, forget, goOnWith };
}
