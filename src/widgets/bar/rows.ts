import type { SeriesInfo } from '../../model/catalogue.ts';
import { formatAge, formatValue } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';

/** A bar and what stands beside it. */
export interface BarRow {
  readonly label: string;
  /** Null where there is no reading. */
  readonly value: number | null;
  readonly stale: boolean;
  /** A CSS colour: a stale bar does not look live. */
  readonly fill: string;
  /** Beside the bar. */
  readonly text: string;
  /** In brackets beside or below that; '' where it lives. */
  readonly age: string;
  /** For those who hear it. */
  readonly words: string;
}

/**
 * How one series is shown.
 * @param time of its newest reading, epoch ms; NaN where there is none
 * @param now epoch ms
 */
export function barRow(
  label: string,
  info: Pick<SeriesInfo, 'unit' | 'decimals' | 'staleAfterMs'> | undefined,
  { time, value }: { readonly time: number; readonly value: number },
  now: number,
): BarRow {
  const stale = info !== undefined && now - time > info.staleAfterMs;
  const fill = `var(--sb-${stale ? 'ink-2' : 'series-1'})`;
  // Without its facts nobody knows whether it is stale; they are about to come.
  if (info === undefined || Number.isNaN(value)) {
    const text = t('no reading');
    return { label, value: null, stale, fill, text, age: '', words: `${label}: ${text}` };
  }
  const number = `${formatValue(value, info.decimals)} ${info.unit}`.trim();
  const age = formatAge(now - time);
  return {
    label,
    value,
    stale,
    fill,
    text: number,
    age: stale ? `(${t('old')}, ${age})` : '',
    words: `${label}: ${number}${stale ? `, ${t('{age} ago, stale', { age })}` : ''}`,
  };
}
