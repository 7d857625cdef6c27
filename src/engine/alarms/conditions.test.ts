import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangeCondition, type Condition, LimitCondition, TestCondition } from './conditions.ts';

function followed(condition: Condition, values: readonly number[]): boolean[] {
  let isActive = false;
  return values.map((value, index) => {
    isActive = condition.holds(index * 1_000, value, isActive);
    return isActive;
  });
}

describe('a limit', () => {
  it('holds above it, and until the value is the dead-band below it', () => {
    const values = [9, 10, 10.1, 9.9, 9.1, 9, 9.5, 10.1];
    expect(followed(new LimitCondition('high', 10, 1), values)).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('holds below a low one, and until the value is the dead-band above it', () => {
    expect(followed(new LimitCondition('low-low', -5, 0.5), [-5, -5.1, -4.6, -4.5, -4])).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('a change', () => {
  const rule = { by: 5, deadband: 0, withinMs: 16_000, direction: 'either' } as const;

  it('holds when values have come far enough in the time, in the directions asked for', () => {
    const up = [0, 2, 4, 6, 6, 6];
    expect(followed(new ChangeCondition(rule), up)).toEqual([false, false, false, true, true, true]);
    expect(followed(new ChangeCondition({ ...rule, direction: 'fall' }), up)).not.toContain(true);
    const down = up.map((value) => -value);
    expect(followed(new ChangeCondition({ ...rule, direction: 'fall' }), down)).toContain(true);
    expect(followed(new ChangeCondition({ ...rule, direction: 'rise' }), down)).not.toContain(true);
  });

  it('does not hold for the same change in a longer time', () => {
    expect(
      followed(
        new ChangeCondition(rule),
        Array.from({ length: 100 }, (_, i) => i * 0.3),
      ),
    ).not.toContain(true);
  });

  it('agrees with looking at every reading of the time, but for the sixteenth it may be short of', () => {
    const steps = fc.array(fc.record({ wait: fc.nat(6_000), value: fc.integer({ min: -20, max: 20 }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        steps,
        fc.constantFrom('rise' as const, 'fall' as const, 'either' as const),
        (all, direction) => {
          const condition = new ChangeCondition({ ...rule, direction });
          const heard: { time: number; value: number }[] = [];
          let time = 1_750_000_000_000;
          for (const { wait, value } of all) {
            time += wait;
            heard.push({ time, value });
            const within = (ms: number) =>
              heard.some((one) => {
                if (one.time <= time - ms) return false;
                const change = value - one.value;
                return (direction !== 'fall' && change > 5) || (direction !== 'rise' && -change > 5);
              });
            const holds = condition.holds(time, value, false);
            if (within(15_000)) expect(holds).toBe(true);
            if (holds) expect(within(16_000)).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('a test holds for values that meet all of it; states are 0 and 1', () => {
  expect(followed(new TestCondition({ above: 1, below: 3 }), [1, 2, 3])).toEqual([false, true, false]);
  expect(followed(new TestCondition({ is: true }), [0, 1])).toEqual([false, true]);
  expect(followed(new TestCondition({ is: false }), [0, 1])).toEqual([true, false]);
  expect(followed(new TestCondition({ is: 7 }), [7, 7.1])).toEqual([true, false]);
});
