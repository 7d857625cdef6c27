import type { ChartColumns } from '../../model/view.ts';
import { indexAtOrBefore } from './paths.ts';
import type { PlotSeries } from './plot.ts';

/** A value with its time. */
export interface Readout {
  /** NaN: nothing to show there. */
  readonly value: number;
  /** Epoch ms of that value, NaN when there is none. */
  readonly time: number;
}

/** What the legend shows of one series. */
export interface LegendFigures extends Readout {
  /** Of the window; NaN when there is no sample in it. */
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** The value was past its series' limit at the window's end: it must not look live. */
  readonly stale: boolean;
  /** Age of the value in ms, where it is not plain from a line that reaches the live edge; null: nothing is to be said of it. */
  readonly ageMs: number | null;
}

/** Part of time that is drawn, epoch ms. */
export interface DrawnWindow {
  readonly from: number;
  readonly to: number;
  readonly isLive: boolean;
}

const NOTHING: Readout = { value: Number.NaN, time: Number.NaN };

/**
 * The last reading of a window that ends at `end` (epoch ms): of a live one the newest there is. Where the device's clock is ahead that lies
 * beyond the end, where its line gets to when it is old.
 */
export function lastReadout(column: ChartColumns, end: number, isLive = false): Readout {
  const { times, values, lastTime, lastValue, heardTime, heardValue } = column;
  if (lastTime <= end) return { value: lastValue, time: lastTime };
  if (isLive) return { value: heardValue, time: heardTime };
  for (let i = indexAtOrBefore(times, end); i >= 0; i--) {
    const found = point(times, values, i);
    if (found && !Number.isNaN(found.value)) return found;
  }
  return NOTHING;
}

/**
 * What the legend says of a series while no moment is pointed at. A value past its limit is marked as such, with its age where the
 * window is live; once it is older than the window, there is none. One that still holds is said however old it is, with its age.
 * @param limitMs the series' stale limit
 */
export function newestFigures(
  column: ChartColumns,
  limitMs: number,
  { from, to, isLive }: DrawnWindow,
  now: number,
): LegendFigures {
  const { min, max, mean } = column;
  const { time, value } = lastReadout(column, to, isLive);
  const age = isLive ? now - Math.min(time, column.heardTime) : to - time;
  const stale = age > limitMs;
  const isOutside = time < from;
  return {
    time,
    value: stale && isOutside ? Number.NaN : value,
    min,
    max,
    mean,
    stale,
    ageMs: isLive && (stale || isOutside) ? age : null,
  };
}

/** Up to when the last report of a state is taken to hold, epoch ms. @param limitMs the series' stale limit */
export function heldUntil({ lastTime }: ChartColumns, limitMs: number, now: number): number {
  return Math.min(now, lastTime + limitMs);
}

/**
 * What the legend says of a series at a moment that is pointed at.
 * @param held as {@link readoutAt} has it
 */
export function figuresAt(column: ChartColumns, time: number, held?: number): LegendFigures {
  const { min, max, mean } = column;
  return { ...readoutAt(column, time, held), min, max, mean, stale: false, ageMs: null };
}

/** What the legend says of all series, in the order of `columns`. @param at a moment that is pointed at, epoch ms; null: none */
export function figuresOf(
  columns: readonly ChartColumns[],
  series: readonly Pick<PlotSeries, 'kind' | 'staleAfterMs'>[],
  at: number | null,
  drawn: DrawnWindow,
  now: number,
): readonly LegendFigures[] {
  return columns.map((column, index) => {
    const { staleAfterMs = Number.POSITIVE_INFINITY, kind } = series[index] ?? {};
    if (at === null) return newestFigures(column, staleAfterMs, drawn, now);
    return figuresAt(column, at, kind === 'state' ? heldUntil(column, staleAfterMs, now) : undefined);
  });
}

/**
 * What is drawn at a time: of numbers the nearest point, and nothing inside a gap or beyond the line's ends; of a state the report that
 * holds then, as its line goes on up to the next one, to the gap, or for as long as the last one holds.
 * @param held of a state: up to when its last report holds, epoch ms; absent: of numbers
 */
export function readoutAt({ times, values }: ChartColumns, time: number, held?: number): Readout {
  const before = indexAtOrBefore(times, time);
  const left = point(times, values, before);
  const right = point(times, values, before + 1);
  if (!left || left.time === time) return left ?? NOTHING;
  if (held !== undefined) return right || time <= held ? left : NOTHING;
  if (!right || Number.isNaN(left.value) || Number.isNaN(right.value)) return NOTHING;
  return time - left.time <= right.time - time ? left : right;
}

function point(times: Float64Array, values: Float64Array, index: number): Readout | null {
  const time = times[index];
  const value = values[index];
  return time === undefined || value === undefined ? null : { time, value };
}

/** Facts about a whole chart at one moment. */
export interface ChartCondition {
  /** No reading has ever come for any of its series. */
  readonly empty: boolean;
  /** There were readings, and every series that had any is past its limit. */
  readonly stale: boolean;
  /** When a series was heard last, epoch ms; NaN when none ever was. */
  readonly newest: number;
}

/** @param limits the series' stale limits in ms, in the order of `columns` */
export function conditionOf(
  columns: readonly ChartColumns[],
  limits: readonly number[],
  now: number,
): ChartCondition {
  let newest = Number.NaN;
  let fresh = false;
  for (const [index, { heardTime }] of columns.entries()) {
    if (Number.isNaN(heardTime)) continue;
    if (!(heardTime <= newest)) newest = heardTime;
    if (now - heardTime <= (limits[index] ?? Number.POSITIVE_INFINITY)) fresh = true;
  }
  const empty = Number.isNaN(newest);
  return { empty, stale: !empty && !fresh, newest };
}
