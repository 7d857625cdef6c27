/**
 * Whether so long has passed since then. Where the clock was set back meanwhile it has: else nothing would be due until the clock has caught up.
 * @param at epoch ms
 */
export function isDue(at: number, every: number, now: number): boolean {
  return Math.abs(now - at) >= every;
}
