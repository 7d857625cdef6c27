import { describe, expect, it } from 'vitest';
import { isDue } from './due.ts';

describe('what a back end tells again and again', () => {
  it('is due once its time has passed, and not before', () => {
    expect([5_000, 5_999, 6_000, 9_000].map((now) => isDue(5_000, 1_000, now))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('is due at once where the clock was set back', () => {
    expect(isDue(3_600_000, 1_000, 0)).toBe(true);
  });
});
