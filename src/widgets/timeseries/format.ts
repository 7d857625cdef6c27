import { numberFormat, timeFormat, withDecimalSign } from '../../ui/locale.ts';
import { offsetAt } from '../../ui/zone.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 1440 * MINUTE;

/** Labels of the time axis, as fine as the distance of its ticks asks for. Where a day begins it is named in place of midnight. */
export function timeLabels(splits: readonly number[], incrementMs: number): string[] {
  const style =
    incrementMs < SECOND
      ? 'milliseconds'
      : incrementMs < MINUTE
        ? 'time'
        : incrementMs < DAY
          ? 'minutes'
          : 'day';
  const format = timeFormat(style);
  if (style !== 'minutes') return splits.map((time) => format.format(time));
  const day = timeFormat('day');
  return splits.map((time) => ((time + offsetAt(time)) % DAY === 0 ? day : format).format(time));
}

const MOST_DECIMALS = 6;

/** Of a value axis with larger values, or finer ticks, powers of ten are written: they have room beside a chart. */
const LARGEST_IN_FULL = 1e9;

/** Labels of a value axis: as many decimals as its ticks need to be told apart and to be true. */
export function valueLabels(splits: readonly number[], increment: number): string[] {
  let decimals = 0;
  while (decimals < MOST_DECIMALS && !isWhole(increment * 10 ** decimals)) decimals++;
  const largest = splits.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest >= LARGEST_IN_FULL || increment < 10 ** -MOST_DECIMALS) {
    const digits = Math.round(Math.log10(Math.max(1, largest / increment))) + 1;
    return splits.map((value) => scientific(value, digits));
  }
  const format = numberFormat(decimals);
  return splits.map((value) => format.format(value === 0 ? 0 : value));
}

function scientific(value: number, digits: number): string {
  if (value === 0) return '0';
  return withDecimalSign(value.toExponential(Math.min(6, digits)).replace(/\.?0+e/, 'e'));
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}
