import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interlockRefusal } from './interlock.ts';

const ref = { connection: 'c', device: 'thermometer/-', quantity: 'temperature' };
const NOW = 1_000_000;
const fresh = (value: number) => ({
  value,
  time: NOW,
  staleAfterMs: 10_000,
  isOnline: true,
});

describe('an interlock', () => {
  it('allows what lies strictly within its limits and nothing else', () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.double({ noNaN: true }),
        fc.double({ noNaN: true }),
        (value, above, below) => {
          const allowed = interlockRefusal({ ...ref, above, below }, fresh(value), NOW) === null;
          expect(allowed).toBe(value > above && value < below);
        },
      ),
    );
  });

  it('forbids what nobody knows: no reading, an old one, one of the future, one from a broken link, a state of before the break', () => {
    const interlock = { ...ref, below: 30 };
    for (const reading of [
      undefined,
      fresh(Number.NaN),
      { ...fresh(20), time: NOW - 10_001 },
      { ...fresh(20), time: NOW + 10_001 },
      { ...fresh(20), time: Number.NaN },
      { ...fresh(20), isOnline: false },
      { ...fresh(20), staleAfterMs: Number.NEGATIVE_INFINITY },
    ])
      expect(interlockRefusal(interlock, reading, NOW)).toContain(
        'only while temperature of thermometer/- is below 30',
      );
  });

  it('says what it is now', () => {
    expect(interlockRefusal({ ...ref, above: 5, below: 30 }, fresh(31), NOW)).toBe(
      'This works only while temperature of thermometer/- is above 5 and below 30; it is 31 now.',
    );
  });
});
