import { describe, expect, it } from 'vitest';
import { type AxisSeries, areUnitsKnown, limitsOf, rangeOf, toAxes } from './axes.ts';

const celsius: AxisSeries = { quantity: 'temperature', unit: '°C', kind: 'number', decimals: 1 };
const percent: AxisSeries = { quantity: 'relative-humidity', unit: '%', kind: 'number', decimals: 0 };
const relay: AxisSeries = { quantity: 'state', unit: '', kind: 'state', decimals: 0 };
const NONE: ReadonlySet<number> = new Set();

describe('the axes of a chart', () => {
  it('are one a unit, in order of appearance, as fine as the finest of their series', () => {
    const axes = toAxes([celsius, percent, { ...celsius, decimals: 3 }, relay]);
    expect(axes.map(({ unit, state, members }) => ({ unit, state, members }))).toEqual([
      { unit: '°C', state: false, members: [0, 2] },
      { unit: '%', state: false, members: [1] },
      { unit: '', state: true, members: [3] },
    ]);
    expect(axes.map(({ resolution }) => resolution)).toEqual([0.001, 1, 1]);
  });

  it('hold all of their series that are shown, and none of the others', () => {
    const [axis] = toAxes([celsius, celsius, percent]);
    if (!axis) throw new Error('There is no axis.');
    const columns = [
      { min: 10, max: 20 },
      { min: -40, max: 5 },
      { min: 0, max: 100 },
    ];
    const [low, high] = rangeOf(axis, columns, NONE);
    expect(low).toBeLessThanOrEqual(-40);
    expect(high).toBeGreaterThanOrEqual(20);
    expect(high).toBeLessThan(100);
    const [without] = toAxes([celsius, celsius]);
    if (!without) throw new Error('There is no axis.');
    expect(rangeOf(without, columns, new Set([1]))[0]).toBeGreaterThanOrEqual(0);
  });

  it('of states stay the same whatever is reported', () => {
    const [axis] = toAxes([relay]);
    if (!axis) throw new Error('There is no axis.');
    const empty = rangeOf(axis, [{ min: Number.NaN, max: Number.NaN }], NONE);
    expect(rangeOf(axis, [{ min: 0, max: 1 }], NONE)).toEqual(empty);
  });

  it('have the limits of their unit, and the first of numbers those of none', () => {
    const axes = toAxes([relay, celsius, percent]);
    const limits = [
      { at: 1, label: 'bare' },
      { at: 2, label: 'warm', unit: '℃' },
      { at: 3, label: 'damp', unit: '%' },
    ];
    expect(axes.map((axis) => limitsOf(axis, axes, limits).map(({ label }) => label))).toEqual([
      [],
      ['bare', 'warm'],
      ['damp'],
    ]);
  });

  describe('and a limit whose unit no axis has', () => {
    const limits = [{ at: 8, label: 'Frost', unit: '°C' }];
    const bare = { ...celsius, unit: '' };
    const placed = (series: readonly AxisSeries[], areKnown?: boolean) => {
      const axes = toAxes(series);
      return axes.map((axis) => limitsOf(axis, axes, limits, areKnown).map(({ label }) => label));
    };

    it('is drawn to the first one of numbers without a unit, and says its own', () => {
      expect(placed([relay, percent, bare])).toEqual([[], [], ['Frost (°C)']]);
    });

    it('is drawn to the first one of numbers where each has a unit, and says its own', () => {
      expect(placed([relay, percent, { ...percent, unit: 'W' }])).toEqual([[], ['Frost (°C)'], []]);
    });

    it('is not drawn to another one while the unit of a series may yet turn out to be its own', () => {
      expect(placed([percent, bare], false)).toEqual([[], []]);
      expect(placed([percent, celsius], false)).toEqual([[], ['Frost']]);
    });

    it('is not drawn where there are only states', () => {
      expect(placed([relay])).toEqual([[]]);
    });

    it('waits for no series that is silent where another one measures the same, whose unit is taken for its own', () => {
      expect(areUnitsKnown([percent, bare])).toBe(true);
      expect(areUnitsKnown([percent, { ...bare, isUnheard: true }])).toBe(false);
      expect(areUnitsKnown([percent, bare, { ...bare, isUnheard: true }])).toBe(true);
      expect(areUnitsKnown([bare, bare].map((one) => ({ ...one, isUnheard: true })))).toBe(false);
    });
  });
});
