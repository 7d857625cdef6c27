import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineLimits } from '../../model/settings.ts';
import { oneSeries } from './naive.fixture.ts';
import type { Series } from './series.ts';
import { SeriesStore } from './store.ts';
import { chartColumns } from './window.ts';

const AMPLE: EngineLimits = {
  maxSeries: 100_000,
  maxDevices: 100_000,
  maxBytes: 64 << 20,
  maxSamplesPerSeries: 200_000,
};

function open(store: SeriesStore, name: string | number): Series {
  const series = store.open('c', `device-${name}`, 'temperature', '', 'number', 1000);
  if (!series) throw new Error('The store has no room for the series.');
  return series;
}

function fill(series: Series, count: number, everyMs: number, start = 1_750_000_000_000): void {
  for (let i = 0; i < count; i++) series.append(start + i * everyMs, i % 100);
}

describe('SeriesStore', () => {
  it('finds a series again by its three names, and does not mix names up', () => {
    const store = new SeriesStore(AMPLE);
    const one = store.open('a', 'b', 'c', '', 'number', 1000);
    expect(store.open('a', 'b', 'c', '', 'number', 1000)).toBe(one);
    expect(store.find({ connection: 'a', device: 'b', quantity: 'c' })).toBe(one);
    expect(store.open('a', 'bc', '', '', 'number', 1000)).not.toBe(one);
    expect(store.find({ connection: 'a', device: 'x', quantity: 'c' })).toBeUndefined();
    expect(
      store.find({ connection: '__proto__', device: 'constructor', quantity: 'toString' }),
    ).toBeUndefined();
    expect(store.count).toBe(2);
  });

  it('forgets one series with all that it took, and opens another of its name', () => {
    const store = new SeriesStore({ ...AMPLE, maxSeries: 2 });
    const bare = store.bytes;
    const one = open(store, 1);
    const other = open(store, 2);
    fill(one, 10_000, 1_000);
    const full = store.bytes;
    store.forget(one);
    store.forget(one);
    expect(one.isGone).toBe(true);
    expect(store.all).toEqual([other]);
    expect(store.bytes).toBeLessThan(full);
    expect(store.find(one)).toBeUndefined();
    expect(store.takeChanged()).toMatchObject([{ device: 'device-2' }]);
    const again = store.open('c', 'device-1', 'temperature', '', 'state', 1000);
    expect(again).toMatchObject({ kind: 'state', lastTime: Number.NaN });
    expect(store.open('c', 'device-1', 'more', '', 'state', 1000)).toBeNull();
    expect(bare).toBe(0);
  });

  it('refuses series beyond the cap and goes on serving those it has', () => {
    const store = new SeriesStore({ ...AMPLE, maxSeries: 2 });
    const first = store.open('c', 'd', 'one', '', 'number', 1000);
    expect(store.open('c', 'd', 'two', '', 'number', 1000)).not.toBeNull();
    expect(store.open('c', 'd', 'three', '', 'number', 1000)).toBeNull();
    expect(store.open('c', 'd', 'one', '', 'number', 1000)).toBe(first);
    expect(store.count).toBe(2);
  });

  it('refuses devices beyond the cap, but more quantities of known devices are welcome', () => {
    const store = new SeriesStore({ ...AMPLE, maxDevices: 1 });
    expect(store.open('c', 'd', 'one', '', 'number', 1000)).not.toBeNull();
    expect(store.open('c', 'other', 'one', '', 'number', 1000)).toBeNull();
    expect(store.open('other', 'd', 'one', '', 'number', 1000)).toBeNull();
    expect(store.open('c', 'd', 'two', '', 'number', 1000)).not.toBeNull();
  });

  it('refuses series that memory has no room for', () => {
    const store = new SeriesStore({ ...AMPLE, maxBytes: 100_000 });
    let opened = 0;
    while (store.open('c', 'd', `q${opened}`, '', 'number', 1000)) opened += 1;
    expect(opened).toBeGreaterThan(5);
    expect(store.bytes).toBeLessThanOrEqual(100_000);
  });

  it('tells new series once, and again when unit, decimals or history become known', () => {
    const store = new SeriesStore(AMPLE);
    const series = store.open('c', 'd', 'q', '', 'number', 1000);
    if (!series) throw new Error('no room');
    expect(store.takeChanged()).toEqual([
      {
        connection: 'c',
        device: 'd',
        quantity: 'q',
        unit: '',
        kind: 'number',
        staleAfterMs: 1000,
        decimals: 0,
        history: [],
      },
    ]);
    series.append(1, 20);
    expect(store.takeChanged()).toEqual([]);
    series.append(2, 20.25);
    expect(store.takeChanged()).toMatchObject([{ decimals: 2 }]);
    store.open('c', 'd', 'q', '℃', 'number', 1000);
    expect(store.takeChanged()).toMatchObject([{ unit: '℃' }]);
    store.open('c', 'd', 'q', '', 'number', 1000);
    expect(store.takeChanged()).toEqual([]);
    store.history(
      series,
      Array.from({ length: 250 }, (_, i) => i),
    );
    const [info] = store.takeChanged();
    expect(info?.history).toHaveLength(100);
    expect(info?.history.at(-1)).toBe(249);
  });

  it('stays within its bytes however much comes in, counts what it evicts, and takes it from the largest', () => {
    const limits = { ...AMPLE, maxBytes: 2 << 20 };
    const store = new SeriesStore(limits);
    const slow = Array.from({ length: 20 }, (_, index) => open(store, index));
    for (const one of slow) fill(one, 500, 1000);
    const fast = [open(store, 'fast'), open(store, 'faster')];
    for (let round = 0; round < 200; round++) {
      for (const one of fast) fill(one, 1_000, 1, 1_750_000_000_000 + round * 1_000);
      expect(store.bytes).toBeLessThanOrEqual(limits.maxBytes);
    }
    expect(slow.map((one) => one.past.evicted)).toEqual(slow.map(() => 0));
    expect(store.evicted).toBeGreaterThan(250_000);
    expect(store.samples + store.evicted).toBe(20 * 500 + 2 * 200_000);
    const [one, other] = fast.map((series) => series.samples.length);
    expect(Math.abs((one ?? 0) - (other ?? 0))).toBeLessThan(0.2 * (one ?? 0));
  });

  it('takes at most 20 bytes a raw sample, roll-ups and all else told, once it is full', () => {
    const store = new SeriesStore({ ...AMPLE, maxBytes: 8 << 20 });
    const all = Array.from({ length: 50 }, (_, index) => open(store, index));
    for (let i = 0; i < 40_000; i++)
      for (const one of all) one.append(1_750_000_000_000 + i * 10, Math.sin(i));
    expect(store.evicted).toBeGreaterThan(0);
    expect(store.bytes / store.samples).toBeLessThan(20);
    expect(store.bytes).toBeLessThanOrEqual(8 << 20);
  });

  it('holds ten thousand series with a few samples each well within its default', () => {
    const store = new SeriesStore(AMPLE);
    for (let index = 0; index < 10_000; index++) fill(open(store, index), 5, 1000);
    expect(store.count).toBe(10_000);
    expect(store.evicted).toBe(0);
    expect(store.bytes).toBeLessThan(20 << 20);
  });

  it('keeps thousands of busy series within its bytes, each with something to show', () => {
    const limits = { ...AMPLE, maxBytes: 16 << 20, maxSeries: 2_500 };
    const store = new SeriesStore(limits);
    const all = Array.from({ length: 2_500 }, (_, index) => open(store, index));
    for (let round = 0; round < 8; round++) {
      for (const one of all) fill(one, 150, 100, 1_750_000_000_000 + round * 15_000);
    }
    expect(store.bytes).toBeLessThanOrEqual(limits.maxBytes);
    for (const one of all.slice(0, 20)) {
      expect(one.samples.length).toBeGreaterThan(64);
      expect(chartColumns(one, 0, 9e15, 100).samples).toBe(1_200);
    }
  });

  it('stays within its bytes whatever comes to whom in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(7), fc.nat(400), fc.integer({ min: -2_000, max: 5_000_000 })), {
          maxLength: 60,
        }),
        (runs) => {
          const limits = { ...AMPLE, maxBytes: 120_000, maxSamplesPerSeries: 5_000 };
          const store = new SeriesStore(limits);
          let appended = 0;
          for (const [name, count, everyMs] of runs) {
            fill(open(store, name), count, everyMs);
            appended += count;
            if (store.count > 0) store.breakAt([open(store, name)], 1_750_000_000_000);
          }
          expect(store.bytes).toBeLessThanOrEqual(limits.maxBytes);
          expect(store.samples + store.evicted).toBe(appended);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('Series', () => {
  it('keeps both of two samples of the same time, in order of arrival', () => {
    const { series } = oneSeries();
    series.append(1000, 0);
    series.append(1000, 1);
    series.append(2000, 5);
    series.append(1000, 2);
    expect([...chartColumns(series, 0, 3000, 100).values]).toEqual([0, 1, 2, 5]);
  });

  it('knows its newest sample by time, not by arrival', () => {
    const { series } = oneSeries();
    expect([series.lastTime, series.lastValue]).toEqual([Number.NaN, Number.NaN]);
    series.append(2000, 2);
    series.append(1000, 1);
    expect([series.lastTime, series.lastValue]).toEqual([2000, 2]);
  });

  it('changes its version with every sample and every break', () => {
    const { series } = oneSeries();
    const versions = new Set([series.version]);
    series.append(2000, 2);
    versions.add(series.version);
    series.append(1000, 1);
    versions.add(series.version);
    series.breakAt(2500);
    versions.add(series.version);
    expect(versions.size).toBe(4);
  });

  it('counts what is no date or no number, and is unharmed', () => {
    const { series } = oneSeries();
    series.append(1000, 1);
    for (const time of [Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300]) series.append(time, 1);
    for (const value of [Number.NaN, Number.NEGATIVE_INFINITY]) series.append(2000, value);
    expect(series.samples.length).toBe(1);
    expect(series.past.evicted).toBe(6);
    expect(series.lastTime).toBe(1000);
  });

  it('keeps times far apart, in the past and the future alike', () => {
    const { series } = oneSeries();
    const times = [8e15, -8e15, 0, 1_750_000_000_000, -1, 5e12, 1];
    for (const time of times) series.append(time, time);
    const columns = chartColumns(series, -8.1e15, 8.1e15, 100);
    expect([...columns.times]).toEqual([...times].sort((a, b) => a - b));
    expect([...columns.values]).toEqual([...columns.times]);
  });

  it('keeps no more raw samples than its limit, and the older ones as roll-ups of a second', () => {
    const { series } = oneSeries({ maxSamples: 1_000 });
    fill(series, 3_000, 10);
    expect(series.samples.length).toBeLessThanOrEqual(1_000);
    expect(series.samples.length).toBeGreaterThan(800);
    expect(series.past.evicted).toBe(3_000 - series.samples.length);
    expect(series.past.rollUps?.length).toBeLessThanOrEqual(22);
    expect(chartColumns(series, 0, 9e15, 50)).toMatchObject({ samples: 3_000, min: 0, max: 99 });
  });

  it('rolls a slow series up into long buckets, so that roll-ups do not outweigh what they replace', () => {
    const { series } = oneSeries({ maxSamples: 1_000 });
    fill(series, 5_000, 10_000);
    expect(series.past.rollUps?.bytes).toBeLessThan((16 * 4_000) / 2);
    expect(chartColumns(series, 0, 9e15, 50).samples).toBe(5_000);
  });

  it('forgets what is older than the longest roll-ups reach, a week after ten-minute buckets began', () => {
    const { series } = oneSeries({ maxSamples: 100 });
    const day = 86_400_000;
    fill(series, 30 * 24 * 60, 60_000);
    const columns = chartColumns(series, 0, 9e15, 50);
    expect(columns.samples).toBeGreaterThan(6 * 24 * 60);
    expect(columns.samples).toBeLessThan(8 * 24 * 60);
    const before = series.past.evicted;
    series.append(1_750_000_000_000 - day, 1);
    expect(series.past.evicted).toBe(before + 1);
    expect(chartColumns(series, 0, 9e15, 50).samples).toBe(columns.samples);
  });

  it('puts a late sample that is older than all raw ones into its roll-up', () => {
    const { series } = oneSeries({ maxSamples: 100 });
    fill(series, 1_000, 100);
    series.append(1_750_000_005_050, 12_345);
    const columns = chartColumns(series, 0, 9e15, 50);
    expect(columns).toMatchObject({ samples: 1_001, max: 12_345 });
    expect([...columns.times]).toContain(1_750_000_005_050);
  });

  it('bounds its breaks by forgetting the oldest, and bridges none of those either', () => {
    const { series } = oneSeries();
    for (let i = 0; i < 5_000; i++) {
      series.append(i * 1000, i);
      series.breakAt(i * 1000 + 1);
      series.breakAt(i * 1000 + 2);
    }
    expect(series.breaks?.length).toBe(2_000);
    const gaps = [...chartColumns(series, 0, 5_000_000, 5_000).values].filter(Number.isNaN);
    expect(gaps).toHaveLength(4_999);
  });
});
