import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Line } from './line.ts';
import { events, happen, Naive, oneSeries } from './naive.fixture.ts';
import { chartColumns, drawLines } from './window.ts';

const NOW = 1_750_000_000_000;
const HOUR = 3_600_000;

describe('a series whose newest readings are forgotten', () => {
  it('is as if they had never been, however often, for who has looked before, too', () => {
    const rounds = fc.array(fc.tuple(events(), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(rounds, fc.integer({ min: 1, max: 50 }), (all, pixels) => {
        const { series, store } = oneSeries();
        const naive = new Naive();
        const line = new Line();
        for (const [list, share] of all) {
          for (const event of list) {
            happen(series, event);
            naive.take(event);
          }
          drawLines([{ series, line }], 0, Math.max(1, series.lastTime || 0), pixels);
          const kept = naive.samples[Math.floor(naive.samples.length * share)];
          if (kept === undefined) continue;
          const before = naive.samples.length;
          naive.samples = naive.samples.filter(({ time }) => time <= kept.time);
          expect(store.forgetAfter(kept.time)).toBe(before - naive.samples.length);
          expect(series.samples.length).toBe(naive.samples.length);
          expect(series).toMatchObject({ lastTime: naive.samples.at(-1)?.time });
          const [first, last] = [naive.samples[0], naive.samples.at(-1)];
          if (!first || !last) continue;
          const [again] = drawLines([{ series, line }], first.time - 1, last.time + 1, pixels);
          expect(again).toEqual(chartColumns(series, first.time - 1, last.time + 1, pixels));
          expect(again?.samples).toBe(naive.samples.length);
          expect(again?.lastValue).toBe(naive.samples.at(-1)?.value);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('goes on with what comes next, and gives memory back, also where some had gone into roll-ups', () => {
    for (const wrong of [10, 200, 5_000]) {
      const { series, store } = oneSeries({ maxSamples: 100 });
      for (let i = 0; i < 500; i++) series.append(NOW - HOUR + i * 1000, i);
      const { bytes } = store;
      for (let i = 0; i < wrong; i++) series.append(NOW + HOUR + i * 1000, 1e6);
      store.forgetAfter(NOW);
      expect(series.lastTime <= NOW || Number.isNaN(series.lastTime)).toBe(true);
      expect(store.bytes).toBeLessThanOrEqual(bytes + 65_536);
      for (let i = 0; i < 500; i++) series.append(NOW + i * 1000, -i);
      expect(series).toMatchObject({ lastTime: NOW + 499_000, lastValue: -499 });
      const { max, samples } = chartColumns(series, NOW, NOW + 499_000, 50);
      expect(max).toBeLessThanOrEqual(500);
      expect(samples).toBeGreaterThanOrEqual(500);
    }
  });

  it('is unharmed where nothing is that late', () => {
    const { series, store } = oneSeries();
    series.append(NOW, 1);
    const { version } = series;
    expect(store.forgetAfter(NOW)).toBe(0);
    expect(series).toMatchObject({ lastTime: NOW, version });
  });
});
