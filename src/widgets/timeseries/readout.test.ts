import { describe, expect, it } from 'vitest';
import type { ChartColumns } from '../../model/view.ts';
import {
  conditionOf,
  figuresAt,
  figuresOf,
  heldUntil,
  lastReadout,
  newestFigures,
  readoutAt,
} from './readout.ts';

function column(
  points: [number, number][],
  lastTime = points.at(-1)?.[0] ?? Number.NaN,
  heardTime = lastTime,
): ChartColumns {
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
    heardTime,
    heardValue: points.at(-1)?.[1] ?? Number.NaN,
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

describe('figuresAt a moment of a state', () => {
  const MINUTE = 60_000;
  const relay = column([
    [0, 0],
    [60 * MINUTE, 1],
    [90 * MINUTE, Number.NaN],
    [120 * MINUTE, 1],
  ]);
  const HELD_UNTIL = 125 * MINUTE;

  it.each([
    [0, 'its report, right up to the next', 0],
    [50, 'its report, right up to the next', 0],
    [60, 'the next from its time on', 1],
    [89, 'the last before a break up to that', 1],
    [90, 'nothing within the break', Number.NaN],
    [119, 'nothing within the break', Number.NaN],
    [125, 'the last one for as long as it holds', 1],
    [126, 'nothing after that', Number.NaN],
    [-1, 'nothing before the first', Number.NaN],
  ])('at minute %d says %s, as its line is drawn', (minute, _, value) => {
    expect(figuresAt(relay, minute * MINUTE, HELD_UNTIL).value).toBe(value);
  });

  it('says a last report that does not hold at its own time alone', () => {
    expect(figuresAt(relay, 120 * MINUTE, Number.NEGATIVE_INFINITY).value).toBe(1);
    expect(figuresAt(relay, 120 * MINUTE + 1, Number.NEGATIVE_INFINITY).value).toBeNaN();
  });
});

describe('figuresOf a chart', () => {
  const one = column([
    [1_000, 0],
    [3_000, 1],
  ]);
  const both = [
    { kind: 'number', staleAfterMs: 9_000 },
    { kind: 'state', staleAfterMs: 9_000 },
  ] as const;
  const drawn = { from: 0, to: 5_000, isLive: true };
  const values = (at: number | null) =>
    figuresOf([one, one], both, at, drawn, 5_000).map(({ value }) => value);

  it('tell of each series at the moment pointed at as its line is drawn, else its newest value', () => {
    expect(values(2_500)).toEqual([1, 0]);
    expect(values(4_000)).toEqual([Number.NaN, 1]);
    expect(values(null)).toEqual([1, 1]);
  });
});

describe('heldUntil', () => {
  it('is as long as the last report of a state holds, and no longer than now', () => {
    expect(heldUntil(column([[10_000, 1]]), 5_000, 12_000)).toBe(12_000);
    expect(heldUntil(column([[10_000, 1]]), 5_000, 20_000)).toBe(15_000);
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

describe('newestFigures', () => {
  const LIMIT_MS = 2_000;
  const dead = column([
    [10_000, 76],
    [14_000, 77],
  ]);
  const live = (to: number, spanMs: number) => ({ from: to - spanMs, to, isLive: true });
  const at = (now: number, limitMs = LIMIT_MS) => newestFigures(dead, limitMs, live(now, 30_000), now);

  it('says nothing more of a value that reaches the live edge', () => {
    expect(at(15_500)).toMatchObject({ value: 77, stale: false, ageMs: null });
  });

  it('marks one series of a chart that is past its limit, and says how old its value is', () => {
    expect(at(16_001)).toMatchObject({ value: 77, stale: true, ageMs: 2_001 });
  });

  it('has no value of a series that died before the window began', () => {
    expect(at(50_000)).toMatchObject({ value: Number.NaN, stale: true, ageMs: 36_000 });
  });

  it('says a value that still holds, however slow its series is beside the window, with its age', () => {
    expect(at(50_000, 60_000)).toMatchObject({ value: 77, stale: false, ageMs: 36_000 });
  });

  it('marks what is restored from before the page was loaded at once', () => {
    expect(at(14_000, Number.NEGATIVE_INFINITY)).toMatchObject({ value: 77, stale: true, ageMs: 0 });
  });

  it('measures a window that stands still by its own end, and says no age of what is not now', () => {
    const still = { from: 0, to: 15_000, isLive: false };
    expect(newestFigures(dead, LIMIT_MS, still, 99_000)).toMatchObject({
      value: 77,
      stale: false,
      ageMs: null,
    });
    const later = { from: 15_000, to: 20_000, isLive: false };
    expect(newestFigures(dead, LIMIT_MS, later, 99_000)).toMatchObject({
      value: Number.NaN,
      stale: true,
      ageMs: null,
    });
  });

  it('says of a series whose clock is ahead what was heard last, and marks it by when that was', () => {
    const ahead = column([
      [13_000, 76],
      [15_000, 77],
      [25_000, 78],
    ]);
    const silent = { ...ahead, heardTime: 13_000 };
    const at15 = (one: ChartColumns) => newestFigures(one, LIMIT_MS, live(15_500, 30_000), 15_500);
    expect(at15({ ...ahead, heardTime: 15_500 })).toMatchObject({ value: 78, stale: false, ageMs: null });
    expect(at15(silent)).toMatchObject({ value: 78, stale: true, ageMs: 2_500 });
  });

  it('says nothing of the age of a series without any reading', () => {
    expect(newestFigures(column([]), LIMIT_MS, live(50_000, 30_000), 50_000)).toMatchObject({
      value: Number.NaN,
      stale: false,
      ageMs: null,
    });
  });

  it('is not marked where a moment is pointed at', () => {
    expect(figuresAt(dead, 14_000)).toMatchObject({ value: 77, stale: false, ageMs: null });
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

  it('goes by when a series was heard last, and not by a reading from the future', () => {
    const ahead = column([[125_000, 1]], 125_000, 1000);
    expect(conditionOf([ahead], [30_000], 5000)).toEqual({ empty: false, stale: false, newest: 1000 });
    expect(conditionOf([ahead], [30_000], 40_000).stale).toBe(true);
  });

  it('is stale at once of what is restored from before the page was loaded', () => {
    expect(conditionOf([column([[5000, 1]])], [Number.NEGATIVE_INFINITY], 5000).stale).toBe(true);
  });
});
