import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { actedAt } from './acted.ts';

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
  vi.stubGlobal('event', { timeStamp: 0 });
  expect(actedAt()).toBe(Date.now());
  vi.stubGlobal('event', { timeStamp: performance.now() + 50 });
  expect(actedAt()).toBe(Date.now());
});
