import { describe, expect, it } from 'vitest';
import { Decimals } from './decimals.ts';

function learn(...values: number[]): number {
  const decimals = new Decimals();
  for (const value of values) decimals.learn(value);
  return decimals.count;
}

describe('Decimals', () => {
  it.each([
    [[0, 1, -40, 1e9], 0],
    [[21.5, 22], 1],
    [[21.37], 2],
    [[-0.001], 3],
    [[0.1 + 0.2], 1],
    [[101.325, 101.3], 3],
    [[1013.25], 2],
    [[1e-12], 6],
    [[Math.PI], 6],
    [[1e300], 0],
    [[Number.MIN_VALUE], 6],
  ])('tells %j apart with %i', (values, count) => {
    expect(learn(...values)).toBe(count);
  });

  it('sees through values that came in single precision', () => {
    expect(learn(Math.fround(21.37))).toBe(2);
    expect(learn(Math.fround(0.1))).toBe(1);
  });

  it('says when the count has grown, and only then', () => {
    const decimals = new Decimals();
    expect([1, 1.5, 2.5, 2.25, 3].map((value) => decimals.learn(value))).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('stops looking after some thousand readings', () => {
    const decimals = new Decimals();
    for (let i = 0; i < 10_000; i++) decimals.learn(i);
    decimals.learn(0.5);
    expect(decimals.count).toBe(0);
  });
});
