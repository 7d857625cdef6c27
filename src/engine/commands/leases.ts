import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { TabLocks } from './claims.ts';

/** A lease that nobody has renewed for so long is over: its tab is gone, or stands still. */
const LEASE_MS = 15_000;
const RENEW_MS = 5_000;

interface Lease {
  readonly owner: string;
  /** Epoch ms; by one clock, as all tabs are of one browser. */
  readonly until: number;
}

interface Schema extends DBSchema {
  leases: { key: string; value: Lease };
}

/**
 * What tabs agree by where the browser has no Web Locks, as for a page that is served without TLS: rows in IndexedDB, whose transactions all tabs do one after
 * the other. Unlike a lock, a lease of a tab that was killed ends by itself only, and one of a tab that stands still ends although its order may be open.
 */
export class Leases implements TabLocks {
  readonly #name: string;
  readonly #owner: string;
  #database: Promise<IDBPDatabase<Schema>> | null = null;

  /**
   * @param name of the database: one a deployment
   * @param owner no other tab's
   */
  constructor(name: string, owner: string) {
    this.#name = name;
    this.#owner = owner;
  }

  /** @throws where the browser keeps no storage for this page */
  async request(
    name: string,
    _options: { readonly ifAvailable: true },
    work: (lock: object | null) => Promise<void> | undefined,
  ): Promise<void> {
    if (!(await this.#take(name))) {
      await work(null);
      return;
    }
    const renewal = setInterval(() => void this.#take(name).catch(() => undefined), RENEW_MS);
    try {
      await work({ name });
    } finally {
      clearInterval(renewal);
      await this.#giveBack(name);
    }
  }

  /** Opened with the first order, and again with the next after the browser has closed it: without it no tab knows of another. */
  #opened(): Promise<IDBPDatabase<Schema>> {
    if (this.#database) return this.#database;
    const lost = () => {
      if (this.#database === opening) this.#database = null;
    };
    const opening = openDB<Schema>(this.#name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('leases');
      },
      blocking: (_current, _blocked, event) => {
        // Whoever deletes the site's data must not wait for this page.
        if (event.target instanceof IDBDatabase) event.target.close();
        lost();
      },
      terminated: lost,
    });
    this.#database = opening;
    opening.catch(lost);
    return opening;
  }

  async #take(name: string): Promise<boolean> {
    const change = (await this.#opened()).transaction('leases', 'readwrite');
    const now = Date.now();
    const lease = await change.store.get(name);
    // One that lasts longer than any was written before the clock was set back.
    const isTaken =
      lease && lease.owner !== this.#owner && lease.until > now && lease.until <= now + LEASE_MS;
    if (!isTaken) await change.store.put({ owner: this.#owner, until: now + LEASE_MS }, name);
    await change.done;
    return !isTaken;
  }

  async #giveBack(name: string): Promise<void> {
    const change = (await this.#opened()).transaction('leases', 'readwrite');
    if ((await change.store.get(name))?.owner === this.#owner) await change.store.delete(name);
    await change.done;
  }
}
