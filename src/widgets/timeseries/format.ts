import { timeFormat } from '../../ui/locale.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 1440 * MINUTE;

/** Labels of the time axis, as fine as the distance of its ticks asks for. */
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
  return splits.map((time) => format.format(time));
}

const MOST_DECIMALS = 6;

/** Labels of a value axis: as many decimals as its ticks need to be told apart and to be true. */
export function valueLabels(splits: readonly number[], increment: number): string[] {
  let decimals = 0;
  while (decimals < MOST_DECIMALS && !isWhole(increment * 10 ** decimals)) decimals++;
  return splits.map((value) => value.toFixed(decimals));
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}
