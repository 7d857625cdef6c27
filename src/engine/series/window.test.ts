import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartColumns } from '../../model/view.ts';
import { Line } from './line.ts';
import { events, happen, Naive, oneSeries, points, type Sample, share, windowOf } from './naive.fixture.ts';
import { chartColumns, drawLines } from './window.ts';

const width = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 9, max: 400 }));
/** A source's clock, which may be ahead for a while. */
const LEADS = [0, 0, 0, 240_000];
const shift = fc.integer({ min: -16, max: 16 });

function expectAscending(drawn: readonly Sample[]): void {
  const times = drawn.map(({ time }) => time);
  expect(times).toEqual([...times].sort((a, b) => a - b));
}

/** A gap between every two points that a break lies between, and nowhere else. */
function expectGaps(drawn: readonly Sample[], naive: Naive): void {
  const real = drawn.filter(({ value }) => !Number.isNaN(value));
  const expected = real.flatMap(({ time }, index) => {
    const previous = real[index - 1];
    return previous && naive.isBroken(previous.time, time) ? ['gap', time] : [time];
  });
  expect(drawn.map(({ time, value }) => (Number.isNaN(value) ? 'gap' : time))).toEqual(expected);
}

function expectKnown(drawn: readonly Sample[], naive: Naive): void {
  const known = new Set(naive.samples.map(({ time, value }) => `${time} ${value}`));
  const unknown = drawn.filter(({ time, value }) => !Number.isNaN(value) && !known.has(`${time} ${value}`));
  expect(unknown).toEqual([]);
}

