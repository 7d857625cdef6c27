import { afterEach, beforeEach, expect, it } from 'vitest';
import { setLocale } from '../../ui/locale.ts';
import { replayInWords } from './ReplayControls.tsx';

beforeEach(() => setLocale({ language: 'en-GB', timeZone: 'UTC' }));
afterEach(() => setLocale({}));

it('A recording is told with its year: it may be of any', () => {
  const from = Date.UTC(2025, 4, 3, 12);
  const words = replayInWords({
    of: 'Bridge',
    from,
    to: from + 60_000,
    at: from,
    speed: 1,
    isOver: false,
    damaged: 0,
  });
  expect(words).toContain('A recording of Bridge, from 3 May 2025 12:00:00 to 3 May 2025 12:01:00.');
});
