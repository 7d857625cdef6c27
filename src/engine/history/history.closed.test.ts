import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chartColumns } from '../series/window.ts';
import { Archive } from './archive.ts';
import { FORMAT } from './format.ts';
import {
  CONNECTION,
  chunks,
  DATABASE,
  fakeLocks,
  forgetAll,
  HOUR,
  loadPage,
  NOW,
} from './history.fixture.ts';

beforeEach(forgetAll);
afterEach(() => vi.restoreAllMocks());

/** A page on a wall, and a browser that may close its database. */
async function watchedPage() {
  const opening = vi.spyOn(IDBFactory.prototype, 'open');
  const page = loadPage();
  await page.start();
  return {
    page,
    /** As a browser does that needs the room; what was stored is gone where `evicted`. */
    async close(evicted: boolean) {
      const { result } = opening.mock.results.at(-1)?.value ?? {};
      const closed = new Promise((resolve) => result.addEventListener('close', resolve));
      // Declared to take the class instead of a database.
      Reflect.apply(forceCloseDatabase, null, [result]);
      await closed;
      if (evicted) await Archive.delete(DATABASE);
    },
    async hear(value: number) {
      page.clock.now += 1_000;
      page.series().append(page.clock.now, value);
      await page.history.save();
    },
    /** Seconds go by until readings are written down again. */
    async secondsUntilFollowed(most: number) {
      for (let second = 1; second <= most; second++) {
        page.clock.now += 1_000;
        page.history.tick();
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
        if (page.series().follower !== null) return second;
      }
      return Number.POSITIVE_INFINITY;
    },
  };
}

