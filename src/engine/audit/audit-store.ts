import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { AuditCursor, AuditEntry, AuditLimits } from '../../model/audit.ts';
import { dropOldest, prune } from '../newest-first.ts';
import { released } from './entry.ts';

const VERSION = 1;
/** Where all deployments of a host kept their audits together before each had a database of its own. */
const COMMON = 'signalbox-audit';

/** Few browsers have one; where what takes it over cannot be fetched, it is there the next time. */
async function takeCommon(store: AuditStore): Promise<void> {
  const common = await import('./common-audit.ts').catch(() => null);
  await common?.takeCommon(COMMON, store);
}

/** Entries lie newest first, so that a batch of the newest is one read: `rank` is the time they were entered, negated. */
export interface Schema extends DBSchema {
  entries: {
    key: [rank: number, id: string];
    value: Row;
    /** Only of pulses whose second order has not been entered. */
    indexes: { releaseBy: number };
  };
}

interface Row {
  readonly rank: number;
  readonly id: string;
  readonly entry: AuditEntry;
}

/** The audit in IndexedDB, shared by a deployment's tabs in this browser. Every method rejects when the browser's storage does. */
export class AuditStore {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  /**
   * Opens the database, or makes it.
   * @param lost called when the browser has closed it: site data deleted, a newer page in another tab
   * @throws where the browser keeps no storage for this page
   */
  static async open(name: string, lost: () => void): Promise<AuditStore> {
    const database = await openDB<Schema>(name, VERSION, {
      upgrade: (fresh) => {
        const entries = fresh.createObjectStore('entries', { keyPath: ['rank', 'id'] });
        entries.createIndex('releaseBy', 'entry.releaseBy');
      },
      blocking: (_current, _blocked, event) => {
        // A newer page wants another form of the database: it must not wait for this one.
        if (event.target instanceof IDBDatabase) event.target.close();
        lost();
      },
      terminated: lost,
    });
    const store = new AuditStore(database);
    // Older browsers cannot say which databases there are; to open one that is not there would make it.
    const all = (await indexedDB.databases?.()) ?? [];
    if (all.some(({ name }) => name === COMMON)) await takeCommon(store);
    return store;
  }

  /** Writes entries, or their newer state, in one transaction: all or none. */
  async put(entries: readonly AuditEntry[]): Promise<void> {
    const write = this.#database.transaction('entries', 'readwrite');
    const puts = entries.map((entry) => write.store.put({ rank: -entry.enteredAt, id: entry.id, entry }));
    // Without waiting for the answers: a page that is being closed gets no more turns to commit in.
    write.commit();
    await Promise.all([...puts, write.done]);
  }

  /** Entries older than `after`, newest first; from the newest where it is null. */
  async newest(after: AuditCursor | null, limit: number): Promise<AuditEntry[]> {
    const range = after ? IDBKeyRange.lowerBound([-after.enteredAt, after.id], true) : undefined;
    const rows = await this.#database.getAll('entries', range, limit);
    return rows.map(({ entry }) => entry);
  }

  /** First orders of pulses whose second has not been entered, those due first at the front. */
  async unreleased(): Promise<AuditEntry[]> {
    const rows = await this.#database.getAllFromIndex('entries', 'releaseBy');
    return rows.map(({ entry }) => entry);
  }

  /**
   * Enters the end of a pulse that its page will not enter any more.
   * @returns whether it was entered: nobody else has entered one meanwhile
   */
  async endPulse(press: AuditEntry, end: AuditEntry): Promise<boolean> {
    const { store, done } = this.#database.transaction('entries', 'readwrite');
    const row = await store.get([-press.enteredAt, press.id]);
    const isOpen = row?.entry.releaseBy !== undefined;
    if (isOpen) {
      await store.put({ ...row, entry: released(row.entry) });
      await store.put({ rank: -end.enteredAt, id: end.id, entry: end });
    }
    await done;
    return isOpen;
  }

  /** Drops what is too old, then the oldest of what is too many. */
  async prune(limits: AuditLimits, now: number): Promise<void> {
    const change = this.#database.transaction('entries', 'readwrite');
    await Promise.all([prune(change.store, limits, now), change.done]);
  }

  /** Drops this many of the oldest entries. */
  async dropOldest(count: number): Promise<void> {
    const change = this.#database.transaction('entries', 'readwrite');
    await Promise.all([dropOldest(change.store, count), change.done]);
  }

  close(): void {
    this.#database.close();
  }
}
