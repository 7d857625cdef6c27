import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chartColumns } from '../series/window.ts';
import { Archive } from './archive.ts';
import { forgetAll, HOUR, loadPage, NOW } from './history.fixture.ts';

beforeEach(forgetAll);

describe('history', () => {
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

  it('leaves that gap, too, where reading what is stored fails half way', async () => {
    const before = loadPage();
    await before.start();
    for (let n = 0; n < 10; n++) before.series().append(NOW + n * 1_000, n);
    before.clock.now += 10_000;
    await before.leave();
    const { chunks: read } = Archive.prototype;
    const held = vi.spyOn(Archive.prototype, 'chunks').mockImplementation(async function* (this: Archive) {
      held.mockRestore();
      yield* read.call(this);
      throw new DOMException('The connection is closing.', 'InvalidStateError');
    });
    const after = loadPage({ at: NOW + 10 * 60_000 });
    await after.start();
    after.series().append(NOW + 10 * 60_000, 5);
    const drawn = chartColumns(after.find(), NOW, NOW + HOUR, 1_000);
    expect(drawn.samples).toBe(11);
    expect(Array.from(drawn.values).filter(Number.isNaN)).toHaveLength(1);
  });

  it('has its gaps behind a reading from the future, too: of a broken link, and of the reload', async () => {
    const read = (page: ReturnType<typeof loadPage>, from: number, to: number) => {
      for (let s = from; s < to; s++) page.series().append(NOW + s * 1_000, s);
    };
    const before = loadPage();
    await before.start();
    read(before, 0, 10);
    before.series().append(NOW + 240_000, 7, NOW + 10_000);
    read(before, 11, 20);
    before.series().breakAt(NOW + 20_000);
    read(before, 40, 50);
    before.clock.now = NOW + 50_000;
    await before.leave();
    const after = loadPage({ at: NOW + 80_000 });
    await after.start();
    read(after, 80, 90);
    const drawn = chartColumns(after.find(), NOW, NOW + 100_000, 1_000);
    const gaps = Array.from(drawn.values, (value, at) => (Number.isNaN(value) ? drawn.times[at] : 0));
    expect(gaps.filter(Boolean)).toEqual([NOW + 20_000, NOW + 50_000]);
    after.history.stop();
  });

  it('has them, too, where nothing has come since that reading', async () => {
    const NEVER = 1_000;
    for (const breaksAt of [12, NEVER]) {
      vi.stubGlobal('indexedDB', new IDBFactory());
      const before = loadPage();
      await before.start();
      for (let s = 0; s < 10; s++) before.series().append(NOW + s * 1_000, s);
      // Its clock is an hour ahead, and all the same steady.
      for (let s = 0; s < 7_200; s++) before.series('ahead').append(NOW + (s - 3_600) * 1_000, s);
      before.series().append(NOW + 240_000, 7, NOW + 10_000);
      for (const one of [before.series(), before.series('ahead')])
        if (breaksAt !== NEVER) one.breakAt(NOW + breaksAt * 1_000);
      before.clock.now = NOW + 13_000;
      await before.leave();
      const after = loadPage({ at: NOW + 80_000 });
      await after.start();
      for (let s = 80; s < 90; s++) after.series().append(NOW + s * 1_000, s);
      const drawn = chartColumns(after.find(), NOW, NOW + 100_000, 1_000);
      const gaps = Array.from(drawn.values, (value, at) => (Number.isNaN(value) ? drawn.times[at - 1] : 0));
      expect(gaps.filter(Boolean)).toEqual([NOW + 9_000]);
      expect(after.find('ahead')?.breaks?.length).toBe(1);
      after.history.stop();
    }
  });
});