describe('a database that the browser closes', () => {
  it.each([true, false])(
    'is said, and opened again, and goes on behind a gap (evicted: %s)',
    async (evicted) => {
      const { page, close, hear, secondsUntilFollowed } = await watchedPage();
      await hear(1);
      await close(evicted);
      expect(page.log).toEqual([expect.stringMatching(/closed the database .* opened again by itself/)]);
      await hear(2);
      expect(await secondsUntilFollowed(10)).toBe(2);
      await hear(3);
      expect(page.log).toEqual([page.log[0], 'Readings are kept across reloads again.']);
      await page.leave();
      const after = loadPage({ at: page.clock.now });
      await after.start();
      expect(after.find()?.samples.length).toBe(evicted ? 1 : 2);
      expect(after.find()?.breaks?.length).toBe(evicted ? 1 : 2);
      expect(after.find()?.lastValue).toBe(3);
      after.history.stop();
    },
  );

  it('is tried again later and later while it can not be opened', async () => {
    const { page, close, hear, secondsUntilFollowed } = await watchedPage();
    await close(false);
    const open = vi.spyOn(Archive, 'open').mockRejectedValue(new DOMException('Gone.', 'UnknownError'));
    expect(await secondsUntilFollowed(1_000)).toBe(Number.POSITIVE_INFINITY);
    // After 2, 4, 8 … s, and every five minutes in the end.
    expect(open).toHaveBeenCalledTimes(9);
    open.mockRestore();
    expect(await secondsUntilFollowed(300)).toBeLessThanOrEqual(300);
    await hear(4);
    expect(page.log).toHaveLength(2);
    await close(false);
    expect(await secondsUntilFollowed(10)).toBe(2);
    page.history.stop();
  });

  it('is opened again when it cannot write for another reason than its room', async () => {
    const { page, hear, secondsUntilFollowed } = await watchedPage();
    const write = vi.spyOn(Archive.prototype, 'write');
    write.mockRejectedValueOnce(new DOMException('Connection lost.', 'UnknownError'));
    await hear(1);
    expect(page.log).toEqual([expect.stringMatching(/did not keep the last 1 readings .*UnknownError/)]);
    expect(await secondsUntilFollowed(10)).toBe(2);
    await hear(2);
    expect(page.log.at(-1)).toBe('Readings are kept across reloads again.');
    expect((await chunks()).map((chunk) => chunk.readings)).toEqual([1]);
    page.history.stop();
  });

  it('is opened again when it is closed while what it holds is read', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    const { chunks: read } = Archive.prototype;
    const opening = vi.spyOn(IDBFactory.prototype, 'open');
    const held = vi.spyOn(Archive.prototype, 'chunks').mockImplementation(async function* (this: Archive) {
      held.mockRestore();
      const { result } = opening.mock.results.at(-1)?.value ?? {};
      Reflect.apply(forceCloseDatabase, null, [result]);
      yield* read.call(this);
    });
    const { page, hear, secondsUntilFollowed } = await watchedPage();
    expect(await secondsUntilFollowed(10)).toBe(2);
    await hear(2);
    expect(await chunks()).toHaveLength(2);
    expect(page.log).toHaveLength(2);
    page.history.stop();
  });

  it('is left alone once the page has ended', async () => {
    const { page, close, secondsUntilFollowed } = await watchedPage();
    await close(true);
    page.history.stop();
    expect(await secondsUntilFollowed(20)).toBe(Number.POSITIVE_INFINITY);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('is opened again by a page that does not write, which takes over later', async () => {
    let later: () => void = () => {};
    const request = (
      _name: string,
      options: { ifAvailable?: boolean },
      work: (lock: object | null) => unknown,
    ) => {
      if (options.ifAvailable) return Promise.resolve(work(null));
      return new Promise<void>((resolve) => {
        later = () => void Promise.resolve(work({})).then(() => resolve());
      });
    };
    vi.stubGlobal('navigator', { locks: { request } });
    const { page, close, hear, secondsUntilFollowed } = await watchedPage();
    await close(false);
    later();
    expect(page.series().follower).toBeNull();
    expect(await secondsUntilFollowed(10)).toBe(2);
    await hear(1);
    expect((await chunks()).map((chunk) => chunk.from >= NOW)).toEqual([true]);
    page.history.stop();
  });
});

describe('a database that fails once', () => {
  const failure = () => new DOMException('Connection lost.', 'UnknownError');

  it('while it is opened first, brings back what it holds once it is open, and keeps what comes', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    for (const fails of [1, 2]) {
      const open = vi.spyOn(Archive, 'open');
      for (let n = 0; n < fails; n++) open.mockRejectedValueOnce(failure());
      const { page, hear, secondsUntilFollowed } = await watchedPage();
      expect(page.log).toEqual([
        expect.stringMatching(/failed \(Connection lost.\).* opened again by itself/),
      ]);
      expect(await secondsUntilFollowed(10)).toBe(fails === 1 ? 2 : 6);
      await vi.waitFor(() => expect(page.find()?.samples.length).toBe(fails));
      expect(page.restored).toHaveBeenCalledOnce();
      await hear(2);
      expect(page.log.slice(1)).toEqual([
        expect.stringMatching(/ of before the page was loaded are back/),
        'Readings are kept across reloads again.',
      ]);
      page.history.stop();
    }
    expect(await chunks()).toHaveLength(3);
  });

  it('while it is opened first, brings nothing back that another page writes and this one hears', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const other = loadPage();
    await other.start();
    vi.spyOn(Archive, 'open').mockRejectedValueOnce(failure());
    const { page, secondsUntilFollowed } = await watchedPage();
    for (const one of [other, page]) one.series().append(NOW, 1);
    await other.history.save();
    await secondsUntilFollowed(3);
    expect(page.find()?.samples.length).toBe(1);
    await other.leave();
    expect(await secondsUntilFollowed(1)).toBe(1);
    page.history.stop();
  });

  it('while it is read, keeps what comes all the same', async () => {
    vi.spyOn(Archive.prototype, 'chunks').mockImplementationOnce(() => {
      throw failure();
    });
    const { page, hear, secondsUntilFollowed } = await watchedPage();
    expect(page.log).toEqual([expect.stringMatching(/failed \(Connection lost.\).* opened again by itself/)]);
    expect(await secondsUntilFollowed(10)).toBe(2);
    await hear(1);
    expect(await chunks()).toHaveLength(1);
    expect(page.log).toEqual([page.log[0], 'Readings are kept across reloads again.']);
    page.history.stop();
  });

  it('while a connection is forgotten, forgets it once it is open again', async () => {
    const { page, hear, secondsUntilFollowed } = await watchedPage();
    const added = { ...CONNECTION, id: 'added' };
    page.history.join(added);
    page.series('q', 'added').append(NOW, 2);
    await hear(1);
    expect(await chunks()).toHaveLength(2);
    vi.spyOn(Archive.prototype, 'write').mockRejectedValueOnce(failure());
    await page.history.forgetConnection('added');
    expect(await secondsUntilFollowed(10)).toBe(2);
    await hear(2);
    expect((await chunks()).map((one) => one.connection)).toEqual(['c', 'c']);
    page.history.stop();
  });

  it.each([0, 1, 2])(
    'while readings of a wrong time are taken back, does so once it is open again (writes before: %i)',
    async (before) => {
      const { page, hear, secondsUntilFollowed } = await watchedPage();
      await hear(1);
      page.clock.now = NOW + HOUR;
      await hear(777);
      page.series().append(++page.clock.now, 777);
      page.clock.now = NOW + 2_000;
      const { write } = Archive.prototype;
      const failing = vi.spyOn(Archive.prototype, 'write');
      for (let n = 0; n < before; n++) {
        failing.mockImplementationOnce(function (this: Archive, ...args) {
          return write.apply(this, args);
        });
      }
      failing.mockRejectedValueOnce(failure());
      page.store.forgetAfter(page.clock.now);
      const isForgotten = page.history.forgetAfter(page.clock.now);
      await hear(2);
      await isForgotten;
      expect(await secondsUntilFollowed(10)).toBeLessThanOrEqual(2);
      await hear(3);
      failing.mockRestore();
      await page.leave();
      const after = loadPage({ at: NOW + 2 * HOUR });
      await after.start();
      const drawn = chartColumns(after.find(), NOW, NOW + 2 * HOUR, 1_000);
      expect(drawn).toMatchObject({ min: 1, max: 3, lastValue: 3 });
      after.history.stop();
    },
  );
});

