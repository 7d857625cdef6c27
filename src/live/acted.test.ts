import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { actedAt, actingAt } from './acted.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.advanceTimersByTime(10_000);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('counts from the finger, however long the click has waited for the page', () => {
  vi.stubGlobal('event', { timeStamp: performance.now() - 3_000 });
  expect(actedAt()).toBe(Date.now() - 3_000);
});

it('is now where no event is being dealt with, or one without a time, or of the future', () => {
  expect(actedAt()).toBe(Date.now());
  for (const timeStamp of [0, -5_000]) {
    vi.stubGlobal('event', { timeStamp });
    expect(actedAt()).toBe(Date.now());
  }
  vi.stubGlobal('event', { timeStamp: performance.now() + 50 });
  expect(actedAt()).toBe(Date.now());
});

it('is what was decided before, while that is done, and never of the future', () => {
  const seen: number[] = [];
  actingAt(Date.now() - 2_000, () => seen.push(actedAt()));
  actingAt(Date.now() + 2_000, () => seen.push(actedAt()));
  expect(seen).toEqual([Date.now() - 2_000, Date.now()]);
  expect(() =>
    actingAt(0, () => {
      throw new Error('not done');
    }),
  ).toThrow('not done');
  expect(actedAt()).toBe(Date.now());
});
