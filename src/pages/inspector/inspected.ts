import { INSPECTED_FRAMES, type Inspection } from '../../model/inspection.ts';

/** What has been seen of a connection, and what keeps more from being seen. */
export interface Inspected extends Inspection {
  /** In words; '' while all is well. */
  readonly problem: string;
}

export const NOTHING: Inspected = { frames: [], since: 0, seen: 0, leftOut: 0, problem: '' };

/** Frames of before and what is new, the newest as many as are kept. A new inspection begins anew. */
export function merged(before: Inspected, next: Inspection): Inspected {
  if (before.since !== next.since) return { ...next, problem: '' };
  if (before.problem === '' && before.seen === next.seen && next.frames.length === 0) return before;
  const frames = next.frames.length === 0 ? before.frames : [...before.frames, ...next.frames];
  return { ...next, frames: frames.slice(-INSPECTED_FRAMES), problem: '' };
}

/** The number after which more is asked for. Each inspection counts from 1, so that it is one of this inspection or none. */
export function newestOf({ frames }: Inspected): number {
  return frames.at(-1)?.seq ?? 0;
}
