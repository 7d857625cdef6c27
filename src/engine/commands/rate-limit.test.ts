import { expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

function setUp(perSecond: number) {
  const clock = { now: 10_000 };
  return { clock, limit: new RateLimit(perSecond, () => clock.now) };
}

it('admits so many in any second, and no more', () => {
  const { clock, limit } = setUp(2);
  expect(limit.admit('a')).toBe(true);
  clock.now += 600;
  expect(limit.admit('a')).toBe(true);
  expect(limit.admit('a')).toBe(false);
  clock.now += 400;
  expect(limit.admit('a')).toBe(true);
  expect(limit.admit('a')).toBe(false);
});

it('counts each connection by itself', () => {
  const { limit } = setUp(1);
  expect(limit.admit('a')).toBe(true);
  expect(limit.admit('b')).toBe(true);
});

it('does not punish those who go on trying', () => {
  const { clock, limit } = setUp(1);
  limit.admit('a');
  for (let tries = 0; tries < 9; tries += 1) {
    clock.now += 100;
    expect(limit.admit('a')).toBe(false);
  }
  clock.now += 100;
  expect(limit.admit('a')).toBe(true);
});

it('does not lock anybody out when the clock is set back', () => {
  const { clock, limit } = setUp(1);
  limit.admit('a');
  clock.now -= 3_600_000;
  expect(limit.admit('a')).toBe(true);
});
