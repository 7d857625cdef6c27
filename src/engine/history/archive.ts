import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { ActuatorInfo } from '../../model/catalogue.ts';
import { FORMAT, WITHOUT_DEVICES } from './format.ts';

/** A stretch of one connection's readings, as it is stored. */
export interface Chunk {
  readonly connection: string;
  /** Protocol and address it was written from, without credentials: a connection that means another back end has another. */
  readonly source: string;
  /** Epoch ms its times count from; with the connection and the run it is the chunk's key. */
  readonly from: number;
  /** Which stretch of writing it is of: one page's, without anything missing in between. */
  readonly run: string;
  /** No other page wrote at that time: the one that did held the lock. */
  readonly isAlone: boolean;
  /** When it was written last, epoch ms. */
  readonly savedAt: number;
  readonly readings: number;
  /** As {@link file://./format.ts} says. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly size: number;
}

/** What is kept of a device beside its readings: what it is called, and what it takes. */
export interface KeptDevice {
  readonly device: string;
  readonly name?: string;
  readonly kind?: string;
  readonly actuators: readonly Pick<ActuatorInfo, 'property' | 'domain' | 'reports'>[];
  /** When that was known to be so last, epoch ms. */
  readonly toldAt: number;
}

/** The devices of one connection, as they are stored. */
export interface KeptDevices extends Pick<Chunk, 'connection' | 'source'> {
  readonly devices: readonly KeptDevice[];
}

type ChunkKey = [number, string, string];

interface Schema extends DBSchema {
  person: { key: string; value: string };
  chunks: { key: ChunkKey; value: Chunk; indexes: { facts: [number, number] } };
  /** By connection. */
  devices: { key: string; value: KeptDevices };
}

/** What is known of a stored chunk without reading it. */
export interface ChunkFacts {
  readonly key: ChunkKey;
  readonly savedAt: number;
  readonly size: number;
}

/** Why an archive is of no use any more: another page deletes it, or the browser has closed it, as when it needs the room. */
export type Loss = 'deleted' | 'closed';

/** Name of the error of a browser that has no room. */
export const QUOTA = 'QuotaExceededError';

const PERSON = 'subject';
/** Chunks read at once: a few megabytes at most. */
const BATCH = 16;

export function keyOf({ from, connection, run }: Chunk): ChunkKey {
  return [from, connection, run];
}

/**
 * The browser's database of chunks. It belongs to one person; what another one left is deleted when it is opened. Every method but
 * {@link Archive.close} rejects when the browser does.
 */
export class Archive {
  readonly #db: IDBPDatabase<Schema>;

  private constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  /**
   * Opens the database, or makes it. What is stored in another format is dropped.
   * @param person stable subject identifier; '' without sign-in
   * @param lost called when the archive is of no use any more
   */
  static async open(name: string, person: string, lost: (loss: Loss) => void): Promise<Archive> {
    const open = () =>
      openDB<Schema>(name, FORMAT, {
        upgrade(db, before) {
          db.createObjectStore('devices', { keyPath: 'connection' });
          if (before === WITHOUT_DEVICES) return;
          for (const store of [...db.objectStoreNames]) if (store !== 'devices') db.deleteObjectStore(store);
          db.createObjectStore('person');
          db.createObjectStore('chunks', { keyPath: ['from', 'connection', 'run'] }).createIndex('facts', [
            'savedAt',
            'size',
          ]);
        },
        blocking(_current, _next, event) {
          lost('deleted');
          if (event.target instanceof IDBDatabase) event.target.close();
        },
        terminated: () => lost('closed'),
      });
    const db = await open().catch(async (error: unknown) => {
      if (!(error instanceof DOMException) || error.name !== 'VersionError') throw error;
      // Written by a newer version of this page.
      await deleteDB(name);
      return await open();
    });
    const transaction = db.transaction(['person', 'chunks', 'devices'], 'readwrite');
    const before = await transaction.objectStore('person').get(PERSON);
    if (before !== person) {
      await transaction.objectStore('chunks').clear();
      await transaction.objectStore('devices').clear();
      await transaction.objectStore('person').put(person, PERSON);
    }
    await transaction.done;
    return new Archive(db);
  }

  /** Deletes the database, whoever has it open. */
  static async delete(name: string): Promise<void> {
    await deleteDB(name);
  }

  /**
   * All chunks there are when the first is asked for, the oldest first. The newest of each connection is as it is then: the page that writes puts
   * more into it meanwhile, which this one hears itself.
   */
  async *chunks(): AsyncGenerator<Chunk> {
    const { store } = this.#db.transaction('chunks');
    const lastKeys = new Map((await store.getAllKeys()).map((key) => [key[1], key]));
    const last = new Map<string, Chunk>();
    for (const chunk of await Promise.all([...lastKeys.values()].map((key) => store.get(key)))) {
      if (chunk) last.set(chunk.connection, chunk);
    }
    let range: IDBKeyRange | null = null;
    for (;;) {
      const batch: Chunk[] = await this.#db.getAll('chunks', range, BATCH);
      for (const chunk of batch) {
        const newest = last.get(chunk.connection);
        if (!newest || chunk.from > newest.from) continue;
        yield chunk.from === newest.from && chunk.run === newest.run ? newest : chunk;
      }
      const end = batch.at(-1);
      if (!end || batch.length < BATCH) return;
      range = IDBKeyRange.lowerBound(keyOf(end), true);
    }
  }

  /** One chunk; undefined where it is gone. */
  async chunk(key: ChunkKey): Promise<Chunk | undefined> {
    return await this.#db.get('chunks', key);
  }

  /** Facts about all chunks, the least recently written first. */
  async facts(): Promise<ChunkFacts[]> {
    const facts: ChunkFacts[] = [];
    const { store } = this.#db.transaction('chunks');
    let cursor = await store.index('facts').openKeyCursor();
    while (cursor) {
      const [savedAt, size] = cursor.key;
      facts.push({ key: cursor.primaryKey, savedAt, size });
      cursor = await cursor.continue();
    }
    return facts;
  }

  /** Writes chunks, over those of the same key, and removes others: all or nothing. */
  async write(chunks: readonly Chunk[], removed: readonly ChunkKey[]): Promise<void> {
    const transaction = this.#db.transaction('chunks', 'readwrite', { durability: 'relaxed' });
    const work = [
      ...removed.map((key) => transaction.store.delete(key)),
      ...chunks.map((chunk) => transaction.store.put(chunk)),
    ];
    await Promise.all([...work, transaction.done]);
  }

  /** The devices of all connections. */
  async devices(): Promise<KeptDevices[]> {
    return await this.#db.getAll('devices');
  }

  /** Writes the devices of some connections, over those stored of them, and removes those of others. */
  async writeDevices(kept: readonly KeptDevices[], removed: readonly string[]): Promise<void> {
    const transaction = this.#db.transaction('devices', 'readwrite', { durability: 'relaxed' });
    const work = [
      ...removed.map((connection) => transaction.store.delete(connection)),
      ...kept.map((one) => transaction.store.put(one)),
    ];
    await Promise.all([...work, transaction.done]);
  }

  close(): void {
    this.#db.close();
  }
}
