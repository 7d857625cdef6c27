import { describe, expect, it } from 'vitest';
import type { Mend } from './mends.ts';
import { reloadDelay, updateDelay } from './reload-delay.ts';

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

describe('a wall that finds a new version', () => {
  const updates = (...at: readonly number[]): Mend[] =>
    at.map((one) => ({ at: one, what: 'update', why: '' }));

  it('takes it at once, but two builds behind one address more and more seldom', () => {
    const delays: number[] = [];
    const mends: Mend[] = [];
    let now = 0;
    for (let n = 0; n < 6; n++) {
      const delay = updateDelay(mends, now);
      delays.push(delay);
      now += delay;
      // One of the two may fail as well.
      mends.push(...updates(now), ...failures(now + 1_000));
      now += 10_000;
    }
    expect(delays).toEqual([0, MINUTE, 10 * MINUTE, 60 * MINUTE, 60 * MINUTE, 60 * MINUTE]);
  });

  it('takes the next day’s at once', () => {
    expect(updateDelay(updates(0, 1000, 2000), 24 * 60 * MINUTE)).toBe(0);
  });

  it('waits no day where the clock was set back', () => {
    expect(updateDelay(updates(24 * 60 * MINUTE), 0)).toBe(0);
  });
});
