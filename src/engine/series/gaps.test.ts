import { describe, expect, it } from 'vitest';
import { oneSeries, points } from './naive.fixture.ts';
import type { Series } from './series.ts';
import { chartColumns } from './window.ts';

describe('chartColumns', () => {
  it('puts the gap when the link broke, if that lies between the samples on either side', () => {
    const { series } = oneSeries();
    series.append(1000, 1);
    series.breakAt(1500);
    series.append(3000, 2);
    const columns = chartColumns(series, 0, 4000, 100);
    expect(points(columns)).toEqual([
      { time: 1000, value: 1 },
      { time: 1500, value: Number.NaN },
      { time: 3000, value: 2 },
    ]);
  });

  it('bridges no break that there was no room to keep, and joins what is newer', () => {
    // Room for one series and a dozen breaks.
    const { series } = oneSeries({ maxBytes: 6_400 });
    const STRETCH = 30_000;
    for (let from = 0; from < 40 * STRETCH; from += STRETCH) {
      for (let n = 0; n < 5; n++) series.append(from + n * 1000, n);
      series.breakAt(from + 5_000);
    }
    expect(series.breaks?.length).toBeLessThan(20);
    for (const width of [10, 77, 1_000]) {
      const drawn = points(chartColumns(series, 0, 40 * STRETCH, width));
      const joined = drawn.flatMap(({ time, value }, at) => {
        const next = drawn[at + 1];
        return next && !Number.isNaN(value) && !Number.isNaN(next.value) ? [[time, next.time]] : [];
      });
      for (const [left = 0, right = 0] of joined)
        expect(Math.floor(left / STRETCH)).toBe(Math.floor(right / STRETCH));
      if (width > 10) expect(joined.at(-1)?.[1]).toBe(39 * STRETCH + 4_000);
    }
    // A clock that was set back is measured anew.
    series.forgetAfter(10 * STRETCH);
    for (let n = 1; n < 5; n++) series.append(10 * STRETCH + n * 1000, n);
    const drawn = points(chartColumns(series, 10 * STRETCH + 1, 11 * STRETCH, 1_000));
    expect(drawn.filter(({ value }) => Number.isNaN(value))).toHaveLength(1);
  });

  it('finds the gap of a source whose clock is not ours', () => {
    for (const skew of [-3_600_000, 3_600_000]) {
      const { series } = oneSeries();
      series.append(5_000_000 + skew, 1);
      series.breakAt(5_000_100);
      series.append(5_002_000 + skew, 2);
      const columns = chartColumns(series, 0, 10_000_000, 100);
      expect([...columns.values]).toEqual([1, Number.NaN, 2]);
    }
  });

  it('finds the gap behind a reading from the future, too, and does not bridge what was not', () => {
    const NOW = 1_750_000_000_000;
    const read = (series: Series, from: number, to: number) => {
      for (let s = from; s < to; s++) series.append(NOW + s * 1000, s, NOW + s * 1000);
    };
    // A device that has buffered, a second reading from the future, a clock that is fast by a little.
    for (const more of [[], [-60_000], [200_000], [23_000]]) {
      const { series } = oneSeries();
      read(series, 0, 10);
      series.append(NOW + 240_000, 7, NOW + 10_000);
      read(series, 11, 20);
      for (const late of more) series.append(NOW + late, 5, NOW + 20_000);
      series.breakAt(NOW + 20_000);
      read(series, 80, 90);
      const drawn = points(chartColumns(series, NOW, NOW + 100_000, 500));
      const gaps = drawn.flatMap(({ value }, at) => (Number.isNaN(value) ? [at] : []));
      expect(gaps).toHaveLength(1);
      const [gap = 0] = gaps;
      expect(drawn[gap - 1]?.time).toBe(NOW + (more[0] === 23_000 ? 23_000 : 19_000));
      expect(drawn[gap + 1]?.time).toBe(NOW + 80_000);
    }
  });

  it('finds it where nothing has come since that reading, or only what came with it, or more from the future', () => {
    const NOW = 1_750_000_000_000;
    const SECOND = 1000;
    for (const period of [1, 10])
      for (const more of [[], [100], [100, 0], [0, 50], [240, 240 + period, 240 + 2 * period]]) {
        const { series } = oneSeries();
        for (let n = 0; n < 10; n++) series.append(NOW + n * period * SECOND, n);
        const arrival = NOW + 10 * period * SECOND;
        for (const ahead of [...more, 240]) series.append(arrival + ahead * SECOND, 7, arrival);
        if (more.includes(100)) series.append(NOW + 5.5 * period * SECOND, 7, arrival + SECOND);
        series.breakAt(arrival + 2 * SECOND);
        for (let n = 1; n < 10; n++) {
          const time = arrival + n * 20 * SECOND;
          series.append(time, n, time);
        }
        const drawn = points(chartColumns(series, NOW, NOW + 290 * SECOND, 500));
        const gaps = drawn.flatMap(({ value }, at) => (Number.isNaN(value) ? [at] : []));
        expect(gaps.map((gap) => drawn[gap - 1]?.time)).toEqual([
          more.includes(0) ? arrival : arrival - period * SECOND,
        ]);
      }
  });

  it('leaves the line of a source whose clock is ahead whole before the break', () => {
    const NOW = 1_750_000_000_000;
    for (const [ahead, period] of [
      [3_600_000, 1_000],
      [3_600_000, 10_000],
      [10_000, 30_000],
    ] as const) {
      const { series } = oneSeries();
      for (let at = NOW; at < NOW + 2 * 3_600_000; at += period) series.append(at + ahead, 1, at);
      series.breakAt(series.lastTime - ahead + 1_000);
      expect(series.breaks?.length).toBe(1);
    }
  });

  it('ends a state at the break of its link, and a number where it was last known', () => {
    for (const kind of ['state', 'number'] as const) {
      const { series } = oneSeries({ kind });
      series.append(1000, 1);
      series.breakAt(1500);
      expect([...chartColumns(series, 0, 4000, 100).times]).toEqual(kind === 'state' ? [1000, 1500] : [1000]);
    }
  });
});
