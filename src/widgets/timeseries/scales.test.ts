import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisKeys, fittedRange, roundStep, settledRange, windowEnd } from './scales.ts';

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });

describe('the value axis', () => {
  it('holds all data, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(finite, finite), { minLength: 1 }), (frames) => {
        let range: { min: number; max: number } | null = null;
        for (const [a, b] of frames) {
          const [min, max] = [Math.min(a, b), Math.max(a, b)];
          range = settledRange(range, min, max, 0.01);
          expect(range.min).toBeLessThanOrEqual(min);
          expect(range.max).toBeGreaterThanOrEqual(max);
          expect(range.max).toBeGreaterThan(range.min);
        }
      }),
    );
  });

  it('is a range of numbers whatever was measured', () => {
    fc.assert(
      fc.property(
        fc.double({ noDefaultInfinity: true }),
        fc.double({ noDefaultInfinity: true }),
        (one, other) => {
          const { min, max } = fittedRange(Math.min(one, other), Math.max(one, other), 0.01);
          expect(
            Number.isFinite(min) && Number.isFinite(max) && max > min && Number.isFinite(max - min),
          ).toBe(true);
        },
      ),
    );
    for (const far of [-Number.MAX_VALUE, Number.MAX_VALUE]) {
      const alone = fittedRange(far, far, 1);
      expect(Number.isFinite(alone.max - alone.min) && alone.max > alone.min).toBe(true);
      const { min, max } = fittedRange(Math.min(0, far), Math.max(0, far), 1);
      expect(Number.isFinite(max - min) && max > min).toBe(true);
    }
  });

  it('stays put while the data wobbles inside it', () => {
    const first = settledRange(null, 20, 22, 0.01);
    expect(settledRange(first, 20.1, 21.9, 0.01)).toBe(first);
  });

  it('grows at once when the data leaves it', () => {
    const first = settledRange(null, 20, 22, 0.01);
    expect(settledRange(first, 20, 40, 0.01).max).toBeGreaterThan(40);
  });

  it('makes room before the line touches its end, but lets it lie on zero', () => {
    const first = { min: 2, max: 16 };
    expect(settledRange(first, 5, 16, 1).max).toBeGreaterThan(16);
    const fromZero = { min: 0, max: 10 };
    expect(settledRange(fromZero, 0, 9, 1)).toBe(fromZero);
  });

  it('tightens once the data fills little of it', () => {
    const wide = settledRange(null, 0, 1000, 0.01);
    const tight = settledRange(wide, 20, 22, 0.01);
    expect(tight.max).toBeLessThan(30);
  });

  it('does not blow noise below the resolution up to the full height', () => {
    const range = fittedRange(21.34, 21.34, 0.01);
    expect(range.max - range.min).toBeGreaterThanOrEqual(0.08);
  });

  it('shows no negative side for a quantity that is not negative', () => {
    expect(fittedRange(0, 100, 1).min).toBe(0);
    expect(fittedRange(1, 1000, 1).min).toBe(0);
  });

  it('has a height for a quantity that is always zero', () => {
    const { min, max } = fittedRange(0, 0, 0.01);
    expect(max).toBeGreaterThan(min);
  });

  it('keeps the axis it has while there is no data', () => {
    const before = { min: 3, max: 4 };
    expect(settledRange(before, Number.NaN, Number.NaN, 1)).toBe(before);
    expect(settledRange(null, Number.NaN, Number.NaN, 1)).toEqual({ min: 0, max: 1 });
  });
});

describe('roundStep', () => {
  it.each([
    [10, 10, 1],
    [15, 10, 2],
    [30, 10, 5],
    [70, 10, 10],
    [0.07, 10, 0.01],
  ])('cuts %d into about %d pieces of %d', (span, parts, step) => {
    expect(roundStep(span, parts)).toBeCloseTo(step, 10);
  });
});

describe('windowEnd', () => {
  it('is never before now and moves in whole steps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2e12 }),
        fc.double({ min: 0.5, max: 5000, noNaN: true }),
        (now, step) => {
          const end = windowEnd(now, step);
          expect(end).toBeGreaterThanOrEqual(now - 1e-3);
          expect(end - now).toBeLessThanOrEqual(step + 1e-3);
        },
      ),
    );
  });
});

describe('axisKeys', () => {
  const measured = (quantity: string, unit: string, kind: 'number' | 'state' = 'number') => ({
    quantity,
    unit,
    kind,
  });

  it('gives one axis to a unit and one to all states', () => {
    const keys = axisKeys([
      measured('temperature', '℃'),
      measured('humidity', '%'),
      measured('dew-point', '℃'),
      measured('heater', '', 'state'),
      measured('fan', '', 'state'),
    ]);
    expect(keys).toEqual(['y0', 'y1', 'y0', 'y2', 'y2']);
  });

  it('knows a unit in both its spellings', () => {
    expect(axisKeys([measured('temperature', '℃'), measured('temperature', '°C')])).toEqual(['y0', 'y0']);
  });

  it('puts a series without a unit beside the same quantity with one, and only there', () => {
    const keys = axisKeys([
      measured('temperature', ''),
      measured('temperature', '°C'),
      measured('power', ''),
    ]);
    expect(keys).toEqual(['y0', 'y0', 'y1']);
  });
});
