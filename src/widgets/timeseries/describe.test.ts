import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLocale } from '../../ui/locale.ts';
import { ageInWords, statisticsInWords } from './describe.ts';
import { describeChart } from './description.ts';
import type { PlotSeries } from './plot.ts';
import { summaryInWords } from './summary.ts';

const NOW = Date.UTC(2026, 2, 1, 12, 0, 0);
const POWER: PlotSeries = {
  quantity: 'power',
  unit: 'W',
  kind: 'number',
  decimals: 1,
  staleAfterMs: 30_000,
};
const FIGURES = { min: 20.14, max: 23.4, mean: 21.555 };
const NONE = { min: Number.NaN, max: Number.NaN, mean: Number.NaN };

beforeEach(() => setLocale({ language: 'en-GB', timeZone: 'UTC' }));
afterEach(() => setLocale({}));

describe('figures of a window in words', () => {
  it('are least, greatest and, a digit finer, mean', () => {
    expect(statisticsInWords(FIGURES, POWER)).toBe('min 20.1, max 23.4, mean 21.56');
  });

  it('are none of a state, nor of a window without any reading', () => {
    expect(statisticsInWords(FIGURES, { ...POWER, kind: 'state' })).toBe('');
    expect(statisticsInWords(NONE, POWER)).toBe('');
  });

  it('stand for readings that are kept no more; of a state it is told which it has been in', () => {
    const state: PlotSeries = { ...POWER, kind: 'state' };
    expect(summaryInWords(FIGURES, POWER)).toBe('min 20.1, max 23.4, mean 21.56');
    expect(summaryInWords({ min: 0, max: 1, mean: 0.3 }, state)).toBe('off – on');
    expect(summaryInWords({ min: 1, max: 1, mean: 1 }, state)).toBe('on');
  });
});

describe('a chart in words for those who cannot see it', () => {
  const told = (ageMs: number, until: number | null, figures = FIGURES) => {
    const column = {
      times: Float64Array.of(NOW - ageMs - 1000, NOW - ageMs),
      values: Float64Array.of(20.14, 23.4),
      meanTimes: new Float64Array(),
      means: new Float64Array(),
      samples: 2,
      ...figures,
      lastTime: NOW - ageMs,
      heardTime: NOW - ageMs,
      heardValue: 23.4,
      lastValue: 23.4,
    };
    return describeChart('Workshop', { spanMs: 300_000, until }, ['Power'], [POWER], [column], NOW);
  };

  it('says the last value and the figures of the window', () => {
    const words = 'Power: 23.4 W (11:59:59), min 20.1, max 23.4, mean 21.56.';
    expect(told(1000, NOW)).toContain(words);
    expect(told(1000, null)).toBe(`Workshop, the last 5 minutes. ${words}`);
  });

  it('says of when a value is that may not hold any more, with its day, and that it is stale', () => {
    expect(told(45_000, null)).toContain('Power: 23.4 W (11:59:15, 45 s ago, stale), min 20.1');
    expect(told(3 * 86_400_000, null, NONE)).toContain('Power: 23.4 W (26 Feb 12:00:00, 3 d ago, stale).');
  });

  it('says no age in a window that stands still', () => {
    expect(told(45_000, NOW)).toContain('Power: 23.4 W (11:59:15, stale), min 20.1');
  });
});

describe('the age of a value in words', () => {
  const figures = { ...FIGURES, time: NOW, value: 1 };

  it.each([
    [{ stale: false, ageMs: null }, ''],
    [{ stale: true, ageMs: 36_400 }, '36 s ago, stale'],
    [{ stale: false, ageMs: 180_000 }, '3 min ago'],
    [{ stale: true, ageMs: null }, 'stale'],
  ])('says what there is to say: %o', (one, words) => {
    expect(ageInWords({ ...figures, ...one })).toBe(words);
  });
});
