import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Archive } from './archive.ts';
import { FORMAT } from './format.ts';
import { chunks, DATABASE, forgetAll, loadPage, NOW } from './history.fixture.ts';
import { watchedPage } from './watched-page.fixture.ts';

beforeEach(forgetAll);
afterEach(() => vi.restoreAllMocks());

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
