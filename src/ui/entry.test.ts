import { afterEach, describe, expect, it } from 'vitest';
import { entryTime } from './entry.ts';
import { setLocale } from './locale.ts';

describe('the time of an entry', () => {
  afterEach(() => setLocale({}));

  it('has its year where that is another than the one it is read in', () => {
    setLocale({ language: 'en-GB', timeZone: 'UTC' });
    const written = Date.UTC(2026, 11, 3, 14, 3, 9);
    expect(entryTime(written, Date.UTC(2026, 11, 31))).toBe('03 Dec, 14:03:09');
    expect(entryTime(written, Date.UTC(2027, 0, 1))).toBe('3 Dec 2026, 14:03:09');
  });

  it('takes the year from the calendars of the page’s zone', () => {
    setLocale({ language: 'en-GB', timeZone: 'Asia/Kathmandu' });
    const newYear = Date.UTC(2026, 11, 31, 18, 15);
    expect(entryTime(newYear, newYear + 1)).toBe('01 Jan, 00:00:00');
    expect(entryTime(newYear - 1000, newYear)).toBe('31 Dec 2026, 23:59:59');
  });
});
