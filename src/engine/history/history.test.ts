import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionSettings, HistorySettings } from '../../model/settings.ts';
import { events, happen, share, windowOf } from '../series/naive.fixture.ts';
import { SeriesStore } from '../series/store.ts';
import { chartColumns } from '../series/window.ts';
import { Archive } from './archive.ts';
import { FORMAT } from './format.ts';
import { History } from './history.ts';

const DATABASE = 'signalbox-history /';
const NOW = 1_750_000_000_000;
const HOUR = 3_600_000;

const CONNECTION: ConnectionSettings = {
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

/** The part of an engine that history needs, as if a page had just been loaded. */
function loadPage({
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
  runs += 1;
  const run = `run-${runs}`;
  const kept = new History(settings, person, {
    store,
    now: () => clock.now,
    newId: () => run,
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
    history: kept,
    series,
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

let runs = 0;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', {});
});

async function chunks() {
  const archive = await Archive.open(DATABASE, 'ada', () => {});
  const all = [];
  for await (const chunk of archive.chunks()) all.push(chunk);
  archive.close();
  return all;
}

describe('history', () => {
  it('answers every window after a reload as it did before, whatever came in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        events(),
        share,
        share,
        fc.nat(15),
        fc.integer({ min: 1, max: 300 }),
        async (list, a, b, shift, width) => {
          vi.stubGlobal('indexedDB', new IDBFactory());
          const late = Math.max(NOW, ...list.map((one) => (one.type === 'sample' ? one.time : one.at)));
          const before = loadPage({ at: late, history: { maxAgeMs: 1e14 } });
          await before.start();
          const series = before.series();
          for (const one of list) happen(series, one);
          await before.leave();
          // What the page did not see is a gap.
          series.breakAt(late);
          const after = loadPage({ at: late, history: { maxAgeMs: 1e14 } });
          await after.start();
          const samples = list.filter((one) => one.type === 'sample').sort((x, y) => x.time - y.time);
          const [from, to] = windowOf(samples, a, b, shift);
          expect(chartColumns(after.find(), from, to, width)).toEqual(
            chartColumns(samples.length > 0 ? series : undefined, from, to, width),
          );
          after.history.stop();
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('comes back as roll-ups where memory is too small for all of it', async () => {
    const before = loadPage();
    await before.start();
    for (let n = 0; n < 20_000; n++)
      before.series().append(NOW - 20 * HOUR + n * 3_600, Math.round(Math.sin(n / 500) * 1_000) / 10);
    before.series().append(NOW - 10 * HOUR, 999);
    await before.leave();
    const after = loadPage({ maxSamplesPerSeries: 1_000 });
    await after.start();
    const day = chartColumns(after.find(), NOW - 24 * HOUR, NOW, 500);
    expect(day.samples).toBe(20_001);
    expect(day.max).toBe(999);
  });

  it('never looks live: what is restored is stale until something live comes', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 21.5);
    await before.leave();
    const after = loadPage();
    await after.start();
    expect(after.find()).toMatchObject({ lastTime: NOW, lastValue: 21.5, unit: '℃' });
    expect(after.find()?.info.staleAfterMs).toBe(Number.NEGATIVE_INFINITY);
    expect(after.find()?.isRestored).toBe(true);
    after.series().append(NOW + 1_000, 22);
    expect(after.find()?.info.staleAfterMs).toBe(30_000);
    expect(after.find()?.isRestored).toBe(false);
  });

  it('is not made live by a late reading, as the newest is still of before', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 21.5);
    await before.leave();
    const after = loadPage();
    await after.start();
    after.series().append(NOW - 1_000, 22);
    expect(after.find()).toMatchObject({ lastValue: 21.5, isRestored: true });
    after.series().append(NOW + 1_000, 23);
    expect(after.find()?.isRestored).toBe(false);
  });

  it('begins anew where a newer version of the page has written', async () => {
    for (const version of [FORMAT + 1, FORMAT + 7]) {
      vi.stubGlobal('indexedDB', new IDBFactory());
      const other = await openDB(DATABASE, version, {
        upgrade: (db) => void db.createObjectStore('chunks').put({ other: true }, 1),
      });
      other.close();
      const page = loadPage();
      await page.start();
      page.series().append(NOW, 7);
      await page.leave();
      const after = loadPage();
      await after.start();
      expect(after.find()).toMatchObject({ lastValue: 7 });
      await after.leave();
    }
  });

  it('leaves a gap between what is restored and what is live, even when the live reading was first', async () => {
    const before = loadPage();
    await before.start();
    for (let n = 0; n < 10; n++) before.series().append(NOW + n * 100, n);
    await before.leave();
    for (const order of ['restored first', 'live first']) {
      const after = loadPage();
      const live = () => after.series().append(NOW + 60_000, 5);
      if (order === 'live first') live();
      await after.start();
      if (order === 'restored first') live();
      const drawn = chartColumns(after.find(), NOW, NOW + 61_000, 1_000);
      expect(Array.from(drawn.values).filter(Number.isNaN), order).toHaveLength(1);
      expect(drawn.samples).toBe(11);
      expect(drawn.lastValue).toBe(5);
      after.history.stop();
    }
  });

  it('goes on where it was over several reloads, without doubling anything', async () => {
    for (let load = 0; load < 4; load++) {
      const page = loadPage({ at: NOW + load * 60_000 });
      await page.start();
      for (let n = 0; n < 100; n++) {
        page.series().append(NOW + load * 60_000 + n, n);
        if (n % 30 === 0) await page.history.save();
      }
      await page.leave();
    }
    const page = loadPage({ at: NOW + 240_000 });
    await page.start();
    expect(page.find()?.samples.length).toBe(400);
    expect(page.find()?.breaks?.length).toBe(4);
    // Small chunks are written over, not added.
    expect(await chunks()).toHaveLength(4);
  });

  it('is another person’s business alone', async () => {
    const before = loadPage({ person: 'ada' });
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    const other = loadPage({ person: 'grace' });
    await other.start();
    expect(other.find()).toBeUndefined();
    other.history.stop();
    const again = loadPage({ person: 'ada' });
    await again.start();
    expect(again.find()).toBeUndefined();
  });

  it('is deleted when it is forgotten, and not written again', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.history.save();
    await page.history.forget();
    page.series().append(NOW + 1, 2);
    await page.history.save();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('ends when another page deletes it', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.history.save();
    await Archive.delete(DATABASE);
    page.series().append(NOW + 1, 2);
    await page.leave();
    expect(await indexedDB.databases()).toEqual([]);
    expect(page.log).toEqual([]);
  });

  it('keeps nothing of a connection that opts out, and deletes what was kept of it', async () => {
    const two = [CONNECTION, { ...CONNECTION, id: 'd' }];
    const before = loadPage({ connections: two });
    await before.start();
    before.series('q', 'c').append(NOW, 1);
    before.series('q', 'd').append(NOW, 2);
    await before.leave();
    expect(await chunks()).toHaveLength(2);
    const after = loadPage({ connections: [CONNECTION, { ...CONNECTION, id: 'd', history: false }] });
    await after.start();
    expect(after.find('q', 'c')?.lastValue).toBe(1);
    expect(after.find('q', 'd')).toBeUndefined();
    after.series('q', 'd').append(NOW, 2);
    await after.leave();
    expect((await chunks()).map((chunk) => chunk.connection)).toEqual(['c']);
  });

  it('does not show one back end’s readings as another’s', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    const after = loadPage({ connections: [{ ...CONNECTION, url: 'ws://other/stream' }] });
    await after.start();
    expect(after.find()).toBeUndefined();
  });

  it('stores no part of an address that may be a secret', async () => {
    const url = 'ws://user:pass@host/stream?token=abc';
    const page = loadPage({ connections: [{ ...CONNECTION, url }] });
    await page.start();
    page.series().append(NOW, 1);
    await page.leave();
    expect((await chunks())[0]?.source).toBe('json ws://host/stream');
  });

  it('stays within its size, the newest kept, and counts what it holds', async () => {
    const maxBytes = 400_000;
    const page = loadPage({ history: { maxBytes } });
    await page.start();
    for (let n = 0; n < 400_000; n++) {
      page.series().append(NOW + n, (n * 7_919) % 1_000);
      if (n % 5_000 === 0) await page.history.save();
    }
    page.clock.now += 400_000;
    await page.leave();
    const sizes = (await chunks()).map((chunk) => chunk.size);
    expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThanOrEqual(maxBytes);
    const after = loadPage({ at: page.clock.now });
    await after.start();
    expect(after.find()?.lastTime).toBe(NOW + 399_999);
    expect(after.find()?.samples.length).toBeGreaterThan(50_000);
  }, 60_000);

  it('drops what is too old', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    const after = loadPage({ at: NOW + 25 * HOUR });
    await after.start();
    expect(after.find()).toBeUndefined();
    expect(await chunks()).toEqual([]);
  });

  it.each([FORMAT + 1, FORMAT + 41])('drops what another version has written (%i)', async (version) => {
    await new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, version);
      request.onupgradeneeded = () => request.result.createObjectStore('chunks', { keyPath: 'other' });
      request.onerror = reject;
      request.onsuccess = () => resolve(request.result.close());
    });
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.leave();
    expect(await chunks()).toHaveLength(1);
    expect(page.log).toEqual([]);
  });

  it('survives damaged chunks, and says so', async () => {
    const before = loadPage();
    await before.start();
    for (let n = 0; n < 100; n++) before.series().append(NOW + n, n);
    await before.leave();
    const [chunk] = await chunks();
    if (!chunk) throw new Error('Nothing was stored.');
    const archive = await Archive.open(DATABASE, 'ada', () => {});
    await archive.write([{ ...chunk, bytes: chunk.bytes.slice(0, chunk.bytes.length - 1) }], []);
    archive.close();
    const after = loadPage();
    await after.start();
    expect(after.find()?.samples.length).toBe(99);
    expect(after.log.join()).toMatch(/could not be read/);
  });

  it('leaves out readings from the future: the clock was wrong then, or is now', async () => {
    const before = loadPage({ at: NOW });
    await before.start();
    before.series().append(NOW + HOUR, 1);
    before.series('other').append(NOW, 2);
    await before.leave();
    const after = loadPage({ at: NOW });
    await after.start();
    expect(Number.isNaN(after.find()?.lastTime)).toBe(true);
    expect(after.find('other')?.lastValue).toBe(2);
  });

  it('works without a database, and says it once', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('The user denied permission to access the database.', 'SecurityError');
      },
    });
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.leave();
    await page.history.forget();
    expect(page.log).toHaveLength(1);
    expect(page.log[0]).toMatch(/keeps no readings across reloads/);
  });

  it('drops the oldest when the browser has no room, tries again, and says so once', async () => {
    const page = loadPage();
    await page.start();
    const write = vi.spyOn(Archive.prototype, 'write');
    const refuse = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
    const fill = async () => {
      for (let n = 0; n < 20_000; n++) page.series().append(NOW + n, Math.sin(n));
      page.clock.now += 1_000;
      await page.history.save();
    };
    for (let n = 0; n < 6; n++) await fill();
    write.mockImplementationOnce(refuse);
    await fill();
    expect(page.log).toHaveLength(1);
    expect(page.log[0]).toMatch(/no room: the oldest 2 parts/);
    expect(await chunks()).toHaveLength(5);
    write.mockImplementation(refuse);
    await fill();
    await fill();
    expect(page.log).toHaveLength(2);
    expect(page.log[1]).toMatch(/did not keep the last 20000 readings/);
    write.mockRestore();
    await fill();
    expect((await chunks()).at(-1)?.readings).toBe(20_000);
    page.history.stop();
  });

  it('saves by itself every five seconds, or sooner when there is much', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    page.history.tick();
    await page.history.save();
    page.series().append(NOW + 1, 1);
    const save = vi.spyOn(page.history, 'save');
    page.clock.now += 4_000;
    page.history.tick();
    expect(save).not.toHaveBeenCalled();
    page.clock.now += 1_000;
    page.history.tick();
    expect(save).toHaveBeenCalledOnce();
    await page.leave();
  });
});

