import { afterEach, beforeEach, expect, it } from 'vitest';
import { setLocale } from '../../ui/locale.ts';
import { momentInWords } from './moment.ts';

const NOON = Date.UTC(2026, 2, 1, 12);

beforeEach(() => setLocale({ language: 'en-GB', timeZone: 'UTC' }));
afterEach(() => setLocale({}));

it('Days and years begin as the clocks of the page have it', () => {
  setLocale({ language: 'en-GB', timeZone: 'Europe/Prague' });
  const midnight = Date.UTC(2025, 11, 31, 23);
  expect(momentInWords(midnight, NOON)).toBe('1 Jan 00:00:00');
  expect(momentInWords(midnight - 1000, NOON)).toBe('31 Dec 2025 23:59:59');
});

it('A moment is told by its time of day, and by its day and year where those are others', () => {
  expect(momentInWords(NOON, NOON)).toBe('12:00:00');
  expect(momentInWords(NOON - 86_400_000, NOON)).toBe('28 Feb 12:00:00');
  expect(momentInWords(NOON - 365 * 86_400_000, NOON)).toBe('1 Mar 2025 12:00:00');
  expect(momentInWords(Number.NaN, NOON)).toBe('–');
  expect(momentInWords(NOON + 7, NOON, 'precise')).toBe('12:00:00.007');
});
