/**
 * When the person did what is being dealt with, epoch ms. An order is counted from the finger: their click may have waited for a page
 * that was busy or kept from running. Now, where no event is being dealt with, as when a control has been held for long enough.
 */
export function actedAt(): number {
  const now = performance.now();
  // Some assistive software makes events without a time.
  const at = globalThis.event?.timeStamp || now;
  return Date.now() - Math.max(0, Math.round(now - at));
}
