import type { Command } from '../../model/command.ts';

const DONE_MS = 20;
const FAILED_PATTERN_MS = [60, 60, 60];

let felt: string | null = null;

/** A tick under the finger when an order has ended, where the device has one: short when it was confirmed, three when it was not. */
export function tick({ id, state }: Command): void {
  if (state === 'pending' || state === 'sent' || id === felt) return;
  felt = id;
  // Browsers complain of a page that shakes a device nobody has touched.
  if (!('vibrate' in navigator) || !navigator.userActivation?.hasBeenActive) return;
  navigator.vibrate(state === 'confirmed' ? DONE_MS : FAILED_PATTERN_MS);
}
