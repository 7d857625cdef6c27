import type { InspectedFrame } from '../../model/inspection.ts';
import { decodedInWords } from './words.ts';

/** What of the frames is to be shown. */
export interface FrameFilter {
  /** Anywhere in the frame, its event, its link or what was taken from it; upper and lower case alike. */
  readonly text: string;
  readonly direction: 'both' | 'in' | 'out';
  readonly unreadableOnly: boolean;
}

export const EVERYTHING: FrameFilter = { text: '', direction: 'both', unreadableOnly: false };

function holds(frame: InspectedFrame, needle: string): boolean {
  const places = [frame.text, frame.event, frame.link, frame.unreadable, frame.skipped];
  return (
    places.some((place) => place.toLowerCase().includes(needle)) ||
    frame.decoded.some((one) => decodedInWords(one).toLowerCase().includes(needle))
  );
}

/** The frames that fit, in their order. What a link did stands between them unless something of frames is asked for. */
export function fitting(frames: readonly InspectedFrame[], filter: FrameFilter): readonly InspectedFrame[] {
  const { direction, unreadableOnly } = filter;
  const needle = filter.text.trim().toLowerCase();
  return frames.filter((frame) => {
    if (unreadableOnly && frame.unreadable === '') return false;
    if (direction !== 'both' && (frame.direction !== direction || frame.kind === 'link')) return false;
    return needle === '' || holds(frame, needle);
  });
}
