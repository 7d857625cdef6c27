import { describe, expect, it } from 'vitest';
import type { Mend } from './mends.ts';
import { reloadDelay } from './reload-delay.ts';

const MINUTE = 60_000;

function failures(...at: readonly number[]): Mend[] {
  return at.map((one) => ({ at: one, what: 'failure', why: 'x' }));
}

describe('a page that failed', () => {
  it('is loaded anew soon the first time, and later and later where it fails again', () => {
    const delays: number[] = [];
    const mends: Mend[] = [];
    let now = 0;
    for (let n = 0; n < 6; n++) {
      const delay = reloadDelay(mends, now);
      delays.push(delay);
      now += delay;
      mends.push(...failures(now));
      now += 1000;
    }
    expect(delays).toEqual([3_000, 30_000, 120_000, 600_000, 600_000, 600_000]);
  });

  it('is loaded anew soon again after it ran well for a while', () => {
    expect(reloadDelay(failures(0, 1000, 2000), 31 * MINUTE)).toBe(3_000);
  });

  it('counts no failures of before a new version', () => {
    const mends: Mend[] = [...failures(0, 1000), { at: 2000, what: 'update', why: '' }];
    expect(reloadDelay(mends, 3000)).toBe(3_000);
    expect(reloadDelay([...mends, ...failures(3000)], 4000)).toBe(30_000);
  });

  it('does not wait for ever where the clock was set', () => {
    expect(reloadDelay(failures(90 * MINUTE), 0)).toBe(3_000);
  });
});
