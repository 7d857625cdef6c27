import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let { actedAt, actingAt, noteClock } = await import('./acted.ts');

beforeEach(async () => {
  // What the module has noted of the clocks is of other times.
  vi.resetModules();
  ({ actedAt, actingAt, noteClock } = await import('./acted.ts'));
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

it('is as old as the sleep of the machine that came between, though the page’s own clock stood still', () => {
  const age = () => Date.now() - actedAt();
  noteClock();
  vi.advanceTimersByTime(1_000);
  vi.stubGlobal('event', { timeStamp: performance.now() - 200 });
  vi.setSystemTime(Date.now() + 600_000);
  expect(age()).toBe(600_200);
  // The clock may tick before the click is dealt with.
  vi.advanceTimersByTime(10);
  noteClock();
  expect(age()).toBe(600_210);
  vi.advanceTimersByTime(500);
  vi.stubGlobal('event', { timeStamp: performance.now() - 200 });
  expect(age()).toBe(200);
  vi.setSystemTime(Date.now() - 5_000);
  expect(age()).toBe(0);
});
