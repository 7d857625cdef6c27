import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Line } from './line.ts';
import { events, happen, Naive, oneSeries, share, windowOf } from './naive.fixture.ts';
import { rawSamples } from './raw.ts';
import type { Series } from './series.ts';
import { SeriesStore } from './store.ts';
import { chartColumns, drawLines } from './window.ts';

const NOW = 1_750_000_000_000;
const HOUR = 3_600_000;
/** Of roll-ups. */
const WIDEST_MS = 600_000;

/** Shrinking a counterexample of hundreds of samples takes longer than anybody waits. */
const BOUNDED = { interruptAfterTimeLimit: 3_000 };

/** Samples that are known in roll-ups only. */
function rolledUp(series: Series): number {
  return series.past.rollUps?.samples ?? 0;
}

describe('a series whose oldest readings have become too old', () => {
  it('is as if they had never been, but for the newest of all, however often, for who has looked before, too', () => {
    const rounds = fc.array(fc.tuple(events(), share), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rounds, fc.integer({ min: 1, max: 50 }), (all, pixels) => {
        const { series } = oneSeries();
        const naive = new Naive();
        const line = new Line();
        let forgotten = Number.NEGATIVE_INFINITY;
        for (const [list, old] of all) {
          for (const event of list) {
            happen(series, event);
            const newest = naive.samples.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
            if (event.type === 'break' || event.time >= Math.min(newest, forgotten)) naive.take(event);
          }
          const [first, newest] = [naive.samples[0], naive.samples.at(-1)];
          if (!first || !newest) continue;
          drawLines([{ series, line }], first.time - 1, newest.time + 1, pixels);
          const edge = naive.samples[Math.floor(naive.samples.length * old)]?.time ?? newest.time + 1;
          const young = naive.samples.filter(({ time }) => time >= Math.min(edge, newest.time));
          if (young.length < naive.samples.length) forgotten = edge;
          naive.samples = young;
          series.expireBefore(edge);
          expect(series.samples.length).toBe(naive.samples.length);
          expect(series).toMatchObject({ lastTime: newest.time, lastValue: newest.value });
          const [again] = drawLines([{ series, line }], first.time - 1, newest.time + 1, pixels);
          const fresh = chartColumns(series, first.time - 1, newest.time + 1, pixels);
          expect(again?.times.join()).toBe(fresh.times.join());
          expect(again?.values.join()).toBe(fresh.values.join());
          expect([again?.min, again?.max]).toEqual([fresh.min, fresh.max]);
          // The newest was kept although it is too old; it is not shown beside one that is young.
          const shown = naive.samples.filter(({ time }) => time >= Math.min(forgotten, newest.time));
          expect(again?.samples).toBe(shown.length);
        }
      }),
      { numRuns: 100, ...BOUNDED },
    );
  });

  it('counts every reading: kept raw, in roll-ups, or forgotten, whatever the room and the retention', () => {
    const rounds = fc.array(fc.tuple(events(), share), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rounds, fc.integer({ min: 2, max: 200 }), (all, maxSamples) => {
        const { series, store } = oneSeries({ maxSamples, maxBytes: 1 << 20 });
        let taken = 0;
        for (const [list, old] of all) {
          for (const event of list) {
            happen(series, event);
            if (event.type === 'sample') taken += 1;
          }
          if (taken === 0) continue;
          const oldest = series.samples.timeAt(series.samples.start) - 400_000;
          const edge = oldest + (series.lastTime - oldest) * old;
          series.expireBefore(edge);
          expect(series.past.evicted + series.samples.length).toBe(taken);
          expect(series.past.lost + rolledUp(series) + series.samples.length).toBe(taken);
          expect(store.notRaw('c')).toEqual({ summarised: rolledUp(series), forgotten: series.past.lost });
          expect(store.memory.rollUpBytes).toBe(series.past.rollUps?.bytes ?? 0);
          expect(chartColumns(series, 0, series.lastTime + 1, 50).samples).toBe(
            rolledUp(series) + series.samples.length,
          );
        }
      }),
      { numRuns: 100, ...BOUNDED },
    );
  });

  it('has no place for what comes even later than that, and says so by counting it', () => {
    const { series } = oneSeries({ maxSamples: 100 });
    for (let i = 0; i < 500; i++) series.append(NOW + i * 1000, i);
    series.expireBefore(NOW + 450_000);
    const { lost } = series.past;
    series.append(NOW, 1e6);
    expect(series.past.lost).toBe(lost + 1);
    expect(chartColumns(series, 0, NOW + HOUR, 50).max).toBe(499);
  });
});

