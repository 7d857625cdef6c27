/** A value axis from bottom to top. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

/** Room above and below the data, as a share of its span. */
const PADDING = 0.08;
/** The axis is tightened only when the data has come to fill less than this share of it. */
const TIGHTEN_BELOW = 0.45;
/** A line nearer to the end of the axis than this share of it would look cut off. */
const LEAST_AIR = 0.02;
/** With no data yet. */
const EMPTY: ValueRange = { min: 0, max: 1 };
/** Values beyond have no room on an axis: sums and spans of such are no numbers any more. */
const FURTHEST = 1e300;
/** Steps drawn for states lie between 0 and 1; the axis leaves air around them. */
export const STATE_RANGE: ValueRange = { min: -0.15, max: 1.15 };

/** A round step that cuts `span` into about `parts` pieces: 1, 2 or 5 times a power of ten. */
export function roundStep(span: number, parts: number): number {
  const rough = span / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  if (share <= 1) return power;
  if (share <= 2) return 2 * power;
  if (share <= 5) return 5 * power;
  return 10 * power;
}

/** The range that fits `min`…`max` with padding, ends rounded so that they stay put while the data wobbles. */
export function fittedRange(min: number, max: number, resolution: number): ValueRange {
  if (!(min <= max)) return EMPTY;
  const low = Math.min(FURTHEST, Math.max(-FURTHEST, min));
  const high = Math.min(FURTHEST, Math.max(-FURTHEST, max));
  const least = Math.max(resolution * 8, Math.max(Math.abs(low), Math.abs(high)) * 1e-9, Number.MIN_VALUE);
  const span = Math.max(high - low, least);
  const middle = (low + high) / 2;
  const half = (span / 2) * (1 + 2 * PADDING);
  const step = roundStep(half * 2, 8);
  const bottom = Math.floor((middle - half) / step) * step;
  const top = Math.ceil((middle + half) / step) * step;
  // A quantity that is never negative gets no negative side only because of the padding, nor one never positive a positive side.
  return { min: min >= 0 && bottom < 0 ? 0 : bottom, max: max <= 0 && min < 0 && top > 0 ? 0 : top };
}

/**
 * The value axis for the data of this frame. Grows at once when the data leaves it, shrinks only when the data
 * fills little of it, so that a live chart does not breathe with every reading.
 * @param previous the axis of the frame before, null at first
 * @param min least value in the window, NaN when there is none
 * @param max greatest value in the window, NaN when there is none
 * @param resolution the least difference that means something, e.g. 0.01 for two decimals
 */
export function settledRange(
  previous: ValueRange | null,
  min: number,
  max: number,
  resolution: number,
): ValueRange {
  if (!(min <= max)) return previous ?? EMPTY;
  const fitted = fittedRange(min, max, resolution);
  if (!previous) return fitted;
  const air = (previous.max - previous.min) * LEAST_AIR;
  // Zero is an end of its own right: data lies on it without needing more room.
  const low = previous.min === 0 ? 0 : previous.min + air;
  const high = previous.max === 0 ? 0 : previous.max - air;
  if (min < low || max > high) return fitted;
  const filled = (fitted.max - fitted.min) / (previous.max - previous.min);
  return filled < TIGHTEN_BELOW ? fitted : previous;
}

/**
 * The right end of a live window, moved in whole device pixels so that nothing shimmers between them.
 * @param now epoch ms
 * @param msPerStep time that one step covers
 */
export function windowEnd(now: number, msPerStep: number): number {
  return Math.ceil(now / msPerStep) * msPerStep;
}

/** What decides on a series' axis. */
interface Measured {
  readonly quantity: string;
  /** '' where the back end names none. */
  readonly unit: string;
  readonly kind: 'number' | 'state';
}

/** Whether two units look the same: `℃` is a character of its own beside `°C`. */
export function isSameUnit(one: string, other: string): boolean {
  return one.normalize('NFKC') === other.normalize('NFKC');
}

/**
 * Which value axis each series uses: one for each unit, in order of appearance; states share their own. A series
 * without a unit shares the axis of one that measures the same quantity.
 */
export function axisKeys(series: readonly Measured[]): readonly string[] {
  const keys = new Map<string, string>();
  return series.map((one) => {
    const like =
      one.unit === '' ? series.find((other) => other.quantity === one.quantity && other.unit) : one;
    const group = one.kind === 'state' ? 'state' : `unit ${(like ?? one).unit.normalize('NFKC')}`;
    const known = keys.get(group);
    if (known) return known;
    const key = `y${keys.size}`;
    keys.set(group, key);
    return key;
  });
}
