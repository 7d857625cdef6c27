import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runAfter } from './long-timer.ts';

const HOUR = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('something that is to run after a time', () => {
  it('runs then, however far ahead, and once', () => {
    const work = vi.fn();
    runAfter(60 * 24 * HOUR, work);
    vi.advanceTimersByTime(60 * 24 * HOUR - 1);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2 * 24 * HOUR);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('runs within a minute after a machine wakes that slept past it', () => {
    const work = vi.fn();
    runAfter(8 * HOUR, work);
    vi.advanceTimersByTime(HOUR);
    // Timers stand still while it sleeps; its clock does not.
    vi.setSystemTime(Date.now() + 20 * HOUR);
    vi.advanceTimersByTime(61_000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('runs no later where the clock is set back, and no earlier', () => {
    const work = vi.fn();
    runAfter(2 * HOUR, work);
    vi.advanceTimersByTime(HOUR);
    vi.setSystemTime(Date.now() - 10 * HOUR);
    vi.advanceTimersByTime(HOUR - 1_000);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('never runs once it was cancelled', () => {
    const work = vi.fn();
    const cancel = runAfter(HOUR, work);
    vi.advanceTimersByTime(30 * 60_000);
    cancel();
    vi.advanceTimersByTime(24 * HOUR);
    expect(work).not.toHaveBeenCalled();
  });
});
