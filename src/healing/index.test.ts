import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { liveStore } from '../live/index.ts';
import { takeQuietly } from './index.ts';

const HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers();
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  liveStore.setState(liveStore.getInitialState(), true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('A wall before which two builds take turns loads itself anew a few times a day, not each few seconds', async () => {
  let taken = 0;
  const found = () => {
    takeQuietly(() => {
      taken += 1;
      // What is loaded then finds the other build after some seconds.
      setTimeout(found, 10_000);
    });
  };
  found();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(taken).toBe(1);
  await vi.advanceTimersByTimeAsync(24 * HOUR_MS);
  expect(taken).toBeLessThan(30);
});

it('It stops waiting when it is told to, before its time and in it', async () => {
  const take = vi.fn();
  takeQuietly(take)();
  liveStore.setState({ failure: 'The data engine stopped.' });
  const stop = takeQuietly(take);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  stop();
  liveStore.setState({ failure: null });
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(take).not.toHaveBeenCalled();
});
