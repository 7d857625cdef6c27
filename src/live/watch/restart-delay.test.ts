import { describe, expect, it } from 'vitest';
import { RestartDelay } from './restart-delay.ts';

describe('an engine that was lost', () => {
  it('is replaced at once the first time, and later and later when the next ones are lost as well', () => {
    const delay = new RestartDelay();
    const waits = Array.from({ length: 9 }, (_, n) => {
      const wait = delay.next(n * 1000);
      delay.started(n * 1000);
      return wait;
    });
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('is replaced at once again after one that ran well', () => {
    const delay = new RestartDelay();
    delay.next(0);
    delay.next(0);
    delay.started(1000);
    expect(delay.next(302_000)).toBe(500);
  });
});
