import { afterEach, describe, expect, it } from 'vitest';
import { setLocale } from '../../../ui/locale.ts';
import { numberIn } from './number-in.ts';

afterEach(() => setLocale({ language: 'en' }));

describe.each([
  ['en', '.', ','],
  ['cs', ',', '.'],
  ['de', ',', '.'],
])('numberIn, where the page is in %s', (language, decimal, other) => {
  it('takes decimals behind a point or a comma', () => {
    setLocale({ language });
    for (const mark of [decimal, other]) {
      expect(numberIn(` 12${mark}5 `)).toBe(12.5);
      expect(numberIn(`0${mark}125`)).toBe(0.125);
      expect(numberIn(`-0${mark}125`)).toBe(-0.125);
      expect(numberIn(`${mark}125`)).toBe(0.125);
      expect(numberIn(`1234${mark}567`)).toBe(1234.567);
      expect(numberIn(`1${mark}0005`)).toBe(1.0005);
    }
    expect(numberIn(`1${decimal}000`)).toBe(1);
    expect(numberIn(`12${decimal}345e-3`)).toBe(0.012345);
    expect(numberIn('-1E+3')).toBe(-1000);
  });

  it('takes no thousand for a one', () => {
    setLocale({ language });
    for (const typed of [`1${other}000`, `-12${other}500`, `999${other}999`, `1${other}000e3`]) {
      expect([typed, numberIn(typed)]).toEqual([typed, Number.NaN]);
    }
    for (const typed of ['1,000,000', '1.000.000', '1,000.5', '1.000,5', '1 000', '1\u00a0000', "1'000"]) {
      expect([typed, numberIn(typed)]).toEqual([typed, Number.NaN]);
    }
  });

  it('takes nothing for nothing, and only what people call a number', () => {
    setLocale({ language });
    expect(numberIn('  ')).toBeNull();
    for (const typed of ['-', '.', '1e', 'e5', 'five', '0x10', '0b1', 'Infinity', '1e400']) {
      expect([typed, numberIn(typed)]).toEqual([typed, Number.NaN]);
    }
  });
});
