import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanced, begun, following, type Rotation, restOf, stepped, touched } from './rotation.ts';

const LENGTHS = [10_000, 5_000, 20_000];

/** Places as they are shown when somebody looks every second. */
function placesOver(seconds: number, start: Rotation = begun(0)): number[] {
  let rotation = start;
  return Array.from({ length: seconds }, (_, second) => {
    rotation = advanced(rotation, LENGTHS, second * 1000);
    return rotation.place;
  });
}

describe('a rotation', () => {
  it('shows each screen for its own time, and begins again after the last', () => {
    const places = placesOver(45);
    expect([0, 1, 2].map((place) => places.slice(0, 35).filter((one) => one === place).length)).toEqual([
      10, 5, 20,
    ]);
    expect(places[35]).toBe(0);
    expect(following({ ...begun(0), place: 2 }, 3)).toBe(0);
  });

  it('stays where it was touched, goes on by itself, and gives that screen a whole turn first', () => {
    const paused = touched(begun(0), 9_000, 60_000);
    expect(advanced(paused, LENGTHS, 68_999)).toBe(paused);
    const on = advanced(paused, LENGTHS, 69_000);
    expect(on).toEqual({ place: 0, since: 69_000, pausedUntil: null });
    expect(advanced(on, LENGTHS, 78_999)).toBe(on);
    expect(advanced(on, LENGTHS, 79_000).place).toBe(1);
  });

  it('is stopped anew by every touch', () => {
    const again = touched(touched(begun(0), 1_000, 60_000), 50_000, 60_000);
    expect(advanced(again, LENGTHS, 109_999)).toBe(again);
  });

  it('moves by hand, in both directions and around', () => {
    expect(stepped(begun(0), 3, -1, 1_000, 60_000)).toEqual({ place: 2, since: 1_000, pausedUntil: 61_000 });
    expect(stepped({ ...begun(0), place: 2 }, 3, 1, 0, 1).place).toBe(0);
  });

  it('moves on by one screen only after the computer slept', () => {
    expect(advanced(begun(0), LENGTHS, 9_000_000)).toEqual({ place: 1, since: 9_000_000, pausedUntil: null });
  });

  it('never turns with a single screen', () => {
    expect(restOf(begun(0), [1_000], 5_000)).toBe(Number.POSITIVE_INFINITY);
    const one = begun(0);
    expect(advanced(one, [1_000], 1e9)).toBe(one);
  });

  it('is always at a screen that exists, however their number changes', () => {
    const step = fc.record({
      lengths: fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 5 }),
      pass: fc.integer({ min: 0, max: 30_000 }),
      deed: fc.constantFrom('wait', 'touch', 'next', 'back'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let now = 0;
        let rotation = begun(now);
        for (const { lengths, pass, deed } of steps) {
          now += pass;
          if (deed === 'touch') rotation = touched(rotation, now, 5_000);
          if (deed === 'next') rotation = stepped(rotation, lengths.length, 1, now, 5_000);
          if (deed === 'back') rotation = stepped(rotation, lengths.length, -1, now, 5_000);
          rotation = advanced(rotation, lengths, now);
          expect(rotation.place).toBeGreaterThanOrEqual(0);
          expect(rotation.place).toBeLessThan(Math.max(1, lengths.length));
          expect(rotation.since).toBeLessThanOrEqual(now);
        }
      }),
    );
  });
});
