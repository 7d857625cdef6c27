import { type DBSchema, openDB } from 'idb';
import { readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';

const VERSION = 1;
/** Drafts that nobody came back for; the oldest go first. */
const MOST_DRAFTS = 20;

interface Row {
  owner: string;
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
  forget(id: string): Promise<void>;
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
      return all.flatMap(({ content, basedOn, changedAt }): Draft[] => {
        const read = readDocument(content);
        return read.ok ? [{ document: read.document, basedOn, changedAt }] : [];
      });
    },
    async keep({ document, basedOn, changedAt }) {
      try {
        const { id } = document.metadata;
        await database?.put('drafts', { owner, id, content: document, basedOn, changedAt });
        for (const old of (await rows()).slice(MOST_DRAFTS))
          await database?.delete('drafts', [owner, old.id]);
      } catch {
        // The browser's storage is full: what is being edited is still on the page, and saving it says so.
      }
    },
    async forget(id) {
      try {
        await database?.delete('drafts', [owner, id]);
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
