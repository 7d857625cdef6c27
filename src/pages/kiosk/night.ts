import type { Night } from '../../config/kiosk.ts';

const DAY = 24 * 60;
/** The screen takes so long to become dark or bright, minutes. */
const DUSK = 10;

/**
 * How bright the screen is at a time of day, 1 being full. It darkens over ten minutes from the beginning of the night, and is bright again
 * when the night ends.
 * @param minute since midnight, with fractions
 */
export function brightnessAt(night: Night | null, minute: number): number {
  if (!night || night.from === night.to) return 1;
  const length = (night.to - night.from + DAY) % DAY;
  const into = (minute - night.from + DAY) % DAY;
  if (into >= length) return 1;
  const dusk = Math.min(DUSK, length / 2);
  const dark = Math.min(1, into / dusk, (length - into) / dusk);
  return 1 - dark * (1 - night.brightness);
}
