/** So long after a tap another one at the same place is its second. */
const TWICE_MS = 350;
/** A finger comes down so near to where it was. */
const SAME_PLACE_PX = 40;

/** What is looked at of a click. */
interface Click {
  readonly detail: number;
  readonly timeStamp: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly nativeEvent: object;
  readonly currentTarget: { contains(other: Element | null): boolean };
}

let last: Pick<Click, 'timeStamp' | 'clientX' | 'clientY' | 'currentTarget'> | undefined;

/** Two controls beside each other: what was clicked last is still to be seen where it was, so what was clicked now has not come in its place. */
function isNeighbour({ currentTarget }: Click): boolean {
  if (!last || last.currentTarget === currentTarget) return false;
  return last.currentTarget.contains(document.elementFromPoint(last.clientX, last.clientY));
}

/**
 * The second click of a double click: where the first order has ended meanwhile, or shown something else there, it was not meant for that. Browsers count
 * clicks of a mouse, and many count no taps. A key makes clicks that count none. To be asked once of every click that orders.
 */
export function isSecondClick(click: Click): boolean {
  const { detail, timeStamp, clientX, clientY, nativeEvent, currentTarget } = click;
  if (detail === 0) return false;
  const gap = (of: 'timeStamp' | 'clientX' | 'clientY') =>
    Math.abs(click[of] - (last?.[of] ?? Number.NEGATIVE_INFINITY));
  // Some assistive software makes clicks without a time.
  const isSoon =
    timeStamp > 0 && gap('timeStamp') < TWICE_MS && Math.max(gap('clientX'), gap('clientY')) < SAME_PLACE_PX;
  const isOther = isNeighbour(click);
  // An event has forgotten its control by the time of the next one.
  last = { timeStamp, clientX, clientY, currentTarget };
  if (isOther) return false;
  return detail > 1 || (isSoon && !('pointerType' in nativeEvent && nativeEvent.pointerType === 'mouse'));
}
