import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { readDocument } from '../document.ts';
import { ChangedMeanwhileError, type DashboardStore, type StoredDashboard } from './store.ts';

const VERSION = 1;

interface Row {
  /** Whose it is: the subject of who is signed in, '' where there is no sign-in. */
  owner: string;
  id: string;
  content: unknown;
  changedAt: number;
  revision: number;
}

interface Schema extends DBSchema {
  dashboards: { key: [owner: string, id: string]; value: Row };
}

function stored({ id, content, changedAt, revision }: Row): StoredDashboard {
  return { id, content, read: readDocument(content), changedAt, revision };
}

/** All rows of one owner: an empty list is behind every text. */
function rowsOf(owner: string): IDBKeyRange {
  return IDBKeyRange.bound([owner], [owner, []]);
}

/**
 * The dashboards of one person in IndexedDB, shared by all tabs of this browser.
 * @param name of the database; deployments beside each other on one host share its storage
 * @throws where the browser keeps no storage for this page
 */
export async function openIndexedStore(
  name: string,
  owner: string,
  now: () => number = Date.now,
): Promise<DashboardStore> {
  const listeners = new Set<() => void>();
  const channel = new BroadcastChannel(name);
  let current: Promise<IDBPDatabase<Schema>> | null = null;

  function open(): Promise<IDBPDatabase<Schema>> {
    const forget = () => {
      current = null;
    };
    const opening = openDB<Schema>(name, VERSION, {
      upgrade: (fresh) => {
        fresh.createObjectStore('dashboards', { keyPath: ['owner', 'id'] });
      },
      blocking: (_current, _blocked, event) => {
        // A newer page wants another form of the database: it must not wait for this one.
        if (event.target instanceof IDBDatabase) event.target.close();
        forget();
      },
      terminated: forget,
    });
    opening.catch(forget);
    current = opening;
    return opening;
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  function changed(): void {
    tell();
    channel.postMessage(owner);
  }

  /** Something done to the database, with words for what goes wrong. */
  async function perform<Result>(act: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
    try {
      return await act(await (current ?? open()));
    } catch (error) {
      if (error instanceof ChangedMeanwhileError) throw error;
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new Error(
        `The browser’s storage refused (${reason}). Free some of it, or export the dashboard to a file; then try again.`,
      );
    }
  }

  /** Writes a row made of what is there now, in one transaction. */
  function write(id: string, next: (present: Row | undefined) => Row): Promise<Row> {
    return perform(async (database) => {
      const change = database.transaction('dashboards', 'readwrite');
      let row: Row;
      try {
        row = next(await change.store.get([owner, id]));
      } catch (error) {
        await change.done;
        throw error;
      }
      await Promise.all([change.store.put(row), change.done]);
      changed();
      return row;
    });
  }

  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (event.data === owner) tell();
  };
  try {
    await open();
  } catch (error) {
    channel.close();
    throw error;
  }

  return {
    isLasting: true,
    list: () =>
      perform(async (database) => {
        const rows = await database.getAll('dashboards', rowsOf(owner));
        return rows.map(stored).sort((a, b) => b.changedAt - a.changedAt);
      }),
    get: (id) =>
      perform(async (database) => {
        const row = await database.get('dashboards', [owner, id]);
        return row && stored(row);
      }),
    async put(document, basedOn) {
      const { id } = document.metadata;
      const row = await write(id, (present) => {
        const revision = present?.revision ?? 0;
        if (basedOn !== undefined && basedOn !== revision) throw new ChangedMeanwhileError();
        return { owner, id, content: document, changedAt: now(), revision: revision + 1 };
      });
      return stored(row);
    },
    remove: (id, basedOn) =>
      perform(async (database) => {
        const change = database.transaction('dashboards', 'readwrite');
        const there = await change.store.get([owner, id]);
        const isIt = basedOn === undefined || basedOn === there?.revision;
        if (there && isIt) await change.store.delete([owner, id]);
        await change.done;
        if (!there) return;
        if (!isIt) throw new ChangedMeanwhileError();
        changed();
      }),
    async restore({ id, content, changedAt, revision }) {
      await write(id, (present) => {
        if (present) throw new ChangedMeanwhileError();
        return { owner, id, content, changedAt, revision };
      });
    },
    subscribe(listener) {
      const one = () => listener();
      listeners.add(one);
      return () => {
        listeners.delete(one);
      };
    },
  };
}
