/** What a path is drawn with: a canvas context or a Path2D. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** Linear way from (epoch ms, value) to canvas pixels. */
export interface PixelMap {
  /** Time at the left edge and its pixel. */
  readonly timeAtLeft: number;
  readonly left: number;
  readonly pixelsPerMs: number;
  /** Where tracing begins, epoch ms; at the left edge unless told. */
  readonly from?: number;
  /** Value at the bottom edge and its pixel; pixels grow downwards. */
  readonly valueAtBottom: number;
  readonly bottom: number;
  readonly pixelsPerValue: number;
}

/** Half the length, in pixels, of the dash that stands for a reading with a gap on both sides. */
const LONE_HALF = 1.5;

/**
 * Index of the last time at or before `time`, or -1 when all are later.
 * @param times ascending
 */
export function indexAtOrBefore(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Number.POSITIVE_INFINITY) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Draws one series as straight lines from reading to reading, straight from the columns. NaN lifts the pen.
 * A reading alone between two gaps becomes a short dash, since a line of no length is not painted.
 * @param times epoch ms, ascending; points left of the map's edge are skipped but for the one the line enters from
 */
export function traceLine(pen: Pen, times: Float64Array, values: Float64Array, map: PixelMap): void {
  const { timeAtLeft, left, pixelsPerMs, valueAtBottom, bottom, pixelsPerValue } = map;
  let drawn = 0;
  let x = 0;
  let y = 0;
  for (let i = Math.max(0, indexAtOrBefore(times, map.from ?? timeAtLeft)); i < times.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) {
      if (drawn === 1) loneDash(pen, x, y);
      drawn = 0;
      continue;
    }
    x = left + ((times[i] ?? 0) - timeAtLeft) * pixelsPerMs;
    y = bottom - (value - valueAtBottom) * pixelsPerValue;
    if (drawn === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
    drawn++;
  }
  if (drawn === 1) loneDash(pen, x, y);
}

/**
 * Draws one series of which many points fall on each pixel, as far as pixels can tell it from {@link traceLine}: for each column of
 * pixels one upright from the lowest to the highest point, and a link to the next column. Short lines that stand apart are
 * painted ten times faster than one long path that crosses itself everywhere.
 * @param isLinked false: without links, where another line runs through all columns
 */
export function traceDense(
  pen: Pen,
  times: Float64Array,
  values: Float64Array,
  map: PixelMap,
  isLinked = true,
): void {
  const { timeAtLeft, left, pixelsPerMs, valueAtBottom, bottom, pixelsPerValue } = map;
  let column = Number.NaN;
  let low = 0;
  let high = 0;
  let last = 0;
  for (let i = Math.max(0, indexAtOrBefore(times, map.from ?? timeAtLeft)); i < times.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) {
      if (!Number.isNaN(column)) upright(pen, column, low, high);
      column = Number.NaN;
      continue;
    }
    const x = Math.floor(left + ((times[i] ?? 0) - timeAtLeft) * pixelsPerMs) + 0.5;
    const y = bottom - (value - valueAtBottom) * pixelsPerValue;
    if (x === column) {
      if (y < low) low = y;
      if (y > high) high = y;
    } else {
      if (!Number.isNaN(column)) {
        upright(pen, column, low, high);
        if (isLinked) {
          pen.moveTo(column, last);
          pen.lineTo(x, y);
        }
      }
      column = x;
      low = y;
      high = y;
    }
    last = y;
  }
  if (!Number.isNaN(column)) upright(pen, column, low, high);
}

/** Tall enough to be painted, however near the points are to each other. */
function upright(pen: Pen, x: number, low: number, high: number): void {
  const more = high - low < 1 ? 0.5 : 0;
  pen.moveTo(x, low - more);
  pen.lineTo(x, high + more);
}

/**
 * Draws one series as steps: each value holds until the next reading, the last one until `heldUntil`.
 * @param heldUntil epoch ms up to which the last value is known to hold; NaN: not beyond its own time
 */
export function traceSteps(
  pen: Pen,
  times: Float64Array,
  values: Float64Array,
  map: PixelMap,
  heldUntil: number,
): void {
  const { timeAtLeft, left, pixelsPerMs, valueAtBottom, bottom, pixelsPerValue } = map;
  let down = false;
  let x = 0;
  let y = 0;
  for (let i = Math.max(0, indexAtOrBefore(times, map.from ?? timeAtLeft)); i < times.length; i++) {
    const value = values[i] ?? Number.NaN;
    const nextX = left + ((times[i] ?? 0) - timeAtLeft) * pixelsPerMs;
    if (down) pen.lineTo(nextX, y);
    if (Number.isNaN(value)) {
      down = false;
      continue;
    }
    x = nextX;
    y = bottom - (value - valueAtBottom) * pixelsPerValue;
    if (down) pen.lineTo(x, y);
    else pen.moveTo(x, y);
    down = true;
  }
  if (!down) return;
  const heldX = left + (heldUntil - timeAtLeft) * pixelsPerMs;
  if (heldX > x) pen.lineTo(heldX, y);
  else loneDash(pen, x, y);
}

function loneDash(pen: Pen, x: number, y: number): void {
  pen.moveTo(x - LONE_HALF, y);
  pen.lineTo(x + LONE_HALF, y);
}
