import type { ChartColumns } from '../../model/view.ts';
import type { Limit } from './limit-option.ts';
import { axisKeys, isSameUnit, STATE_RANGE, settledRange, type ValueRange } from './scales.ts';

/** Least and greatest value of a series in the window; NaN when there is none. */
type Extent = Pick<ChartColumns, 'min' | 'max'>;

/** What an axis needs to know of a series. */
export interface AxisSeries {
  readonly quantity: string;
  readonly unit: string;
  readonly kind: 'number' | 'state';
  readonly decimals: number;
  /** There has been no reading yet: its unit is not known. */
  readonly isUnheard?: true;
}

/** A value axis with the series drawn to it. */
export interface Axis {
  /** Name of its scale. */
  readonly key: string;
  readonly unit: string;
  /** Of states, which are 0 and 1. */
  readonly state: boolean;
  /** The least difference that means something. */
  readonly resolution: number;
  /** Its series, by index. */
  readonly members: readonly number[];
  range: ValueRange | null;
  /** Values that are labelled. */
  splits: readonly number[];
  /** What the values that are labelled are multiples of. */
  increment: number;
  /** Widest labels seen, CSS pixels: an axis that shrank again would move the whole chart. */
  width: number;
}

/** The axes that series are drawn to, in order of appearance. */
export function toAxes(series: readonly AxisSeries[]): readonly Axis[] {
  const keys = axisKeys(series);
  return [...new Set(keys)].map((key) => {
    const members = keys.flatMap((one, index) => (one === key ? [index] : []));
    const of = members.flatMap((index) => series[index] ?? []);
    return {
      key,
      unit: of.find((one) => one.unit !== '')?.unit ?? '',
      state: of[0]?.kind === 'state',
      resolution: 10 ** -Math.max(0, ...of.map((one) => one.decimals)),
      members,
      range: null,
      splits: [],
      increment: 1,
      width: 0,
    };
  });
}

function extreme(
  axis: Axis,
  columns: readonly Extent[],
  hidden: ReadonlySet<number>,
  side: 'min' | 'max',
): number {
  let found = Number.NaN;
  for (const index of axis.members) {
    if (hidden.has(index)) continue;
    const value = columns[index]?.[side] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(found) || (side === 'min' ? value < found : value > found)) found = value;
  }
  return found;
}

/**
 * The range of an axis for what is drawn now, which follows on its last one.
 * @param columns in the order of the series
 * @param hidden series that are not reckoned with, by index
 */
export function rangeOf(
  axis: Axis,
  columns: readonly Extent[],
  hidden: ReadonlySet<number>,
): [min: number, max: number] {
  axis.range = axis.state
    ? STATE_RANGE
    : settledRange(
        axis.range,
        extreme(axis, columns, hidden, 'min'),
        extreme(axis, columns, hidden, 'max'),
        axis.resolution,
      );
  return [axis.range.min, axis.range.max];
}

/**
 * Whether no unit may yet turn out to be another than what is assumed: a series that has not been heard is taken for one that measures the same, so
 * that one dead device of many does not stand in the way for ever.
 */
export function areUnitsKnown(series: readonly AxisSeries[]): boolean {
  const heard = new Set(series.flatMap(({ isUnheard, quantity }) => (isUnheard ? [] : quantity)));
  return series.every(({ quantity }) => heard.has(quantity));
}

/**
 * A limit belongs to the axis of its unit; one without a unit to the first of numbers. One whose unit no axis has is drawn all the same,
 * as back ends need not name units, and says its own.
 * @param areKnown false: the unit of a series may yet turn out to be that of such a limit, which waits for it
 */
export function limitsOf(
  axis: Axis,
  axes: readonly Axis[],
  limits: readonly Limit[],
  areKnown = true,
): readonly Limit[] {
  const numbers = axes.filter(({ state }) => !state);
  const bare = numbers.find(({ unit }) => unit === '');
  return limits.flatMap((limit) => {
    const { unit, label } = limit;
    const own = unit === undefined ? numbers[0] : numbers.find((one) => isSameUnit(unit, one.unit));
    if (own) return own === axis ? limit : [];
    if (!areKnown || axis !== (bare ?? numbers[0])) return [];
    return unit ? { ...limit, label: `${label} (${unit})` } : limit;
  });
}
