import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundStep } from './scales.ts';
import { valueTicks } from './value-ticks.ts';

describe('the values that an axis labels', () => {
  it('are the multiples of its step', () => {
    expect(valueTicks(19.98, 20.1, 0.02, 8).values).toEqual([19.98, 20, 20.02, 20.04, 20.06, 20.08, 20.1]);
    expect(valueTicks(-3, 3, 2.5, 8).values).toEqual([-2.5, 0, 2.5]);
    expect(valueTicks(0, 0.35, 0.1, 8).values).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('are two where the step has one and there is room: the outermost of a finer step', () => {
    expect(valueTicks(2, 14, 10, 2.5)).toEqual({ values: [5, 10], increment: 5 });
    expect(valueTicks(1, 9, 10, 2)).toEqual({ values: [2, 8], increment: 2 });
    // There is no room for a second.
    expect(valueTicks(2, 14, 10, 1.9)).toEqual({ values: [10], increment: 10 });
  });

  it('are none where there is no axis', () => {
    expect(valueTicks(1, 1, 1, 8).values).toEqual([]);
    expect(valueTicks(0, 1, 0, 8).values).toEqual([]);
  });

  it('are two at least that keep clear of each other, wherever two labels have room', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const span = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    const labels = fc.double({ min: 2, max: 12, noNaN: true });
    fc.assert(
      fc.property(number, span, labels, (from, length, room) => {
        // Ticks are asked for nearly twice as far apart as their labels are high.
        const step = roundStep(length, (room * 14) / 26);
        const { values } = valueTicks(from, from + length, step, room);
        expect(values.length).toBeGreaterThan(1);
        const gaps = values.slice(1).map((value, at) => value - (values[at] ?? 0));
        expect(Math.min(...gaps)).toBeGreaterThan((length / room) * 0.999);
      }),
    );
  });
});
