import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffDelay, CEILING_MS } from './backoff.ts';

describe('the back-off', () => {
  it('doubles with each failure and never passes its ceiling', () => {
    const longest = [0, 1, 2, 3, 10, 1000].map((failures) => backoffDelay(failures, () => 1));
    expect(longest).toEqual([500, 1000, 2000, 4000, CEILING_MS, CEILING_MS]);
  });

  it('is spread over half of its length', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const delay = backoffDelay(failures, () => random);
        const full = backoffDelay(failures, () => 1);
        expect(delay).toBeGreaterThanOrEqual(full / 2);
        expect(delay).toBeLessThanOrEqual(full);
      }),
    );
  });
});
