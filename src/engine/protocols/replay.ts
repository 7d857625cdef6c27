/** Values replayed by a new stream, at most. */
export const REPLAY_LENGTH = 10;

/**
 * How many values at the head of a replay are already known: the longest tail of the known values that equals a head of the replay.
 * Values repeat legitimately, so where several lengths fit, the longest is taken: it never adds a reading twice.
 */
export function knownInReplay(known: readonly number[], replay: readonly number[]): number {
  for (let length = Math.min(known.length, replay.length); length > 0; length--) {
    const offset = known.length - length;
    let same = true;
    for (let at = 0; same && at < length; at++) same = known[offset + at] === replay[at];
    if (same) return length;
  }
  return 0;
}
