import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { setLocale } from './locale.ts';
import { momentOf, offsetAt } from './zone.ts';

const HOUR = 3_600_000;
const moments = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });
const zones = fc.constantFrom(
  'UTC',
  'Europe/Prague',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
);

describe('the time zone of the page', () => {
  afterEach(() => setLocale({}));

  it('is ahead of UTC by what its clocks show, before and after they change', () => {
    setLocale({ timeZone: 'Europe/Prague' });
    const change = Date.UTC(2026, 2, 29, 1);
    expect([change - 1, change].map(offsetAt)).toEqual([HOUR, 2 * HOUR]);
    setLocale({ timeZone: 'Asia/Kathmandu' });
    expect(offsetAt(change)).toBe(5.75 * HOUR);
  });

  it('finds the moment that its clocks show, wherever that is', () => {
    fc.assert(
      fc.property(zones, moments, (timeZone, moment) => {
        setLocale({ timeZone });
        const wall = moment + offsetAt(moment);
        const found = momentOf(wall);
        expect(found + offsetAt(found)).toBe(wall);
        // Another one only where the clocks show that time twice.
        if (found !== moment) expect(moment - found).toBeLessThanOrEqual(HOUR);
      }),
    );
  });

  it('takes the earlier of a time shown twice, and the moment after the change for one left out', () => {
    setLocale({ timeZone: 'Europe/Prague' });
    expect(momentOf(Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(momentOf(Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });

  it('is the browser’s where none is configured', () => {
    const now = Date.UTC(2026, 6, 1);
    expect(offsetAt(now)).toBe(-new Date(now).getTimezoneOffset() * 60_000);
  });
});