function expectFigures(columns: ChartColumns, inside: readonly Sample[]): void {
  const values = inside.map((one) => one.value);
  expect(columns.samples).toBe(inside.length);
  if (inside.length === 0) {
    expect([columns.min, columns.max, columns.mean]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    return;
  }
  expect(columns.min).toBe(Math.min(...values));
  expect(columns.max).toBe(Math.max(...values));
  const sum = values.reduce((total, value) => total + value, 0);
  const size = values.reduce((total, value) => total + Math.abs(value), 1);
  expect(Math.abs(columns.mean - sum / inside.length)).toBeLessThanOrEqual(1e-9 * size);
}

/** Means lie between the extremes, in order, with a gap only where a link broke; together they weigh what the samples weigh. */
function expectMeans(columns: ChartColumns, naive: Naive): void {
  const means = Array.from(columns.meanTimes, (time, index) => ({
    time,
    value: columns.means[index] ?? Number.NaN,
  }));
  expectAscending(means);
  const slack = 1e-9 * Math.max(1, Math.abs(columns.min), Math.abs(columns.max));
  for (const [index, { time, value }] of means.entries()) {
    const [before, after] = [means[index - 1], means[index + 1]];
    if (Number.isNaN(value)) {
      expect(before && after && naive.isBroken(before.time, after.time)).toBe(true);
      continue;
    }
    expect(time).toBeLessThanOrEqual(columns.lastTime);
    expect(value).toBeGreaterThanOrEqual(columns.min - slack);
    expect(value).toBeLessThanOrEqual(columns.max + slack);
  }
}

/** Everything that holds of a window on raw samples. */
function expectExact(columns: ChartColumns, naive: Naive, from: number, to: number, pixels: number): void {
  const drawn = points(columns);
  const inside = naive.within(from, to);
  expectAscending(drawn);
  expectKnown(drawn, naive);
  expectGaps(drawn, naive);
  expectFigures(columns, inside);
  expectMeans(columns, naive);
  const real = drawn.filter(({ value }) => !Number.isNaN(value));
  const shown = real.filter(({ time }) => time >= from && time <= to);
  expect(shown[0]).toEqual(inside[0]);
  expect(shown.at(-1)).toEqual(inside.at(-1));
  expect(real.filter(({ time }) => time < from)).toEqual(
    naive.samples.filter(({ time }) => time < from).slice(-1),
  );
  expect(real.filter(({ time }) => time > to).map(({ time }) => time)).toEqual(
    naive.samples
      .filter(({ time }) => time > to)
      .slice(0, 1)
      .map(({ time }) => time),
  );
  // One column more than pixels: columns lie at multiples of their width, so the window cuts the first and the last.
  expect(shown.length).toBeLessThanOrEqual(4 * (pixels + 2));
  expect(columns.lastTime).toBe(naive.samples.at(-1)?.time ?? Number.NaN);
  expect(columns.lastValue).toBe(naive.samples.at(-1)?.value ?? Number.NaN);
  expectExtremes(shown, inside, Math.fround((to - from) / pixels));
}

/** In every pixel column what is drawn reaches as low and as high as the samples do. */
function expectExtremes(shown: readonly Sample[], inside: readonly Sample[], columnWidth: number): void {
  const reach = (samples: readonly Sample[]) => {
    const found = new Map<number, [number, number]>();
    for (const { time, value } of samples) {
      const column = Math.floor(time / columnWidth);
      const [low, high] = found.get(column) ?? [value, value];
      found.set(column, [Math.min(low, value), Math.max(high, value)]);
    }
    return found;
  };
  expect(reach(shown)).toEqual(reach(inside));
}

/** Shrinking a counterexample of hundreds of samples takes longer than anybody waits. */
const BOUNDED = { interruptAfterTimeLimit: 3_000 };

describe('chartColumns', () => {
  it('shows first, last, lowest and highest of every pixel, counts all, and breaks at gaps, whatever came in whatever order', () => {
    fc.assert(
      fc.property(events(600, LEADS), share, share, shift, width, (list, a, b, by, pixels) => {
        const naive = new Naive();
        const { series } = oneSeries();
        for (const event of list) {
          naive.take(event);
          happen(series, event);
        }
        const [from, to] = windowOf(naive.samples, a, b, by);
        expectExact(chartColumns(series, from, to, pixels), naive, from, to, pixels);
      }),
      { numRuns: 200, ...BOUNDED },
    );
  });

  it('shows a gliding window as one that looks for the first time would, while samples, late ones too, come in', () => {
    const narrow = fc.integer({ min: 1, max: 6 });
    const span = fc.constantFrom(300, 3_000, 30_000, 3_000_000);
    fc.assert(
      fc.property(events(), narrow, span, fc.integer({ min: 1, max: 30 }), (list, pixels, long, every) => {
        const { store, series } = oneSeries();
        const line = new Line();
        let now = 0;
        for (const [index, event] of list.entries()) {
          happen(series, event);
          // Now and then so long after the last look that nobody seems to look any more.
          if (index % 7 === 0) store.expire(index * 60_000);
          if (index % every !== 0 || series.samples.length === 0) continue;
          now = Math.max(now + 1, series.lastTime);
          const [kept] = drawLines([{ series, line }], now - long, now, pixels);
          const fresh = chartColumns(series, now - long, now, pixels);
          expect(kept?.times.join()).toBe(fresh.times.join());
          expect(kept?.values.join()).toBe(fresh.values.join());
          expect([kept?.samples, kept?.min, kept?.max]).toEqual([fresh.samples, fresh.min, fresh.max]);
        }
      }),
      { numRuns: 100, ...BOUNDED },
    );
  });

  it('never loses a sample to rolling up: windows count whole buckets, and reach as low and as high', () => {
    const narrow = fc.integer({ min: 2, max: 200 });
    fc.assert(
      fc.property(events(1200, LEADS), share, share, width, narrow, (list, a, b, pixels, maxSamples) => {
        const naive = new Naive();
        const { series } = oneSeries({ maxSamples });
        const isKept = ({ time }: Sample) => series.past.rollUps?.reaches(time) ?? true;
        let refused = 0;
        for (const event of list) {
          naive.take(event);
          if (event.type === 'sample' && !isKept(event)) refused += 1;
          happen(series, event);
        }
        expect(series.samples.length).toBeLessThanOrEqual(maxSamples);
        expect(series.past.evicted + series.samples.length).toBe(naive.samples.length);
        expect(series.past.placed).toBe(naive.samples.length - refused);
        naive.samples = naive.samples.filter(isKept);
        expectFigures(chartColumns(series, 0, 9e15, pixels), naive.samples);

        const [from, to] = windowOf(naive.samples, a, b, 0);
        const columns = chartColumns(series, from, to, pixels);
        if (from > series.past.rolledUpTo) {
          expectExact(columns, naive, from, to, pixels);
          return;
        }
        const drawn = points(columns);
        expectAscending(drawn);
        expectKnown(drawn, naive);
        expectGaps(drawn, naive);
        const inside = naive.within(from, to);
        const reach = Math.max(600_000, (to - from) / pixels);
        expect(columns.samples).toBeGreaterThanOrEqual(inside.length);
        expect(columns.samples).toBeLessThanOrEqual(naive.within(from - reach, to + reach).length);
        expect(inside.filter(({ value }) => value < columns.min || value > columns.max)).toEqual([]);
      }),
      { numRuns: 150, ...BOUNDED },
    );
  });

  it('knows a window of whole roll-ups as exactly as one of samples', () => {
    const tenMinutes = 600_000;
    const many = fc.integer({ min: 1, max: 20 });
    const pixelsOfMany = fc.integer({ min: 3, max: 60 });
    const narrow = fc.integer({ min: 2, max: 200 });
    let rolledUp = 0;
    fc.assert(
      fc.property(events(1200), share, many, pixelsOfMany, narrow, (list, a, times, pixels, maxSamples) => {
        const naive = new Naive();
        const { series } = oneSeries({ maxSamples });
        for (const event of list) {
          naive.take(event);
          happen(series, event);
        }
        const { rollUps } = series.past;
        if (rollUps === null) return;
        rolledUp += 1;
        naive.samples = naive.samples.filter(({ time }) => rollUps.reaches(time));
        const oldest = naive.samples[0]?.time ?? 0;
        const width = times * tenMinutes;
        const from = Math.floor((oldest + a * (series.past.rolledUpTo - oldest)) / width) * width;
        // Up to the last moment before the next column.
        const to = from + pixels * width - 1 / 16;
        expectExact(chartColumns(series, from, to, pixels), naive, from, to, pixels);
      }),
      { numRuns: 200, ...BOUNDED },
    );
    expect(rolledUp).toBeGreaterThan(20);
  });

  it('shows one spike among a million samples', () => {
    const { series } = oneSeries({ maxBytes: 1 << 25 });
    for (let i = 0; i < 1_000_000; i++) series.append(i, i === 654_321 ? 99 : i % 2);
    const columns = chartColumns(series, 0, 1_000_000, 300);
    expect(series.past.evicted).toBe(0);
    expect(columns.max).toBe(99);
    expect(points(columns)).toContainEqual({ time: 654_321, value: 99 });
    expect(columns.times.length).toBeLessThan(4 * 302);
  });

  it('draws every sample where there is room', () => {
    const { series } = oneSeries();
    for (let i = 0; i < 40; i++) series.append(1000 + i, i);
    const columns = chartColumns(series, 1000, 2000, 10);
    expect([...columns.values]).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  it('shows a window again that has glided on meanwhile', () => {
    const { series } = oneSeries();
    for (let i = 0; i < 2_000; i++) series.append(i * 10, i);
    const line = new Line();
    const draw = (from: number) => drawLines([{ series, line }], from, from + 10_000, 20)[0]?.times.join();
    const before = draw(0);
    draw(9_000);
    expect(draw(0)).toBe(before);
    expect(draw(4_000)).toBe(chartColumns(series, 4_000, 14_000, 20).times.join());
  });

  it('keeps pixel columns in their places while the window glides', () => {
    const { series } = oneSeries();
    for (let i = 0; i < 10_000; i++) series.append(i * 10, Math.sin(i) * i);
    const inner = (from: number) =>
      points(chartColumns(series, from, from + 50_000, 50)).filter(
        ({ time }) => time >= 12_000 && time < 48_000,
      );
    expect(inner(10_250)).toEqual(inner(10_000));
  });

  it('says nothing of a series nobody has heard of', () => {
    const columns = chartColumns(undefined, 0, 1000, 100);
    expect(columns.times).toHaveLength(0);
    expect(columns).toMatchObject({ samples: 0, min: Number.NaN, lastTime: Number.NaN });
  });

  it('follows a source whose clock is ahead without keeping what nobody sees', () => {
    const { series } = oneSeries();
    const line = new Line();
    const at = 1_000_000;
    for (let i = 0; i < 5_000; i++) series.append(at + i, i);
    for (const now of [at + 1, at + 2, at + 1_000, at + 1_016]) {
      const [columns] = drawLines([{ series, line }], now - 100, now, 5);
      const fresh = chartColumns(series, now - 100, now, 5);
      expect(columns).toEqual(fresh);
      expect(fresh.samples).toBe(Math.min(101, now - at + 1));
    }
  });
});

describe('the means of a window', () => {
  it('are those of its pixel columns where samples are gathered, and absent where each is drawn', () => {
    const { series } = oneSeries();
    for (let i = 0; i < 1000; i++) series.append(10_000 + i, i % 2 === 0 ? 10 : 20);
    const few = chartColumns(series, 10_000, 10_999, 1000);
    expect(few.means).toHaveLength(0);
    const gathered = chartColumns(series, 10_000, 10_999, 10);
    expect(gathered.means.length).toBeGreaterThanOrEqual(10);
    for (const mean of gathered.means) expect(Math.abs(mean - 15)).toBeLessThan(0.5);
  });

  it('do not bridge a broken link', () => {
    const { series } = oneSeries();
    for (let i = 0; i < 500; i++) series.append(10_000 + i, 1);
    series.breakAt(10_500);
    for (let i = 0; i < 500; i++) series.append(12_000 + i, 1);
    const { means } = chartColumns(series, 10_000, 12_500, 20);
    expect([...means].filter(Number.isNaN)).toHaveLength(1);
  });

  it('are none for states, which have no mean', () => {
    const { series } = oneSeries({ kind: 'state' });
    for (let i = 0; i < 1000; i++) series.append(10_000 + i, i % 2);
    expect(chartColumns(series, 10_000, 10_999, 10).means).toHaveLength(0);
  });
});
