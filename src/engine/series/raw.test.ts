import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneSeries } from './naive.fixture.ts';
import { memoryOf, rawSamples } from './raw.ts';
import { chartColumns } from './window.ts';

describe('raw samples of a window', () => {
  it('are all that came, in the order of their times, or the newest of them', () => {
    const times = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 700 });
    const moment = fc.integer({ min: -10, max: 3010 });
    fc.assert(
      fc.property(times, moment, moment, fc.integer({ min: 0, max: 800 }), (all, from, to, most) => {
        const { series } = oneSeries();
        for (const [value, time] of all.entries()) series.append(time, value);
        const wanted = all
          .map((time, value) => ({ time, value }))
          .filter(({ time }) => time >= from && time <= to)
          .sort((a, b) => a.time - b.time || a.value - b.value);
        const found = rawSamples(series, from, to, most);
        expect(found.total).toBe(wanted.length);
        const newest = wanted.slice(Math.max(0, wanted.length - most));
        expect([...found.times]).toEqual(newest.map(({ time }) => time));
        expect([...found.values]).toEqual(newest.map(({ value }) => value));
      }),
    );
  });

  it('tell since when they are whole', () => {
    const { series } = oneSeries({ maxSamples: 100 });
    for (let i = 0; i < 500; i++) series.append(1000 + i * 10, i);
    const found = rawSamples(series, 0, 1e6, Number.POSITIVE_INFINITY);
    expect(found.keptFrom).toBe(found.times[0]);
    expect(found.times.at(-1)).toBe(1000 + 499 * 10);
    expect(rawSamples(undefined, 0, 1, 1)).toMatchObject({ total: 0, keptFrom: Number.NaN });
  });

  it('of a window from which they have gone are summed up, as the chart draws them', () => {
    const { series } = oneSeries({ maxSamples: 1000 });
    for (let i = 0; i < 10_000; i++) series.append(1_000_000 + i * 10, i);
    const past = rawSamples(series, 1_000_000, 1_050_000, 1000);
    expect(past.total).toBe(0);
    expect(past.keptFrom).toBeGreaterThan(1_050_000);
    const { times, means, mins, maxs, samples } = past.summaries;
    expect(times.length).toBeGreaterThan(4);
    const line = chartColumns(series, 1_000_000, 1_050_000, 50);
    expect(samples).toBe(line.samples);
    expect([mins[0], maxs.at(-1)]).toEqual([line.min, line.max]);
    for (const [i, mean] of means.entries()) expect(mean).toBe(((mins[i] ?? 0) + (maxs[i] ?? 0)) / 2);

    const both = rawSamples(series, 0, 1e9, 10_000);
    expect(both.total + both.summaries.samples).toBe(10_000);
    expect(both.summaries.times.at(-1)).toBeLessThan(both.keptFrom);
    const newest = rawSamples(series, 0, 1e9, 3).summaries;
    expect([...newest.times]).toEqual([...both.summaries.times.slice(-3)]);
    expect(newest.samples).toBe(both.summaries.samples);
  });

  it('go to the page as often as they are asked for, several series without any among them', () => {
    const { series } = oneSeries();
    series.append(1000, 7);
    const ask = () => {
      const samples = [undefined, series, undefined].map((one) => rawSamples(one, 0, 2000, 10));
      return structuredClone(samples, { transfer: memoryOf(samples) });
    };
    for (let time = 0; time < 2; time++)
      expect(ask().map(({ values }) => [...values])).toEqual([[], [7], []]);
  });
});
