import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Line } from './line.ts';
import { events, happen, Naive, oneSeries } from './naive.fixture.ts';
import { rawSamples } from './raw.ts';
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

  it('has no break before it or behind it where nothing is left of it', () => {
    for (const kind of ['state', 'number'] as const) {
      const { series } = oneSeries({ kind });
      series.append(NOW + HOUR, 1);
      series.breakAt(NOW + HOUR + 1_000);
      series.append(NOW + HOUR + 2_000, 0);
      series.forgetAfter(NOW);
      for (let i = 0; i < 3; i++) series.append(NOW + i * 1_000, i % 2);
      expect(series.breaks?.length).toBe(0);
      expect([...chartColumns(series, NOW - 1, NOW + 60_000, 500).values]).toEqual([0, 1, 0]);
    }
  });

  it('has one gap behind what is left, and none that lay among what was forgotten', () => {
    const { series } = oneSeries();
    series.append(NOW - 1_000, 1);
    series.append(NOW + HOUR, 2);
    series.breakAt(NOW + HOUR + 1_000);
    series.append(NOW + HOUR + 2_000, 3);
    series.forgetAfter(NOW);
    series.append(NOW + 1_000, 4);
    expect([...chartColumns(series, NOW - HOUR, NOW + HOUR, 500).values]).toEqual([1, Number.NaN, 4]);
    expect(series.breaks?.indexAfter(series.lastTime)).toBe(series.breaks?.length);
  });

  it('is drawn and handed out where nothing of it is left but roll-ups', () => {
    const { series } = oneSeries({ maxSamples: 10 });
    for (let i = 0; i < 100; i++) series.append(NOW + i * 60_000, i);
    series.forgetAfter(series.samples.timeAt(series.samples.start) - 1);
    expect(series.samples.length).toBe(0);
    const kept = series.past.rollUps?.samples ?? 0;
    expect(kept).toBeGreaterThan(50);
    expect(chartColumns(series, NOW, NOW + 100 * 60_000, 500).samples).toBe(kept);
    const raw = rawSamples(series, NOW, NOW + 100 * 60_000, 1_000);
    expect(raw).toMatchObject({ total: 0, summaries: { samples: kept } });
    expect(raw.keptFrom).toBeGreaterThan(series.lastTime);
    series.breakAt(NOW + 100 * 60_000);
    series.append(NOW + 101 * 60_000, 1);
    const { values, samples } = chartColumns(series, NOW, NOW + 102 * 60_000, 500);
    expect(samples).toBe(kept + 1);
    expect([...values].filter(Number.isNaN)).toHaveLength(1);
    expect(rawSamples(series, NOW, NOW + 102 * 60_000, 1_000).keptFrom).toBe(NOW + 101 * 60_000);
  });

  it('is unharmed where nothing is that late', () => {
    const { series, store } = oneSeries();
    series.append(NOW, 1);
    const { version } = series;
    expect(store.forgetAfter(NOW)).toBe(0);
    expect(series).toMatchObject({ lastTime: NOW, version });
  });

  it('is stale again where what is left is of before the page was loaded', () => {
    const { series } = oneSeries();
    series.restore(NOW, 1);
    series.append(NOW + HOUR, 2);
    expect(series.isRestored).toBe(false);
    series.forgetAfter(NOW + 1_000);
    expect(series).toMatchObject({ lastValue: 1, isRestored: true, isHeard: true });
    expect(series.info.staleAfterMs).toBe(Number.NEGATIVE_INFINITY);
    series.append(NOW + 2_000, 3);
    series.append(NOW + HOUR, 4);
    series.forgetAfter(NOW + 3_000);
    expect(series).toMatchObject({ lastValue: 3, isRestored: false });
  });

  it('knows live readings from those of before also when that happens again', () => {
    const { series, store } = oneSeries();
    series.restore(NOW + HOUR, 1);
    series.append(NOW + HOUR + 1_000, 2);
    store.forgetAfter(NOW);
    series.append(NOW + 60_000, 3);
    series.append(NOW + 70_000, 4);
    store.forgetAfter(NOW + 65_000);
    expect(series).toMatchObject({ lastValue: 3, isRestored: false });
  });
});
