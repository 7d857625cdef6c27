import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agrees } from './agreement.ts';

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

/** As a device writes a number it keeps in 32 bits. */
const written = (value: number, digits: number) => Number(Math.fround(value).toPrecision(digits));
const decimal = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: -6, max: 1 }))
  .map(([digits, exponent]) => Number(`${digits}e${exponent}`));

it('takes a number that went through 32 bits for the same', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e30, max: 1e30, noNaN: true }), (value) =>
      agrees(value, Math.fround(value)),
    ),
  );
});

it('takes a number that went through 32 bits for the same however many of its digits are written', () => {
  expect(agrees(21.3, 21.299999237)).toBe(true);
  expect(agrees(0.1, 0.1)).toBe(true);
  fc.assert(
    fc.property(decimal, fc.integer({ min: 6, max: 17 }), (value, digits) =>
      agrees(value, written(value, digits)),
    ),
  );
});

it('takes no number for another that 32 bits can tell from it', () => {
  expect(agrees(2_000_001, 2_000_000)).toBe(false);
  expect(agrees(868_100_500, 868_100_000)).toBe(false);
  expect(agrees(868_100_510, 868_100_500)).toBe(false);
  expect(agrees(5e-7, 0)).toBe(false);
  expect(agrees(0, 5e-7)).toBe(false);
  expect(agrees(1e39, 2e39)).toBe(false);
  expect(agrees(-1, 1)).toBe(false);
});

it('takes no whole number that the device keeps as it is for another', () => {
  const whole = fc.maxSafeInteger();
  fc.assert(
    fc.property(whole, fc.integer({ min: 1, max: 1_000 }), (value, more) => {
      const other = value + more;
      fc.pre(Number.isSafeInteger(other) && Math.fround(value) !== other);
      expect(agrees(value, other)).toBe(false);
    }),
  );
});

const STEPS = [0.01, 0.1, 0.25, 0.5, 1, 5, 100];
const onGrid = fc
  .tuple(
    fc.constantFrom(...STEPS),
    fc.integer({ min: -100_000, max: 100_000 }),
    fc.integer({ min: -1e6, max: 1e6 }),
  )
  .map(([step, min, count]) => ({ step, value: min + count * step }));

/** Whether 32 bits can tell a value from the next step. */
const isTold = (value: number, step: number) => Math.abs(value) * 2 ** -23 < step / 2;

it('takes no two steps of an actuator for the same', () => {
  fc.assert(
    fc.property(onGrid, fc.integer({ min: 1, max: 1_000 }), ({ step, value }, more) => {
      const other = value + more * step;
      expect(agrees(value, other, step)).toBe(false);
      if (isTold(value, step) && isTold(other, step))
        expect(agrees(value, Math.fround(other), step)).toBe(false);
    }),
  );
  expect(agrees(16_777_217, 16_777_216, 1)).toBe(false);
  expect(agrees(868_100_510, 868_100_480, 10)).toBe(false);
});

it('takes a step that went through 32 bits for the same as far as those can tell it from the next', () => {
  fc.assert(
    fc.property(onGrid, ({ step, value }) => {
      fc.pre(isTold(value, step));
      expect(agrees(value, Math.fround(value), step)).toBe(true);
    }),
  );
});

it('never takes what is not a number for one', () => {
  expect(agrees(Number.NaN, Number.NaN)).toBe(false);
});
