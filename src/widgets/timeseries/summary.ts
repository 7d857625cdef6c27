import { statisticsInWords, valueInWords } from './describe.ts';
import type { PlotSeries } from './plot.ts';

/** What is left of samples that have given way to roll-ups. */
export interface Summary {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** What is left of several readings of before raw ones are kept: that of a number, or which states there were. */
export function summaryInWords(summary: Summary, one: PlotSeries): string {
  if (one.kind === 'number') return statisticsInWords(summary, one);
  const states = [summary.min, summary.max].map((state) => valueInWords(state, one));
  return [...new Set(states)].join(' – ');
}