describe('two pages', () => {
  /** Locks as the browser has them, for one name. */
  function fakeLocks() {
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

  it('both read, one writes, and the other goes on when that one leaves', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const first = loadPage();
    await first.start();
    first.series().append(NOW, 1);
    await first.history.save();
    const second = loadPage();
    await second.start();
    expect(second.find()?.lastValue).toBe(1);
    second.series().append(NOW + 1_000, 2);
    await second.history.save();
    expect(await chunks()).toHaveLength(1);
    await first.leave();
    await vi.waitFor(() => expect(second.series().follower).not.toBeNull());
    second.series().append(NOW + 2_000, 3);
    await second.leave();
    const third = loadPage({ at: NOW + 3_000 });
    await third.start();
    expect(third.find()?.samples.length).toBe(2);
    expect(third.find()?.breaks?.length).toBe(2);
  });

  it('that cannot agree are not drawn twice', async () => {
    const first = loadPage();
    const second = loadPage({ at: NOW + 500 });
    await first.start();
    await second.start();
    for (let n = 0; n < 10; n++) {
      for (const page of [first, second]) page.series().append(NOW + n * 1_000, n);
    }
    first.clock.now += 10_000;
    second.clock.now += 10_000;
    await first.leave();
    await second.leave();
    const after = loadPage({ at: NOW + 20_000 });
    await after.start();
    expect(after.find()?.samples.length).toBe(10);
  });

  it('keeps what comes of a connection that is added later, and forgets one that is removed', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    const added = { ...CONNECTION, id: 'added' };
    page.history.join(added);
    page.series('q', 'added').append(NOW, 2);
    await page.history.save();
    expect((await chunks()).map((one) => one.connection).sort()).toEqual(['added', 'c']);
    await page.history.forgetConnection('added');
    page.series('q', 'added').append(NOW + 1, 3);
    await page.history.save();
    expect((await chunks()).map((one) => one.connection)).toEqual(['c']);
  });

  it('leaves what is stored of a connection that is left out as it is, and does not put it back', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    const without = loadPage({ connections: [], history: { kept: ['c'] } });
    await without.start();
    expect(without.find()).toBeUndefined();
    without.history.stop();
    const again = loadPage();
    await again.start();
    expect(again.find()?.lastValue).toBe(1);
  });
});
