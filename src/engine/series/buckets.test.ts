import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Buckets,
  COUNT,
  FIRST,
  FIRST_TIME,
  LAST,
  LAST_TIME,
  MAX,
  MAX_TIME,
  MIN,
  MIN_TIME,
  SUM,
} from './buckets.ts';

interface Sample {
  readonly time: number;
  readonly value: number;
}

function plain(buckets: Buckets): number[][] {
  const columns = [COUNT, SUM, FIRST_TIME, FIRST, LAST_TIME, LAST, MIN_TIME, MIN, MAX_TIME, MAX];
  return Array.from({ length: buckets.length }, (_, index) =>
    columns.map((column) => buckets.cell(buckets.start + index, column)),
  );
}

/** What the buckets should hold, worked out from lists. */
function expected(samples: readonly Sample[], width: number): number[][] {
  const sorted = [...samples].sort((a, b) => a.time - b.time);
  const keys = [...new Set(sorted.map(({ time }) => Math.floor(time / width)))];
  return keys.map((key) => {
    const inside = sorted.filter(({ time }) => Math.floor(time / width) === key);
    const [first = { time: 0, value: 0 }] = inside;
    const last = inside.at(-1) ?? first;
    const low = inside.reduce((a, b) => (b.value < a.value ? b : a));
    const high = inside.reduce((a, b) => (b.value > a.value ? b : a));
    const sum = inside.reduce((total, { value }) => total + value, 0);
    return [
      inside.length,
      sum,
      first.time,
      first.value,
      last.time,
      last.value,
      low.time,
      low.value,
      high.time,
      high.value,
    ];
  });
}

const samples = fc.array(
  fc.record({ time: fc.integer({ min: -500, max: 5_000 }), value: fc.integer({ min: -5, max: 5 }) }),
  { maxLength: 120 },
);

describe('Buckets', () => {
  it('hold the same in whatever order samples come', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 900 }), (list, width) => {
        const buckets = new Buckets(width);
        for (const { time, value } of list) buckets.add(time, value);
        expect(plain(buckets)).toEqual(expected(list, width));
      }),
    );
  });

  it('hold the same when runs of samples are added at once', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 900 }), fc.nat(120), (list, width, cut) => {
        const sorted = [...list].sort((a, b) => a.time - b.time);
        const base = sorted[0]?.time ?? 0;
        const ticks = Uint32Array.from(sorted, ({ time }) => (time - base) * 16);
        const values = Float64Array.from(sorted, ({ value }) => value);
        const middle = Math.min(cut, sorted.length);
        const buckets = new Buckets(width);
        buckets.addRun(base, ticks, values, 0, middle);
        buckets.addRun(base, ticks, values, middle, sorted.length);
        expect(plain(buckets)).toEqual(expected(sorted, width));
      }),
    );
  });

  it('hold the same when they are gathered from narrower ones', () => {
    fc.assert(
      fc.property(
        samples,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 15 }),
        (list, width, times) => {
          const narrow = new Buckets(width);
          for (const { time, value } of list) narrow.add(time, value);
          const wide = new Buckets(width * times);
          for (let bucket = narrow.start; bucket < narrow.end; bucket++) wide.take(narrow, bucket);
          expect(plain(wide)).toEqual(expected(list, width * times));
        },
      ),
    );
  });

  it('forget the oldest, and give back their room', () => {
    const buckets = new Buckets(10);
    for (let time = 0; time < 1_000; time++) buckets.add(time, time);
    const bytes = buckets.bytes;
    buckets.dropBefore(905);
    expect(plain(buckets)[0]?.slice(0, 3)).toEqual([10, 9045, 900]);
    buckets.drop(2);
    buckets.compact();
    expect(buckets.length).toBe(8);
    expect(buckets.bytes).toBeLessThan(bytes / 5);
    buckets.add(950, 0);
    expect(plain(buckets)[3]?.[0]).toBe(11);
  });
});
