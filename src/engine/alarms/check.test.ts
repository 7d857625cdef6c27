import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Check } from './check.ts';
import { LimitCondition } from './conditions.ts';

const START = 1_750_000_000_000;

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

function check(onDelayMs: number, offDelayMs: number, isActive = false) {
  const turns: (readonly [isActive: boolean, at: number, value: number])[] = [];
  const listener = {
    turned: (isActive: boolean, at: number, value: number) => void turns.push([isActive, at - START, value]),
  };
  const made = new Check(new LimitCondition('high', 10, 1), { onDelayMs, offDelayMs }, listener, isActive);
  return { check: made, turns };
}

describe('a check', () => {
  it('begins with the reading beyond the limit and ends with the one behind the dead-band, at their own times', () => {
    const { check: one, turns } = check(0, 0);
    one.reading(START - 5_000, 11);
    one.reading(START - 4_000, 9.5);
    one.reading(START - 3_000, 9);
    expect(turns).toEqual([
      [true, -5_000, 11],
      [false, -3_000, 9],
    ]);
  });

  it('waits for its delays, and starts them anew when a reading between is well', () => {
    const { check: one, turns } = check(3_000, 2_000);
    for (const [at, value] of [
      [0, 11],
      [1_000, 11],
      [2_000, 9],
      [3_000, 12],
      [5_000, 13],
      [7_000, 14],
      [8_000, 5],
      [9_000, 11],
      [10_000, 5],
      [13_000, 4],
    ] as const) {
      one.reading(START + at, value);
    }
    expect(turns).toEqual([
      [true, 6_000, 14],
      [false, 12_000, 4],
    ]);
  });

  it('ends a delay by our clock where no further reading comes, counted from when the last one arrived', () => {
    const { check: one, turns } = check(3_000, 0);
    one.reading(START - 20_000, 11);
    one.tick(START + 2_999);
    expect(turns).toEqual([]);
    one.tick(START + 3_000);
    one.tick(START + 9_000);
    expect(turns).toEqual([[true, -17_000, 11]]);
  });

  it('does not count the time of an interruption as delay', () => {
    const { check: one, turns } = check(3_000, 0);
    one.reading(START, 11);
    one.interrupt();
    one.tick(START + 60_000);
    one.reading(START + 60_000, 11);
    expect(turns).toEqual([]);
    one.reading(START + 63_000, 11);
    expect(turns).toEqual([[true, 63_000, 11]]);
  });

  it('says nothing of an alarm that was known to be active and still is', () => {
    const { check: one, turns } = check(0, 0, true);
    one.reading(START, 9.5);
    expect(turns).toEqual([]);
    one.reading(START + 1, 9);
    expect(turns).toEqual([[false, 1, 9]]);
  });

  it('is active exactly when the readings of a whole delay, with the dead-band, say so', () => {
    const readings = fc.array(
      fc.record({ wait: fc.nat(3_000), value: fc.constantFrom(8, 9, 9.5, 10, 10.5, 11) }),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(readings, fc.nat(4_000), fc.nat(4_000), (all, onDelayMs, offDelayMs) => {
        const { check: one, turns } = check(onDelayMs, offDelayMs);
        const heard: { time: number; value: number }[] = [];
        let time = START;
        let isActive = false;
        /** Index of the first reading that counts: those before the last turn are spent. */
        let from = 0;
        for (const { wait, value } of all) {
          time += wait;
          heard.push({ time, value });
          one.reading(time, value);
          const beyond = (each: { value: number }) => (isActive ? each.value <= 9 : each.value > 10);
          let first = heard.length;
          for (let i = heard.length - 1; i >= from; i--) {
            const each = heard[i];
            if (!each || !beyond(each)) break;
            first = i;
          }
          const delay = isActive ? offDelayMs : onDelayMs;
          const start = heard[first]?.time;
          if (start !== undefined && time - start >= delay) {
            isActive = !isActive;
            from = heard.length;
            expect(turns.at(-1)).toEqual([isActive, start + delay - START, value]);
          }
          expect(one.isActive).toBe(isActive);
        }
      }),
      { numRuns: 500 },
    );
  });
});
