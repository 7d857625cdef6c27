/** When what is being done was decided, where that was not now, epoch ms. */
let decided: number | null = null;

/**
 * When the person did what is being dealt with, epoch ms. An order is counted from the finger: their click may have waited for a page
 * that was busy or kept from running. Now, where no event is being dealt with. To be asked of what the person did, not of what a browser makes of
 * it: a `submit` is as old as its handling, whenever the button was clicked.
 */
export function actedAt(): number {
  if (decided !== null) return decided;
  const now = performance.now();
  const at = globalThis.event?.timeStamp ?? 0;
  // Some assistive software, and some browsers, make events without a time of this page.
  return Date.now() - Math.max(0, Math.round(now - (at > 0 ? at : now)));
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