describe('a store with a retention', () => {
  const limits = { maxSeries: 10, maxDevices: 10, maxBytes: 1 << 24, maxSamplesPerSeries: 1_000 };

  function opened(store: SeriesStore, quantity: string, staleAfterMs = 1_000): Series {
    const series = store.open('c', 'd', quantity, '', 'number', staleAfterMs);
    if (!series) throw new Error('A store of ten series refused one.');
    for (let i = 0; i < 100; i++) series.append(NOW - 2 * HOUR + i * 60_000, i);
    return series;
  }

  it('forgets what is older, of all series, and leaves recordings as old as they are', () => {
    const store = new SeriesStore({ ...limits, maxAgeMs: HOUR });
    const live = opened(store, 'live');
    const recorded = opened(store, 'recorded', Number.NEGATIVE_INFINITY);
    store.expire(NOW);
    expect(live.samples.length).toBe(40);
    expect(recorded.samples.length).toBe(100);
    store.expire(NOW + 10 * 60_000);
    expect(live.samples.length).toBe(30);
    // A clock that was set back brings nothing back and stops nothing.
    store.expire(NOW - HOUR);
    store.expire(NOW + 20 * 60_000);
    expect(live.samples.length).toBe(20);
  });

  it('shows and hands out nothing that is older at that moment, whole or rolled up, forgotten already or not', () => {
    const rounds = fc.array(
      fc.record({ list: events(), age: share, forgets: fc.boolean(), a: share, b: share }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    const room = fc.constantFrom(7, 60, 1_000);
    fc.assert(
      fc.property(rounds, room, fc.integer({ min: 1, max: 200 }), (all, maxSamplesPerSeries, pixels) => {
        const maxAgeMs = HOUR;
        const store = new SeriesStore({ ...limits, maxSamplesPerSeries, maxAgeMs });
        const series = store.open('c', 'd', 'q', '', 'number', 1_000);
        if (!series) throw new Error('A store of ten series refused the first.');
        const naive = new Naive();
        const line = new Line();
        let now = 0;
        for (const { list, age, forgets, a, b } of all) {
          for (const event of list) {
            happen(series, event);
            const newest = naive.samples.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
            if (event.type === 'break' || event.time >= Math.min(newest, now - maxAgeMs)) naive.take(event);
          }
          const [first, newest] = [naive.samples[0], naive.samples.at(-1)];
          if (!first || !newest) continue;
          now = Math.max(now, first.time + (newest.time + 10 - first.time) * age + maxAgeMs);
          if (forgets) store.expire(now);
          else store.ageTo(now);
          const edge = Math.min(now - maxAgeMs, newest.time);
          const [from, to] = windowOf(naive.samples, a, b, 0);
          const young = naive.samples.filter(({ time }) => time >= edge);
          const inside = young.filter(({ time }) => time >= from && time <= to);
          const [kept] = drawLines([{ series, line }], from, to, pixels);
          const drawn = chartColumns(series, from, to, pixels);
          // Who looked on before samples were rolled up knows better which column they are in, where they lie in several.
          const columnOf = (time: number) => Math.floor(time / Math.fround((to - from) / pixels));
          const isBlurred = inside.some(({ time }, at) => {
            const before = inside[at - 1]?.time ?? Number.NEGATIVE_INFINITY;
            const isOneBucket = Math.floor(time / WIDEST_MS) === Math.floor(before / WIDEST_MS);
            return isOneBucket && before <= series.past.rolledUpTo && columnOf(time) !== columnOf(before);
          });
          const times = Array.from(kept?.times ?? []);
          if (!isBlurred) expect(times.join()).toBe(drawn.times.join());
          expect(times).toEqual(times.toSorted((one, other) => one - other));
          expect([kept?.samples, kept?.min, kept?.max]).toEqual([drawn.samples, drawn.min, drawn.max]);
          const shown = Array.from(drawn.times).filter((_, at) => !Number.isNaN(drawn.values[at]));
          for (const time of shown) expect(time).toBeGreaterThanOrEqual(edge);
          if (series.past.rollUps === null) {
            expect(drawn.samples).toBe(inside.length);
            if (inside.length > 0) expect(drawn.max).toBe(Math.max(...inside.map(({ value }) => value)));
          }
          const raw = rawSamples(series, from, to, 10_000);
          const whole = inside.filter(({ time }) => time > series.past.rolledUpTo);
          expect(Array.from(raw.times.slice(raw.total - whole.length))).toEqual(
            whole.map(({ time }) => time),
          );
          for (const time of raw.times) expect(time).toBeGreaterThanOrEqual(edge);
          // What is missing is said.
          if (naive.samples.length > young.length) expect(raw.keptFrom).toBeGreaterThanOrEqual(edge);
          const everything = chartColumns(series, first.time - 1, newest.time + 1, pixels);
          expect(everything.samples).toBeLessThanOrEqual(young.length);
          const surely = young.filter(({ time }) => time >= edge + WIDEST_MS).length;
          expect(everything.samples).toBeGreaterThanOrEqual(
            Math.min(surely, young.length - series.past.lost),
          );
        }
      }),
      { numRuns: 200, ...BOUNDED },
    );
  });

  it('shows each reading once, in the order of time, to who looks on while readings go into roll-ups and grow too old', () => {
    const maxAgeMs = 300_000;
    const store = new SeriesStore({ ...limits, maxSamplesPerSeries: 100, maxAgeMs });
    const series = store.open('c', 'd', 'q', '', 'number', 1_000) ?? undefined;
    const line = new Line();
    for (let now = NOW; now < NOW + 3 * maxAgeMs; now += 1_000) {
      store.expire(now);
      series?.append(now, now % 7, now);
      // Columns that no roll-up begins with.
      const [drawn] = drawLines([{ series, line }], now - maxAgeMs, now, 77);
      const times = Array.from(drawn?.times ?? []);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(drawn?.samples).toBeLessThanOrEqual(maxAgeMs / 1_000 + 1);
    }
    expect(series?.past.lost).toBeGreaterThan(0);
  });

  it('keeps everything there is room for where none is configured', () => {
    const store = new SeriesStore(limits);
    const series = opened(store, 'live');
    store.expire(NOW + 1e12);
    expect(series.samples.length).toBe(100);
  });
});
