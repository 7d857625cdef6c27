/** When what is being done was decided, where that was not now, epoch ms. */
let decided: number | null = null;

/** How far the page's own clock, which stands still while the machine sleeps, is behind the wall's; since when by itself, and how far it was before. */
let lag = Number.NaN;
let since = 0;
let lagBefore = Number.NaN;

/** Compares the clocks. To be done once a second while orders may be given. */
export function noteClock(): void {
  const now = performance.now();
  const ms = Date.now() - now;
  if (Math.abs(ms - lag) < 50) return;
  lagBefore = lag;
  lag = ms;
  since = now;
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
  // Some assistive software, and some browsers, make events without a time of this page.
  if (!(at > 0)) return Date.now();
  return Math.min(Date.now(), Math.round(at + ((at < since && lagBefore) || lag)));
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
