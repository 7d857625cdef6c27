import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLocale } from '../../ui/locale.ts';
import { timeLabels, valueLabels } from './format.ts';

describe('valueLabels', () => {
  beforeEach(() => setLocale({ language: 'en-GB' }));
  afterEach(() => setLocale({}));

  it.each([
    [1, [20, 21], ['20', '21']],
    [0.1, [0.1, 0.2], ['0.1', '0.2']],
    [2.5, [40, 42.5], ['40.0', '42.5']],
    [0.25, [20.25, 20.5], ['20.25', '20.50']],
    [1000, [0, 1000], ['0', '1,000']],
    [0.1, [-0, -0.1], ['0.0', '-0.1']],
    [2e11, [0, 2e11, 12e11], ['0', '2e+11', '1.2e+12']],
    [5e-9, [0, 5e-9, 1e-8], ['0', '5e-9', '1e-8']],
  ])('has the decimals that ticks %d apart need', (increment, splits, labels) => {
    expect(valueLabels(splits, increment)).toEqual(labels);
  });

  it('are written as the language has numbers', () => {
    setLocale({ language: 'cs' });
    expect(valueLabels([0.5, 1500.5], 0.5)).toEqual(['0,5', '1\u00a0500,5']);
    expect(valueLabels([0, 2e11, 12e11], 2e11)).toEqual(['0', '2e+11', '1,2e+12']);
  });
});

describe('timeLabels', () => {
  const noon = Date.UTC(2026, 0, 2, 12, 0, 0);
  afterEach(() => setLocale({}));

  it.each([
    ['en-GB', 'UTC', '12:00:00', '12:00', '2 Jan'],
    ['en-US', 'UTC', '12:00:00 PM', '12:00 PM', 'Jan 2'],
    ['de', 'Europe/Prague', '13:00:00', '13:00', '2. Jan.'],
  ])('are written as %s has it, in %s', (language, timeZone, seconds, minutes, day) => {
    setLocale({ language, timeZone });
    expect(timeLabels([noon], 10_000)).toEqual([seconds]);
    expect(timeLabels([noon], 60_000)).toEqual([minutes]);
    expect(timeLabels([noon], 86_400_000)).toEqual([day]);
  });

  it('show parts of a second where the ticks are closer', () => {
    setLocale({ language: 'en-GB', timeZone: 'UTC' });
    expect(timeLabels([noon + 250], 50)).toEqual(['00:00.250']);
  });
});
