import { describe, expect, it } from 'vitest';
import type { ReportedState } from '../model/catalogue.ts';
import { isBrokenState } from './broken-state.ts';

function reported(value: ReportedState['value'], stale = false): ReportedState {
  return { connection: 'c', device: 'd', property: 'p', value, at: 5_000, stale };
}

describe('a series whose newest value may not hold any more', () => {
  it('is a state whose link broke, that is not known, or that was told as something else', () => {
    expect(isBrokenState('state', undefined, 5_000)).toBe(false);
    expect(isBrokenState('state', reported(true), 5_000)).toBe(false);
    expect(isBrokenState('state', reported(true, true), 5_000)).toBe(true);
    for (const value of [null, 'warm', 1]) expect(isBrokenState('state', reported(value), 9_000)).toBe(true);
  });

  it('is a number that something else was said in the place of, until the next number', () => {
    expect(isBrokenState('number', undefined, Number.NaN)).toBe(false);
    for (const value of [null, 'warm', false]) {
      expect(isBrokenState('number', reported(value), 4_000)).toBe(true);
      expect(isBrokenState('number', reported(value), 6_000)).toBe(false);
      expect(isBrokenState('number', reported(value, true), 6_000)).toBe(false);
    }
    expect(isBrokenState('number', reported(40), 5_000)).toBe(false);
    expect(isBrokenState('number', reported(40, true), 5_000)).toBe(true);
  });
});
