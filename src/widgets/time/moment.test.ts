import { afterEach, beforeEach, expect, it } from 'vitest';
import { setLocale } from '../../ui/locale.ts';
import { momentInWords } from './moment.ts';

const NOON = Date.UTC(2026, 2, 1, 12);

beforeEach(() => setLocale({ language: 'en-GB', timeZone: 'UTC' }));
afterEach(() => setLocale({}));

it('A moment is told by its time of day, and by its day where that is another', () => {
  expect(momentInWords(NOON, NOON)).toBe('12:00:00');
  expect(momentInWords(NOON - 86_400_000, NOON)).toBe('28 Feb 12:00:00');
  expect(momentInWords(NOON + 7, NOON, 'precise')).toBe('12:00:00.007');
});
