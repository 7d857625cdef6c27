import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';
import { type DraftLocks, draftLocks, ownDraftLocks } from './draft-locks.ts';

const VERSION = 1;
/** Drafts of one person; the oldest that nobody is at go first. */
export const MOST_DRAFTS = 20;

interface Row {
  owner: string;
  /** The draft's name. */
  id: string;
  content: unknown;
  basedOn: number;
  changedAt: number;
}

interface Schema extends DBSchema {
  drafts: { key: [owner: string, id: string]; value: Row };
}

/** What was being edited and has not been saved. */
export interface Draft {
  /** Its own, whichever dashboard it is of: what two tabs make of one dashboard, or one before and after a crash, are two drafts. */
  readonly name: string;
  readonly document: DashboardDocument;
  /** Revision of the dashboard that was being edited; 0 where it was a new one. */
  readonly basedOn: number;
  /** Epoch ms. */
  readonly changedAt: number;
}

/** A draft that this page cannot read. */
interface UnreadableDraft {
  readonly name: string;
  readonly content: unknown;
}

/** Unsaved drafts of one person in this browser: what a crash leaves. None of its methods reject: without storage there are just no drafts. */
export interface Drafts {
  /** Those that can be read, newest first. */
  list(): Promise<readonly Draft[]>;
  /** The others: mostly of a newer page. */
  unreadable(): Promise<readonly UnreadableDraft[]>;
  /**
   * @param onDropped told the title of each older one that had to go for it
   * @returns whether it is kept: false where the storage is full or blocked, or where nobody could read it again
   */
  keep(draft: Draft, onDropped?: (title: string) => void): Promise<boolean>;
  forget(name: string): Promise<void>;
}

/**
 * Opens the drafts of a person. Never rejects.
 * @param name of the database
 * @param owner see `dashboardsOf`
 * @param locks by which it is known at which of them somebody is
 */
export async function openDrafts(
  name: string,
  owner: string,
  locks: Pick<DraftLocks, 'held'> = draftLocks(undefined),
): Promise<Drafts> {
  let current: Promise<IDBPDatabase<Schema>> | null = null;
  const letGo = () => {
    current = null;
  };

  /** A browser that keeps nothing may throw at once, too: either way it rejects. */
  async function open(): Promise<IDBPDatabase<Schema>> {
    return await openDB<Schema>(name, VERSION, {
      upgrade: (fresh) => {
        fresh.createObjectStore('drafts', { keyPath: ['owner', 'id'] });
      },
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
        letGo();
      },
      terminated: letGo,
    });
  }

  /** What was closed, or could not be opened, is opened anew by whatever is done next. */
  function database(): Promise<IDBPDatabase<Schema>> {
    if (current) return current;
    const opening = open();
    opening.catch(letGo);
    current = opening;
    return opening;
  }

  async function rows(): Promise<readonly Row[]> {
    const all = await (await database()).getAll('drafts', IDBKeyRange.bound([owner], [owner, []]));
    return all.sort((a, b) => b.changedAt - a.changedAt);
  }

  async function remove(ids: readonly string[]): Promise<void> {
    try {
      for (const id of ids) await (await database()).delete('drafts', [owner, id]);
    } catch {
      // They are offered once more, and can be discarded then.
    }
  }

  await database().catch(() => null);
  return {
    async list() {
      const all = await rows().catch(() => []);
      return all.flatMap(({ id, content, basedOn, changedAt }): Draft[] => {
        const read = readDocument(content);
        return read.ok ? [{ name: id, document: read.document, basedOn, changedAt }] : [];
      });
    },
    async unreadable() {
      const all = await rows().catch(() => []);
      return all
        .filter(({ content }) => !readDocument(content).ok)
        .map(({ id, content }) => ({ name: id, content }));
    },
    async keep({ name: id, document, basedOn, changedAt }, onDropped) {
      if (!readDocument(document).ok) return false;
      try {
        await (await database()).put('drafts', { owner, id, content: document, basedOn, changedAt });
      } catch {
        return false;
      }
      const all = await rows().catch(() => []);
      if (all.length > MOST_DRAFTS) {
        const isHeld = await locks.held();
        const left = all.filter((row) => row.id !== id && !isHeld(row.id));
        const dropped = left.slice(MOST_DRAFTS - all.length);
        await remove(dropped.map((row) => row.id));
        for (const { content } of dropped) {
          const read = readDocument(content);
          if (read.ok) onDropped?.(read.document.metadata.title);
        }
      }
      return true;
    },
    forget: (draft) => remove([draft]),
  };
}

const opened = new Map<string, Promise<Drafts>>();

/** The drafts of a person in this deployment's page. @param owner see `dashboardsOf` */
export function draftsOf(owner: string): Promise<Drafts> {
  let drafts = opened.get(owner);
  if (!drafts) {
    const path = new URL(import.meta.env.BASE_URL, location.origin).pathname;
    drafts = openDrafts(`signalbox-drafts ${path}`, owner, ownDraftLocks());
    opened.set(owner, drafts);
  }
  return drafts;
}

/** Drafts that can be gone on with, newest first. */
export interface OfferedDrafts {
  /** What a crash has left. */
  readonly left: readonly Draft[];
  /** What another tab is at now; or one that is just going, and has not let go of it yet. */
  readonly held: readonly Draft[];
}

/** Drafts as they are found. */
export interface FoundDrafts extends OfferedDrafts {
  /** What no tab is at, and this page cannot read. */
  readonly unreadable: readonly UnreadableDraft[];
}

/** Looks for drafts of a person. @param owner see `dashboardsOf` */
export async function findDrafts(owner: string): Promise<FoundDrafts> {
  const drafts = await draftsOf(owner);
  const all = await drafts.list();
  const unreadable = await drafts.unreadable();
  // Asked last: an editor that has just been left has let go by then.
  const isHeld = await ownDraftLocks().held();
  return {
    left: all.filter(({ name }) => !isHeld(name)),
    held: all.filter(({ name }) => isHeld(name)),
    unreadable: unreadable.filter(({ name }) => !isHeld(name)),
  };
}

/**
 * Waits until the tab that is at a draft lets go of it.
 * @returns what it has left; null where nothing is, or where the waiting was ended
 */
export async function leftLater(owner: string, { name }: Draft, signal: AbortSignal): Promise<Draft | null> {
  if (!(await ownDraftLocks().free(name, signal))) return null;
  const all = await (await draftsOf(owner)).list();
  return all.find((one) => one.name === name) ?? null;
}
