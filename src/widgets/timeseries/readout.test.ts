import { describe, expect, it } from 'vitest';
import type { ChartColumns } from '../../model/view.ts';
import { conditionOf, lastReadout, readoutAt } from './readout.ts';

function column(points: [number, number][], lastTime = points.at(-1)?.[0] ?? Number.NaN): ChartColumns {
  return {
    times: Float64Array.from(points, (p) => p[0]),
    values: Float64Array.from(points, (p) => p[1]),
    meanTimes: new Float64Array(0),
    means: new Float64Array(0),
    samples: points.length,
    min: 0,
    max: 0,
    mean: 0,
    lastTime,
    lastValue: points.at(-1)?.[1] ?? Number.NaN,
  };
}

describe('readoutAt', () => {
  const line = column([
    [100, 1],
    [200, 2],
    [250, Number.NaN],
    [300, 3],
  ]);
  it.each([
    [100, 1],
    [149, 1],
    [151, 2],
    [300, 3],
  ])('reads the nearest point at %d', (time, value) => expect(readoutAt(line, time).value).toBe(value));

  it.each([99, 220, 260, 301])('reads nothing at %d, where no line is', (time) => {
    expect(readoutAt(line, time).value).toBeNaN();
  });
});

describe('lastReadout', () => {
  const line = column([
    [100, 1],
    [200, 2],
    [250, Number.NaN],
    [300, 3],
  ]);

  it('is the newest reading of a window that reaches it', () => {
    expect(lastReadout(line, 300)).toEqual({ time: 300, value: 3 });
    expect(lastReadout(line, 999)).toEqual({ time: 300, value: 3 });
  });

  it('is the last one inside a window of the past, never a gap', () => {
    expect(lastReadout(line, 299)).toEqual({ time: 200, value: 2 });
    expect(lastReadout(line, 150)).toEqual({ time: 100, value: 1 });
    expect(lastReadout(line, 50).value).toBeNaN();
  });
});

describe('conditionOf', () => {
  it('is empty before the first reading, and not stale', () => {
    expect(conditionOf([column([])], [1000], 5000)).toMatchObject({ empty: true, stale: false });
  });

  it('is stale only once every series that ever had a reading is past its limit', () => {
    const slow = column([[1000, 1]]);
    const quick = column([[4000, 1]]);
    expect(conditionOf([slow, quick], [1000, 2000], 5000)).toEqual({
      empty: false,
      stale: false,
      newest: 4000,
    });
    expect(conditionOf([slow, quick, column([])], [1000, 500, 500], 5000).stale).toBe(true);
  });
});