describe('what writing needs of the page', () => {
  afterEach(() => vi.doUnmock('./keeper.ts'));

  it('costs no reading where it can not be fetched at first, and is said in its own words', async () => {
    vi.doMock('./keeper.ts', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const { page, hear } = await watchedPage();
    await hear(1);
    await hear(2);
    expect(page.log).toEqual([expect.stringMatching(/could not be fetched.* tried again/)]);
    vi.doUnmock('./keeper.ts');
    await hear(3);
    expect((await chunks()).map((chunk) => chunk.readings)).toEqual([3]);
    expect(page.log).toEqual([page.log[0], 'Readings are kept across reloads again.']);
    page.history.stop();
  });

  it('costs no reading of a connection that begins anew meanwhile, and none comes of one that is forgotten', async () => {
    vi.doMock('./keeper.ts', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const { page, hear } = await watchedPage();
    const added = { ...CONNECTION, id: 'added' };
    page.history.join(added);
    page.series('q', 'added').append(NOW, 7);
    await hear(1);
    for (const one of [CONNECTION, added]) page.history.join(one);
    vi.doUnmock('./keeper.ts');
    await page.history.forgetConnection('added');
    await hear(2);
    expect((await chunks()).map(({ connection, readings }) => [connection, readings])).toEqual([
      ['c', 1],
      ['c', 1],
    ]);
    page.history.stop();
  });

  it.each(['a connection is forgotten', 'the clock is set back'])(
    'ends nothing where it can not be fetched while %s: that is done before anything is written',
    async (what) => {
      const before = loadPage({ at: NOW + 10_000 });
      await before.start();
      before.series().append(NOW + 10_000, 777);
      await before.leave();
      vi.doMock('./keeper.ts', () => {
        throw new TypeError('Failed to fetch dynamically imported module');
      });
      const { page, hear } = await watchedPage();
      if (what === 'the clock is set back') await page.history.forgetAfter(NOW + 1_000);
      else {
        await page.history.forgetConnection('c');
        page.history.join(CONNECTION);
      }
      await hear(1);
      expect(page.series().follower).not.toBeNull();
      expect(page.log).toEqual([
        expect.stringMatching(/are back/),
        expect.stringMatching(/could not be fetched/),
      ]);
      vi.doUnmock('./keeper.ts');
      await hear(2);
      await page.leave();
      expect((await chunks()).map((chunk) => chunk.readings)).toEqual([2]);
      const after = loadPage({ at: NOW + HOUR });
      await after.start();
      expect(after.find()?.lastValue).toBe(2);
      after.history.stop();
    },
  );
});

describe('what bringing back needs of the page', () => {
  afterEach(() => vi.doUnmock('./restorer.ts'));

  it('is said in its own words where it can not be fetched, and what is kept stays', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    vi.doMock('./restorer.ts', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const { page, hear } = await watchedPage();
    expect(page.log).toEqual([
      expect.stringMatching(/not brought back.* could not be fetched.* reload the page/),
    ]);
    await hear(2);
    expect(page.log).toHaveLength(1);
    expect(await chunks()).toHaveLength(2);
    page.history.stop();
  });
});

describe('a database that another page holds on to', () => {
  it('is said, and begins by itself once that one lets go', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    // Stands still: it does not close when it is asked to.
    const still = await openDB(DATABASE, FORMAT);
    const deletion = indexedDB.deleteDatabase(DATABASE);
    await new Promise((resolve) => deletion.addEventListener('blocked', resolve));
    const page = loadPage();
    const started = page.history.restore();
    page.history.record();
    for (let second = 0; second < 60; second++) page.history.tick();
    expect(page.log).toEqual([expect.stringMatching(/another tab does not let go .* begins by itself then/)]);
    still.close();
    await started;
    page.series().append(NOW, 2);
    await page.history.save();
    expect(page.log).toEqual([page.log[0], 'Readings are kept across reloads again.']);
    expect((await chunks()).map((chunk) => chunk.readings)).toEqual([1]);
    page.history.stop();
  });
});
