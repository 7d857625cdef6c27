import { type DBSchema, openDB } from 'idb';
import { readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';

const VERSION = 1;
/** Drafts that nobody came back for; the oldest go first. */
const MOST_DRAFTS = 20;

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

/** Unsaved drafts of one person in this browser: what a crash leaves. None of its methods reject: without storage there are just no drafts. */
export interface Drafts {
  /** Those that can be read, newest first. */
  list(): Promise<readonly Draft[]>;
  keep(draft: Draft): Promise<void>;
  forget(name: string): Promise<void>;
}

/**
 * Opens the drafts of a person.
 * @param name of the database
 * @param owner see `dashboardsOf`
 */
export async function openDrafts(name: string, owner: string): Promise<Drafts> {
  const database = await openDB<Schema>(name, VERSION, {
    upgrade: (fresh) => {
      fresh.createObjectStore('drafts', { keyPath: ['owner', 'id'] });
    },
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  }).catch(() => null);
  const rows = async (): Promise<readonly Row[]> => {
    const all = (await database?.getAll('drafts', IDBKeyRange.bound([owner], [owner, []]))) ?? [];
    return all.sort((a, b) => b.changedAt - a.changedAt);
  };
  return {
    async list() {
      const all = await rows().catch(() => []);
      return all.flatMap(({ id, content, basedOn, changedAt }): Draft[] => {
        const read = readDocument(content);
        return read.ok ? [{ name: id, document: read.document, basedOn, changedAt }] : [];
      });
    },
    async keep({ name: id, document, basedOn, changedAt }) {
      try {
        await database?.put('drafts', { owner, id, content: document, basedOn, changedAt });
        for (const old of (await rows()).slice(MOST_DRAFTS))
          await database?.delete('drafts', [owner, old.id]);
      } catch {
        // The browser's storage is full: what is being edited is still on the page, and saving it says so.
      }
    },
    async forget(draft) {
      try {
        await database?.delete('drafts', [owner, draft]);
      } catch {
        // It is offered once more, and can be discarded then.
      }
    },
  };
}

const opened = new Map<string, Promise<Drafts>>();

/** The drafts of a person in this deployment's page. @param owner see `dashboardsOf` */
export function draftsOf(owner: string): Promise<Drafts> {
  let drafts = opened.get(owner);
  if (!drafts) {
    const path = new URL(import.meta.env.BASE_URL, location.origin).pathname;
    drafts = openDrafts(`signalbox-drafts ${path}`, owner);
    opened.set(owner, drafts);
  }
  return drafts;
}
