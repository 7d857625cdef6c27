import { isSaving, isStill } from '../../live/index.ts';
import { windowEnd } from './scales.ts';

/** A step of the live edge for people who want no motion. */
const STILL_STEP_MS = 1000;
/** The same for a page that saves data. */
const SAVING_STEP_MS = 250;

/** Where a live window ends, epoch ms: at the end of the pixel that is now, or of the step that it goes by. */
export function liveEdge(now: number, msPerPixel: number): number {
  const step = isStill() ? STILL_STEP_MS : isSaving() ? SAVING_STEP_MS : 0;
  // Whole milliseconds: the axis would label 12:00 minus a fraction as 11:59.
  return Math.ceil(windowEnd(now, Math.max(msPerPixel, step)));
}
