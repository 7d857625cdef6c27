import { formatAge, formatValue } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';
import type { PlotSeries } from './plot.ts';
import type { LegendFigures } from './readout.ts';

/** A value with its unit; a state's word; a dash where there is none. */
export function valueInWords(value: number, { kind, decimals, unit }: PlotSeries): string {
  if (Number.isNaN(value)) return '–';
  if (kind === 'state') return t(value === 0 ? 'off' : 'on');
  return unit === '' ? formatValue(value, decimals) : `${formatValue(value, decimals)} ${unit}`;
}

/** What the legend tells of a whole window, beside its last value. */
export const STATISTICS = ['min', 'max', 'mean'] as const;
type Statistic = (typeof STATISTICS)[number];
type Statistics = Pick<LegendFigures, Statistic>;

/** One figure of a window, without its unit; '' of a state, a dash where there was no reading. */
export function statisticInWords(name: Statistic, figures: Statistics, one: PlotSeries): string {
  if (one.kind === 'state') return '';
  return valueInWords(figures[name], {
    ...one,
    unit: '',
    decimals: one.decimals + (name === 'mean' ? 1 : 0),
  });
}

/** `min 20.1, max 23.4, mean 21.55`; '' of a state, and where there was no reading. */
export function statisticsInWords(figures: Statistics, one: PlotSeries): string {
  if (one.kind === 'state' || Number.isNaN(figures.min)) return '';
  return STATISTICS.map((name) => `${t(name)} ${statisticInWords(name, figures, one)}`).join(', ');
}

/** How old a value in the legend is, and whether it may not hold any more; '' where there is nothing to say. */
export function ageInWords({ stale, ageMs }: LegendFigures): string {
  if (ageMs === null) return stale ? t('stale') : '';
  return t(stale ? '{age} ago, stale' : '{age} ago', { age: formatAge(ageMs) });
}
