/** So long after a tap another one at the same place is its second. */
const TWICE_MS = 350;
/** A finger comes down so near to where it was; the next control is farther away. */
const SAME_PLACE_PX = 40;

/** What is looked at of a click. */
interface Click {
  readonly detail: number;
  readonly timeStamp: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly nativeEvent: object;
}

let last: Click | undefined;

/**
 * The second click of a double click: where the first order has ended meanwhile, or shown something else there, it was not meant for that. Browsers count
 * clicks of a mouse, and many count no taps. A key makes clicks that count none. To be asked once of every click that orders.
 */
export function isSecondClick(click: Click): boolean {
  const { detail, timeStamp, nativeEvent } = click;
  if (detail === 0) return false;
  const gap = (of: 'timeStamp' | 'clientX' | 'clientY') =>
    Math.abs(click[of] - (last?.[of] ?? Number.NEGATIVE_INFINITY));
  // Some assistive software makes clicks without a time.
  const isSoon =
    timeStamp > 0 && gap('timeStamp') < TWICE_MS && Math.max(gap('clientX'), gap('clientY')) < SAME_PLACE_PX;
  last = click;
  return detail > 1 || (isSoon && !('pointerType' in nativeEvent && nativeEvent.pointerType === 'mouse'));
}
