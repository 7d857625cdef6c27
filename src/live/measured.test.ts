import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkQuality } from '../model/connection.ts';
import { judged, UNJUDGED } from './measured.ts';

const SECOND = 1_000;

/** Judges a quality each second. @returns whether the line is called slow after each */
function over(...qualities: readonly (readonly [quality: LinkQuality | null, seconds: number])[]): boolean[] {
  let judgement = UNJUDGED;
  let now = 0;
  return qualities.flatMap(([quality, seconds]) =>
    Array.from({ length: seconds }, () => {
      now += SECOND;
      judgement = judged(judgement, quality, now);
      return judgement.isSlow;
    }),
  );
}

describe('a line that the page measures itself', () => {
  it('is slow once it has been so for half a minute, and not before', () => {
    const line = over(['slow', 40]);
    expect(line.indexOf(true)).toBe(30);
    expect(over(['poor', 40]).at(-1)).toBe(true);
  });

  it('is not slow for a delay now and then', () => {
    expect(over(['slow', 20], ['good', 5], ['slow', 20], ['good', 5])).not.toContain(true);
  });

  it('is quick again once it has been so for a minute', () => {
    expect(over(['slow', 40], ['good', 55]).at(-1)).toBe(true);
    expect(over(['slow', 40], ['good', 65]).at(-1)).toBe(false);
  });

  it('stays what it was while nothing is measured, or heard, of it', () => {
    expect(over(['slow', 40], [null, 600], ['silent', 600]).at(-1)).toBe(true);
    expect(over([null, 600], ['silent', 600])).not.toContain(true);
  });

  it('never changes twice within half a minute, however it wavers', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom(null, 'good', 'slow', 'poor', 'silent'), fc.integer({ min: 1, max: 200 })),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        const line = over(...list);
        const changes = line.flatMap((isSlow, at) => (isSlow === (line[at - 1] ?? false) ? [] : [at]));
        for (const [index, at] of changes.entries()) {
          expect(at - (changes[index - 1] ?? -30)).toBeGreaterThanOrEqual(30);
        }
      }),
    );
  });
});
