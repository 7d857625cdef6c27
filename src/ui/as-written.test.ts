import { afterEach, expect, it } from 'vitest';
import { formatAsWritten } from './as-written.ts';
import { setLocale } from './locale.ts';

afterEach(() => setLocale({}));

it.each([
  [21.5, '21.5', '21,5'],
  [30, '30', '30'],
  [0.1 + 0.2, '0.3', '0,3'],
  [-1.5e-7, '-1.5e-7', '-1,5e-7'],
  [1e-7, '1e-7', '1e-7'],
  [0.000_001_25, '0.00000125', '0,00000125'],
  [1.5e21, '1.5e+21', '1,5e+21'],
  [Number.NaN, '–', '–'],
])('%d has the decimals that were written of it, with the sign of the language', (value, english, czech) => {
  setLocale({ language: 'en-GB' });
  expect(formatAsWritten(value)).toBe(english);
  setLocale({ language: 'cs' });
  expect(formatAsWritten(value)).toBe(czech);
});
