/** For the names of the bars, px. */
export const LABELS_WIDTH = 104;
/** For a number, or an age, beside a bar, px. */
const ONE = 84;
/** For both on one line, px. */
const BOTH = 160;

/** What is left beside the bars for their numbers. */
interface Room {
  readonly px: number;
  /** An age stands below its number. */
  readonly isForTwoLines: boolean;
}

/**
 * How much of a chart is left for numbers and ages: never more than half of what is beside the names, or the bars, which are to be compared, could not be.
 * @param width of the whole chart, px
 * @param isAnyStale there are ages to be told
 */
export function roomBeside(width: number, isAnyStale: boolean): Room {
  const most = Math.max(0, width - LABELS_WIDTH) / 2;
  if (isAnyStale && BOTH <= most) return { px: BOTH, isForTwoLines: false };
  return { px: Math.min(ONE, most), isForTwoLines: isAnyStale };
}
