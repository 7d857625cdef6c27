import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { formatAge, formatDuration, formatTime, formatValue } from './format.ts';
import { setLocale } from './locale.ts';

afterEach(() => setLocale({}));

describe('formatted values', () => {
  it('keep their decimals, so that a changing number does not jitter', () => {
    expect(formatValue(21, 2)).toMatch(/^21[.,]00$/);
    expect(formatValue(20.999, 1)).toMatch(/^21[.,]0$/);
  });

  it('are a dash where there is no number', () => {
    expect(formatValue(Number.NaN, 1)).toBe('–');
    expect(formatValue(Number.POSITIVE_INFINITY, 1)).toBe('–');
  });

  it('are written with powers of ten where they are too long to be read', () => {
    const written = (language: string) => {
      setLocale({ language });
      return [1e300, -1.23456e20].map((value) => formatValue(value, 2));
    };
    expect(written('en-GB')).toEqual(['1.000e+300', '-1.235e+20']);
    expect(written('cs')).toEqual(['1,000e+300', '-1,235e+20']);
  });

  it('never show a minus before zero', () => {
    expect(formatValue(-0.001, 1)).toMatch(/^0[.,]0$/);
  });

  it('never fail, whatever decimals are asked for', () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.integer({ min: -100, max: 100 }),
        (value, decimals) => formatValue(value, decimals).length > 0,
      ),
    );
  });
});

describe('formatted lengths of time', () => {
  it('are in full, as the language writes numbers', () => {
    const written = (language: string) => {
      setLocale({ language });
      return [250, 12_500, 45_000, 90_000, 5_400_000].map(formatDuration);
    };
    expect(written('en-GB')).toEqual(['250 ms', '12.5 s', '45 s', '1 min 30 s', '1 h 30 min']);
    expect(written('cs')).toEqual(['250 ms', '12,5 s', '45 s', '1 min 30 s', '1 h 30 min']);
  });
});

describe('formatted ages', () => {
  it('name the two largest units at most', () => {
    expect([0, 59_999, 60_000, 3_600_000, 7_500_000, 90_000_000].map(formatAge)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '1 h',
      '2 h 5 min',
      '1 d 1 h',
    ]);
  });

  it('are never negative: a clock ahead of ours makes nothing come from the future', () => {
    expect(formatAge(-5_000)).toBe('0 s');
  });

  it('of an unknown time are a dash', () => {
    expect(formatAge(Number.NaN)).toBe('–');
    expect(formatTime(Number.NaN)).toBe('–');
  });
});
