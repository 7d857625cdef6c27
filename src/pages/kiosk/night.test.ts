import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brightnessAt } from './night.ts';

const night = { from: 21 * 60, to: 6 * 60, brightness: 0.4 };

it('is bright by day and dark by night, also past midnight', () => {
  expect(brightnessAt(night, 12 * 60)).toBe(1);
  expect(brightnessAt(night, 23 * 60)).toBeCloseTo(0.4);
  expect(brightnessAt(night, 0)).toBeCloseTo(0.4);
  expect(brightnessAt(night, 6 * 60)).toBe(1);
});

it('darkens and brightens slowly', () => {
  expect(brightnessAt(night, 21 * 60)).toBe(1);
  expect(brightnessAt(night, 21 * 60 + 5)).toBeCloseTo(0.7);
  expect(brightnessAt(night, 5 * 60 + 55)).toBeCloseTo(0.7);
});

it('is always bright without a night, or with one that has no length', () => {
  expect(brightnessAt(null, 0)).toBe(1);
  expect(brightnessAt({ ...night, to: night.from }, night.from + 1)).toBe(1);
});

it('is never darker than it was asked to be, whatever the night', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(
      minute,
      minute,
      minute,
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      (from, to, now, brightness) => {
        const bright = brightnessAt({ from, to, brightness }, now);
        expect(bright).toBeGreaterThanOrEqual(brightness - 1e-9);
        expect(bright).toBeLessThanOrEqual(1);
      },
    ),
  );
});
