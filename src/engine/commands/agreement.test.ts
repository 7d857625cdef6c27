import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agrees, valueWords } from './agreement.ts';

it('takes equal values for the same, and no others', () => {
  expect(agrees(true, true)).toBe(true);
  expect(agrees('1-dot', '1-dot')).toBe(true);
  expect(agrees(true, 1)).toBe(false);
  expect(agrees(1, '1')).toBe(false);
  expect(agrees('on', true)).toBe(false);
  expect(agrees(21.3, 21.4)).toBe(false);
  expect(agrees({ level: 1 }, 1)).toBe(false);
});

it('takes no answer of a device that does not know for any value, not even for null', () => {
  expect(agrees(null, null)).toBe(false);
  expect(agrees(false, null)).toBe(false);
});

it('takes a number that went through 32 bits for the same', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) =>
      agrees(value, Math.fround(value)),
    ),
  );
});

it('never takes what is not a number for one', () => {
  expect(agrees(Number.NaN, Number.NaN)).toBe(false);
});

it('says values for people', () => {
  expect([true, false, 21.5, '1-dot'].map(valueWords)).toEqual(['on', 'off', '21.5', '1-dot']);
});
