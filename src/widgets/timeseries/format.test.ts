import { describe, expect, it } from 'vitest';
import { timeLabels, valueLabels } from './format.ts';

describe('valueLabels', () => {
  it.each([
    [1, [20, 21], ['20', '21']],
    [0.1, [0.1, 0.2], ['0.1', '0.2']],
    [2.5, [40, 42.5], ['40.0', '42.5']],
    [0.25, [20.25, 20.5], ['20.25', '20.50']],
    [1000, [0, 1000], ['0', '1000']],
  ])('has the decimals that ticks %d apart need', (increment, splits, labels) => {
    expect(valueLabels(splits, increment)).toEqual(labels);
  });
});

describe('timeLabels', () => {
  const noon = new Date(2026, 0, 2, 12, 0, 0).getTime();

  it('shows seconds only where the ticks are less than a minute apart', () => {
    expect(timeLabels([noon], 10_000)[0]).toMatch(/12\D00\D00/);
    expect(timeLabels([noon], 60_000)[0]).toMatch(/^12\D00$/);
  });

  it('shows the day where the ticks are days apart', () => {
    expect(timeLabels([noon], 86_400_000)[0]).toMatch(/02/);
  });
});
