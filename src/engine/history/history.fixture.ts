import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import type { ConnectionSettings, HistorySettings } from '../../model/settings.ts';
import { SeriesStore } from '../series/store.ts';
import { Archive, type KeptDevice } from './archive.ts';
import type { DeviceBook } from './devices.ts';
import { History } from './history.ts';

export const DATABASE = 'signalbox-history /';
export const NOW = 1_750_000_000_000;
export const HOUR = 3_600_000;

/** The one connection of a page, unless it says otherwise. */
export const CONNECTION: ConnectionSettings = {
  id: 'c',
  name: 'C',
  protocol: 'json',
  transport: 'websocket',
  url: 'ws://host/stream',
  credentials: { kind: 'none' },
  staleAfterMs: 30_000,
  silenceLimitMs: 45_000,
  commandRole: 'technician',
  history: true,
  options: {},
};

interface Page {
  readonly person?: string;
  readonly connections?: readonly ConnectionSettings[];
  readonly history?: Partial<HistorySettings>;
  readonly maxSamplesPerSeries?: number;
  readonly at?: number;
}

type Heard = DeviceBook['heard'] extends Iterable<infer One> ? One : never;

/** The part of an engine that history needs, as if a page had just been loaded. */
export function loadPage({
  person = 'ada',
  connections = [CONNECTION],
  history = {},
  maxSamplesPerSeries,
  at = NOW,
}: Page = {}) {
  const limits = {
    maxSeries: 100,
    maxDevices: 100,
    maxBytes: 1 << 24,
    maxSamplesPerSeries: maxSamplesPerSeries ?? 1_000_000,
  };
  const settings = {
    connections,
    history: { database: DATABASE, maxBytes: 1 << 25, maxAgeMs: 24 * HOUR, ...history },
  };
  const store = new SeriesStore(limits);
  const clock = { now: at };
  const log: string[] = [];
  const restored = vi.fn();
  const books = new Map(connections.map(({ id }) => [id, bookOf()]));
  const kept = new History(settings, person, {
    store,
    devicesOf: (id) => books.get(id),
    now: () => clock.now,
    newId: () => {
      runs += 1;
      return `run-${runs}`;
    },
    restored,
    log: (_level, text) => log.push(text),
  });
  const series = (quantity = 'q', connection = 'c') => {
    const found = store.open(connection, 'd', quantity, '℃', 'number', 30_000);
    if (!found) throw new Error('The store is full.');
    return found;
  };
  return {
    store,
    clock,
    log,
    restored,
    history: kept,
    series,
    /** What is known of a connection's devices. */
    book(connection = 'c') {
      const book = books.get(connection);
      if (!book) throw new Error('There is no such connection.');
      return book;
    },
    find: (quantity = 'q', connection = 'c') => store.find({ connection, device: 'd', quantity }),
    async start() {
      await kept.restore();
      kept.record();
    },
    async leave() {
      await kept.save();
      kept.stop();
    },
  };
}

/** What an intake knows of devices. */
function bookOf() {
  const restored = new Map<string, KeptDevice>();
  return {
    heard: [] as Heard[],
    restored,
    get extent() {
      return this.heard.length;
    },
    restore: (kept: KeptDevice) => void restored.set(kept.device, kept),
  };
}

let runs = 0;

/** An empty browser, and one without locks: called before each test. */
export function forgetAll(): void {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', {});
}

/** Locks as the browser has them, for one name. */
export function fakeLocks() {
  let last: Promise<unknown> = Promise.resolve();
  let held = 0;
  type Work = (lock: object | null) => Promise<void> | undefined;
  return {
    request(_name: string, options: { ifAvailable?: boolean; signal?: AbortSignal }, work: Work) {
      if (options.ifAvailable && held > 0) return Promise.resolve(work(null));
      held += 1;
      const mine = last.then(() => (options.signal?.aborted ? undefined : work({})));
      last = mine.then(() => {
        held -= 1;
      });
      return mine;
    },
  };
}

/** All that is stored of the person. */
export async function chunks() {
  const archive = await Archive.open(DATABASE, 'ada', () => {});
  const all = [];
  for await (const chunk of archive.chunks()) all.push(chunk);
  archive.close();
  return all;
}
