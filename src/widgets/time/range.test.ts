import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLocale } from '../../ui/locale.ts';
import { createNavigator, withOwnSpan } from './navigator.ts';
import { windowPresets } from './presets.ts';
import {
  between,
  isSameRange,
  LEAST_SPAN_MS,
  MOST_SPAN_MS,
  panned,
  paused,
  rangeInWords,
  readRange,
  type TimeRange,
  toViewWindow,
  writeRange,
  zoomed,
} from './range.ts';

const NOW = Date.UTC(2026, 2, 1, 12, 0, 0);
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const LIVE: TimeRange = { spanMs: 5 * MINUTE, until: null };

const PRESETS: readonly number[] = Object.values(windowPresets).map(({ spanMs }) => spanMs);

const ranges = fc.record(
  {
    spanMs: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: LEAST_SPAN_MS, max: MOST_SPAN_MS }) },
      fc.constantFrom(...PRESETS),
    ),
    until: fc.option(fc.integer({ min: 0, max: NOW })),
    exact: fc.constant<true>(true),
  },
  { requiredKeys: ['spanMs', 'until'] },
);

describe('a range of time', () => {
  it('stands still at the moment it was paused', () => {
    expect(paused(LIVE, NOW)).toEqual({ spanMs: 5 * MINUTE, until: NOW });
    expect(paused({ ...LIVE, until: 7 }, NOW).until).toBe(7);
    expect(toViewWindow(paused(LIVE, NOW))).toEqual({ kind: 'fixed', from: NOW - 5 * MINUTE, to: NOW });
  });

  it('keeps its live edge when a live window is zoomed', () => {
    expect(zoomed(LIVE, 0.5, NOW - MINUTE, NOW)).toEqual({
      spanMs: 2.5 * MINUTE,
      until: null,
      exact: true,
    });
  });

  it('keeps the moment pointed at where it is when a window of the past is zoomed', () => {
    const still = fc.record({
      spanMs: fc.integer({ min: 10_000, max: 3_600_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(still, ({ spanMs, share, factor }) => {
        const until = NOW - 86_400_000;
        const anchor = until - share * spanMs;
        const next = zoomed({ spanMs, until }, factor, anchor, NOW);
        expect(Math.abs(((next.until ?? 0) - anchor) / next.spanMs - share)).toBeLessThan(0.01);
      }),
    );
  });

  it('never reaches beyond now, nor beyond what can be shown', () => {
    fc.assert(
      fc.property(
        ranges,
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (range, factor, ms) => {
          for (const next of [zoomed(range, factor, NOW - 5000, NOW), panned(range, ms, NOW)]) {
            expect(next.until ?? NOW).toBeLessThanOrEqual(NOW);
            expect(next.spanMs).toBeGreaterThanOrEqual(LEAST_SPAN_MS);
            expect(next.spanMs).toBeLessThanOrEqual(MOST_SPAN_MS);
          }
        },
      ),
    );
  });

  it('spans two moments in either order', () => {
    expect(between(2000, 5000)).toEqual({ spanMs: 3000, until: 5000, exact: true });
    expect(between(5000, 2000)).toEqual({ spanMs: 3000, until: 5000, exact: true });
  });

  it('comes back from an address as it was written', () => {
    fc.assert(
      fc.property(ranges, (range) => {
        const query = new URLSearchParams('other=1');
        writeRange(query, range);
        const read = readRange(new URLSearchParams(query.toString()));
        expect(read && isSameRange(read, range)).toBe(true);
        // A length that nobody can choose was zoomed to.
        expect(read?.exact === true).toBe(range.exact === true || !PRESETS.includes(range.spanMs));
        expect(query.get('other')).toBe('1');
      }),
    );
  });

  it('is written as people write it', () => {
    const written = (range: TimeRange) => {
      const query = new URLSearchParams();
      writeRange(query, range);
      return query.get('window');
    };
    expect(written(LIVE)).toBe('5m');
    expect(written({ spanMs: 86_400_000, until: null })).toBe('24h');
    expect(written({ spanMs: 90_000, until: null })).toBe('90s');
    expect(written({ spanMs: 1234, until: null })).toBe('1234ms');
  });

  it('is written otherwise than a window that can be chosen where it is as long, but was asked for by both ends', () => {
    const written = (spanMs: number) => {
      const query = new URLSearchParams();
      writeRange(query, { spanMs, until: null, exact: true });
      return query.get('window');
    };
    expect(PRESETS.map(written)).toEqual(['30000ms', '60s', '300s', '900s', '60m', '360m', '1440m']);
    expect(written(90_000)).toBe('90s');
    expect(written(2 * 3_600_000)).toBe('2h');
  });

  it('is shown by a chart with a window of its own alike on a shared link, also where it is as long as one that can be chosen', () => {
    const query = new URLSearchParams();
    writeRange(query, between(NOW - 60 * MINUTE, NOW));
    const navigator = withOwnSpan(createNavigator(readRange(query) ?? LIVE), 5 * MINUTE);
    expect(navigator.store.getState().range.spanMs).toBe(60 * MINUTE);
  });

  it.each(['', '5', '5x', '-5m', '0s', '9999999999h', 'm', '1e3s', '<b>'])(
    'is not read from “%s”',
    (window) => {
      expect(readRange(new URLSearchParams({ window }))).toBeNull();
    },
  );

  it('is exact in an address where nobody can choose a window that is called so', () => {
    const read = (window: string) => readRange(new URLSearchParams({ window }))?.exact;
    expect(read('24s')).toBe(true);
    expect(read('60m')).toBe(true);
    expect(read('15m')).toBeUndefined();
  });

  it('is live where the end is no time', () => {
    expect(readRange(new URLSearchParams({ window: '1m', until: 'never' }))).toEqual({
      spanMs: MINUTE,
      until: null,
    });
  });
});

describe('a range in words', () => {
  beforeEach(() => setLocale({ language: 'en-GB', timeZone: 'UTC' }));
  afterEach(() => setLocale({}));

  it.each([
    [LIVE, 'the last 5 minutes'],
    [{ spanMs: 90_000, until: null }, 'the last 1 min 30 s'],
    [{ spanMs: MINUTE, until: NOW }, '11:59:00 – 12:00:00'],
    [{ spanMs: 24 * 60 * MINUTE, until: NOW }, '28 Feb 12:00:00 – 1 Mar 12:00:00'],
    [{ spanMs: MINUTE, until: NOW - 24 * 60 * MINUTE }, '28 Feb 11:59:00 – 12:00:00'],
    [{ spanMs: MINUTE, until: NOW - 365 * DAY }, '1 Mar 2025 11:59:00 – 12:00:00'],
    [{ spanMs: 2 * DAY, until: NOW - 365 * DAY }, '27 Feb 2025 12:00:00 – 1 Mar 12:00:00'],
    [{ spanMs: DAY, until: NOW - 59 * DAY }, '31 Dec 2025 12:00:00 – 1 Jan 2026 12:00:00'],
    [{ spanMs: 500, until: NOW + 600 }, '12:00:00.100 – 12:00:00.600'],
  ])('names what a person needs to know', (range, words) => {
    expect(rangeInWords(range, NOW)).toBe(words);
  });
});
