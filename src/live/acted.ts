/** When what is being done was decided, where that was not now, epoch ms. */
let decided: number | null = null;

/** How far the page's own clock was behind the wall's from a time of its own on, newest first: it stands still while the machine sleeps. */
let lags: readonly { readonly from: number; readonly ms: number }[] = [];

/** Compares the clocks. To be done once a second while orders may be given. */
export function noteClock(): void {
  const from = performance.now();
  const ms = Date.now() - from;
  if (!(Math.abs(ms - (lags[0]?.ms ?? Number.NaN)) < 50)) lags = [{ from, ms }, ...lags.slice(0, 9)];
}

/**
 * When the person did what is being dealt with, epoch ms. An order is counted from the finger: their click may have waited for a page
 * that was busy or kept from running. Now, where no event is being dealt with. To be asked of what the person did, not of what a browser makes of
 * it: a `submit` is as old as its handling, whenever the button was clicked.
 */
export function actedAt(): number {
  if (decided !== null) return decided;
  noteClock();
  const at = globalThis.event?.timeStamp ?? 0;
  const lag = lags.find(({ from }) => from <= at) ?? lags.at(-1);
  // Some assistive software, and some browsers, make events without a time of this page.
  return Math.min(Date.now(), at > 0 && lag ? Math.round(at + lag.ms) : Number.POSITIVE_INFINITY);
}

/**
 * Does what was decided at a time that may have passed, as a control that has been held for long enough: its timer, too, waits for a busy page.
 * @param at epoch ms
 */
export function actingAt(at: number, act: () => void): void {
  decided = Math.min(at, Date.now());
  try {
    act();
  } finally {
    decided = null;
  }
}
