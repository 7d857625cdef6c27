import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Event, events, happen, share, windowOf } from '../series/naive.fixture.ts';
import { chartColumns } from '../series/window.ts';
import { Archive } from './archive.ts';
import { FORMAT } from './format.ts';
import { chunks, DATABASE, forgetAll, HOUR, loadPage, NOW } from './history.fixture.ts';

beforeEach(forgetAll);

/** What is stored is read once it is opened. */
function holdBack() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { chunks: read } = Archive.prototype;
  const held = vi.spyOn(Archive.prototype, 'chunks').mockImplementation(async function* (this: Archive) {
    held.mockRestore();
    await opened;
    yield* read.call(this);
  });
  return { open };
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

  it('brings a quantity back as what it was last, where it has become something else', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW - 3 * HOUR, 20);
    before.store.forget(before.series());
    const state = before.store.open('c', 'd', 'q', '', 'state', Number.POSITIVE_INFINITY);
    state?.append(NOW - 2 * HOUR, 1);
    await before.leave();
    const after = loadPage();
    await after.start();
    expect(after.find()).toMatchObject({ kind: 'state', lastValue: 1, isRestored: true });
    expect(after.find()?.samples.length).toBe(1);
  });

  it('is put in its place behind what comes live while it is still coming back, and is kept with it', async () => {
    const MINUTE = 60_000;
    const live = events(100);
    const early = fc.integer({ min: 0, max: 100 });
    await fc.assert(
      fc.asyncProperty(events(), live, early, share, share, async (list, later, first, a, b) => {
        vi.stubGlobal('indexedDB', new IDBFactory());
        const timeOf = (one: Event) => (one.type === 'sample' ? one.time : one.at);
        const left = Math.max(NOW, ...list.map(timeOf));
        const before = loadPage({ at: left, history: { maxAgeMs: 1e14 } });
        await before.start();
        const series = before.series();
        for (const one of list) happen(series, one);
        await before.leave();
        series.breakAt(left);

        const shift = left + MINUTE - Math.min(...later.map(timeOf), Number.MAX_SAFE_INTEGER);
        const shifted = later.map((one) =>
          one.type === 'sample'
            ? { ...one, time: one.time + shift, arrival: one.arrival + shift }
            : { ...one, at: one.at + shift },
        );
        const after = loadPage({ at: left + MINUTE, history: { maxAgeMs: 1e14 } });
        const { open } = holdBack();
        const restoring = after.history.restore();
        after.history.record();
        while (after.series().follower === null) await new Promise((resolve) => setImmediate(resolve));
        for (const [index, one] of shifted.entries()) {
          if (index === first) {
            open();
            await restoring;
          }
          happen(after.series(), one);
          happen(series, one);
        }
        open();
        await restoring;
        const samples = [...list, ...shifted].filter((one) => one.type === 'sample');
        const [from, to] = windowOf(
          samples.sort((x, y) => x.time - y.time),
          a,
          b,
          0,
        );
        const wanted = () => chartColumns(samples.length > 0 ? series : undefined, from, to, 100);
        expect(chartColumns(after.find(), from, to, 100)).toEqual(wanted());

        after.clock.now = Math.max(left + MINUTE, ...shifted.map(timeOf));
        await after.leave();
        series.breakAt(after.clock.now);
        const again = loadPage({ at: after.clock.now, history: { maxAgeMs: 1e14 } });
        await again.start();
        expect(chartColumns(again.find(), from, to, 100)).toEqual(wanted());
        again.history.stop();
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('knows the newest unit after a reload, with a gap where it changed', async () => {
    const before = loadPage();
    await before.start();
    const series = before.series();
    series.append(NOW - 3 * HOUR, 20);
    series.unit = '℉';
    series.breakOff(NOW - 3 * HOUR);
    series.append(NOW - 2 * HOUR, 68);
    await before.leave();
    const after = loadPage();
    await after.start();
    expect(after.find()).toMatchObject({ unit: '℉', lastValue: 68 });
    expect(after.find()?.breaks?.indexAfter(NOW - 2.5 * HOUR)).toBe(1);
    expect(after.find()?.samples.length).toBe(2);
  });

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
});
