import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { JournalCursor, JournalEntry, JournalLimits } from '../../model/alarm.ts';
import { dropOldest, prune } from '../newest-first.ts';
import type { StoredAlarm } from './record.ts';

const VERSION = 1;
const SEEN = 'seen';

/** The journal lies newest first, so that a batch of the newest is one read: `rank` is the time of the event, negated. */
interface Schema extends DBSchema {
  alarms: { key: string; value: StoredAlarm };
  journal: { key: [rank: number, id: string]; value: { rank: number; id: string; entry: JournalEntry } };
  facts: { key: string; value: number };
}

/** What is to be written at once. */
export interface AlarmChanges {
  readonly alarms: readonly StoredAlarm[];
  /** Ids of those that are normal again. */
  readonly gone: readonly string[];
  readonly entries: readonly JournalEntry[];
  /** Until when somebody has been looking, epoch ms; null where that is not for this page to say. */
  readonly seen: number | null;
}

/** Alarms and their journal in IndexedDB, shared by all tabs. Every method rejects when the browser's storage does. */
export class AlarmStore {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  /**
   * Opens the database, or makes it.
   * @param lost called when the browser has closed it: site data deleted, a newer page in another tab
   * @throws where the browser keeps no storage for this page
   */
  static async open(name: string, lost: () => void): Promise<AlarmStore> {
    const database = await openDB<Schema>(name, VERSION, {
      upgrade: (fresh) => {
        fresh.createObjectStore('alarms', { keyPath: 'id' });
        fresh.createObjectStore('journal', { keyPath: ['rank', 'id'] });
        fresh.createObjectStore('facts');
      },
      blocking: (_current, _blocked, event) => {
        // A newer page wants another form of the database: it must not wait for this one.
        if (event.target instanceof IDBDatabase) event.target.close();
        lost();
      },
      terminated: lost,
    });
    return new AlarmStore(database);
  }

  /** Alarms that were not normal, and until when somebody was looking (epoch ms; 0 for never). */
  async recall(): Promise<{ readonly alarms: readonly StoredAlarm[]; readonly seen: number }> {
    const read = this.#database.transaction(['alarms', 'facts']);
    const [alarms, seen] = await Promise.all([
      read.objectStore('alarms').getAll(),
      read.objectStore('facts').get(SEEN),
    ]);
    return { alarms, seen: seen ?? 0 };
  }

  /** Writes all of it or nothing. */
  async write({ alarms, gone, entries, seen }: AlarmChanges): Promise<void> {
    const change = this.#database.transaction(['alarms', 'journal', 'facts'], 'readwrite');
    const states = change.objectStore('alarms');
    const journal = change.objectStore('journal');
    const work: Promise<unknown>[] = [
      ...alarms.map((alarm) => states.put(alarm)),
      ...gone.map((id) => states.delete(id)),
      ...entries.map((entry) => journal.put({ rank: -entry.at, id: entry.id, entry })),
    ];
    if (seen !== null) work.push(change.objectStore('facts').put(seen, SEEN));
    // Without waiting for the answers: a page that is being closed gets no more turns to commit in.
    change.commit();
    await Promise.all([...work, change.done]);
  }

  /** Entries older than `after`, newest first; from the newest where it is null. */
  async newest(after: JournalCursor | null, limit: number): Promise<JournalEntry[]> {
    const range = after ? IDBKeyRange.lowerBound([-after.at, after.id], true) : null;
    const rows = await this.#database.getAll('journal', range, limit);
    return rows.map(({ entry }) => entry);
  }

  /** The newest entries between two moments (epoch ms), newest first. */
  async between(from: number, to: number, limit: number): Promise<JournalEntry[]> {
    if (!(from <= to)) return [];
    const rows = await this.#database.getAll('journal', IDBKeyRange.bound([-to], [-from, []]), limit);
    return rows.map(({ entry }) => entry);
  }

  /** Drops what is too old, then the oldest of what is too many. @param now epoch ms */
  async prune(limits: JournalLimits, now: number): Promise<void> {
    const change = this.#database.transaction('journal', 'readwrite');
    await Promise.all([prune(change.store, limits, now), change.done]);
  }

  /** Drops this many of the oldest entries. */
  async dropOldest(count: number): Promise<void> {
    const change = this.#database.transaction('journal', 'readwrite');
    await Promise.all([dropOldest(change.store, count), change.done]);
  }

  close(): void {
    this.#database.close();
  }
}
