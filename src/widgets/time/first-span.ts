import { isSaving } from '../../live/index.ts';
import { type WindowPreset, windowPresets } from './presets.ts';

/** A page that saves data begins with no more than this; who wants more chooses it. */
const SAVING: WindowPreset = '1m';

/** What a window is long at first, ms. */
export function firstSpanMs(preset: WindowPreset): number {
  const { spanMs } = windowPresets[preset];
  return isSaving() ? Math.min(spanMs, windowPresets[SAVING].spanMs) : spanMs;
}
