import type { ChartColumns } from '../../model/view.ts';
import { formatAge, formatTime, formatValue } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';
import { rangeInWords, type TimeRange } from '../time/range.ts';
import type { PlotSeries } from './plot.ts';
import { type LegendFigures, lastReadout } from './readout.ts';

/** A value with its unit; a state's word; a dash where there is none. */
export function valueInWords(value: number, { kind, decimals, unit }: PlotSeries): string {
  if (Number.isNaN(value)) return '–';
  if (kind === 'state') return t(value === 0 ? 'off' : 'on');
  return unit === '' ? formatValue(value, decimals) : `${formatValue(value, decimals)} ${unit}`;
}

/** How old a value in the legend is, and whether it may not hold any more; '' where there is nothing to say. */
export function ageInWords({ stale, ageMs }: LegendFigures): string {
  if (ageMs === null) return stale ? t('stale') : '';
  return t(stale ? '{age} ago, stale' : '{age} ago', { age: formatAge(ageMs) });
}

/** What a chart shows, in one paragraph for those who cannot see it. */
export function describeChart(
  title: string,
  range: TimeRange,
  labels: readonly string[],
  series: readonly PlotSeries[],
  columns: readonly ChartColumns[],
): string {
  const now = Date.now();
  const parts = columns.map((column, i) => {
    const one = series[i];
    const label = labels[i] ?? '';
    const last = lastReadout(column, range.until ?? now);
    if (!one || Number.isNaN(last.time)) return `${label}: ${t('no reading')}`;
    const newest = `${label}: ${valueInWords(last.value, one)} at ${formatTime(last.time)}`;
    if (Number.isNaN(column.min) || one.kind === 'state') return newest;
    return `${newest}, between ${valueInWords(column.min, one)} and ${valueInWords(column.max, one)}`;
  });
  return `${title}, ${rangeInWords(range, now)}. ${parts.join('. ')}.`;
}
