import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chartColumns } from '../series/window.ts';
import { Archive } from './archive.ts';
import { CONNECTION, chunks, fakeLocks, forgetAll, HOUR, loadPage, NOW } from './history.fixture.ts';
import { watchedPage } from './watched-page.fixture.ts';

beforeEach(forgetAll);
afterEach(() => vi.restoreAllMocks());

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

  it.each([true, false])(
    'while it is opened first, brings back once only what another page wrote and this one heard (gone since: %s)',
    async (isGone) => {
      vi.stubGlobal('navigator', { locks: fakeLocks() });
      const other = loadPage();
      await other.start();
      vi.spyOn(Archive, 'open').mockRejectedValueOnce(failure());
      const { page, secondsUntilFollowed } = await watchedPage();
      const others = {
        source: [-9, -5, 1, 2],
        slow: [-909, -905, -899, -898],
        arrival: [-9, -5, 1.003, 2.003],
      };
      const mine = { source: [1, 2, 3], slow: [-899, -898, -897], arrival: [1, 2, 3] };
      const all = [
        [other, others],
        [page, mine],
      ] as const;
      for (const [one, heard] of all)
        for (const [quantity, seconds] of Object.entries(heard))
          for (const second of seconds) one.series(quantity).append(NOW + second * 1_000, 5);
      // Of long ago, and heard late.
      for (const [one] of all) one.series('source').append(NOW - 9_500, 5);
      await other.history.save();
      if (isGone) other.history.stop();
      await secondsUntilFollowed(3);
      await vi.waitFor(() => expect(page.restored).toHaveBeenCalled());
      for (const [quantity, past, gap] of [
        ['source', [-9.5, -9, -5], 1],
        ['slow', [-909, -905], -899],
        ['arrival', [-9, -5], 1],
      ] as const) {
        const { times, values } = chartColumns(page.find(quantity), NOW - HOUR, NOW + HOUR, 1_000);
        const drawn = [...times].filter((_, at) => !Number.isNaN(values[at]));
        expect(drawn).toEqual([...past, ...mine[quantity]].map((second) => NOW + second * 1_000));
        expect([...times].filter((_, at) => Number.isNaN(values[at - 1]))).toEqual([NOW + gap * 1_000]);
      }
      other.history.stop();
      page.history.stop();
    },
  );

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
