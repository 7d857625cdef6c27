import type { Command } from '../../model/command.ts';

const DONE_MS = 20;
const FAILED_PATTERN_MS = [60, 60, 60];
/** What ended longer ago is no news: its control is only drawn again. */
const NEWS_MS = 2_000;

let felt: string | null = null;

/** A tick under the finger when an order has ended, where the device has one: short when it was confirmed, three when it was not. */
export function tick({ id, state, endedAt }: Command): void {
  if (state === 'pending' || state === 'sent' || id === felt) return;
  if (endedAt === null || Date.now() - endedAt > NEWS_MS) return;
  felt = id;
  // Browsers complain of a page that shakes a device nobody has touched.
  if (!('vibrate' in navigator) || !navigator.userActivation?.hasBeenActive) return;
  navigator.vibrate(state === 'confirmed' ? DONE_MS : FAILED_PATTERN_MS);
}
