import { describe, expect, it } from 'vitest';
import { Rhythm } from './rhythm.ts';

/** A far end that was heard after each of these spells, s. */
function heardAfter(...spells: readonly number[]) {
  const rhythm = new Rhythm();
  let at = 1_000_000;
  rhythm.heard(at);
  for (const spell of spells) {
    at += spell * 1_000;
    rhythm.heard(at);
    rhythm.heard(at);
  }
  return { rhythm, isUnusual: (silence: number) => rhythm.isUnusual(at + silence * 1_000) };
}

const often = (spell: number, times = 10) => Array.from({ length: times }, () => spell);

describe('the rhythm of a link', () => {
  it('is not known before it has been heard for a while', () => {
    expect(new Rhythm().isUnusual(1_000_000)).toBe(false);
    expect(heardAfter(...often(1, 7)).isUnusual(3_600)).toBe(false);
    expect(heardAfter(...often(1, 8)).isUnusual(3_600)).toBe(true);
  });

  it('goes by the longest spells but one, so that an outage among them changes nothing', () => {
    const { isUnusual } = heardAfter(...often(20), 600, ...often(20));
    expect([isUnusual(60), isUnusual(61)]).toEqual([false, true]);
    const seldom = heardAfter(...often(1, 20), 180, 1, 1, 180);
    expect(seldom.isUnusual(540)).toBe(false);
  });

  it('forgets what it was long ago', () => {
    expect(heardAfter(...often(180), ...often(1, 32)).isUnusual(4)).toBe(true);
    expect(heardAfter(...often(1, 100), ...often(180, 2)).isUnusual(500)).toBe(false);
  });

  it('is not confused by a clock that was set back', () => {
    const { rhythm } = heardAfter(...often(1));
    rhythm.heard(500_000);
    rhythm.heard(501_000);
    expect(rhythm.isUnusual(503_000)).toBe(false);
    expect(rhythm.isUnusual(505_000)).toBe(true);
    expect(rhythm.isUnusual(400_000)).toBe(false);
  });
});
