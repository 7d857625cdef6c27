/** Values replayed by a new stream, at most. */
export const REPLAY_LENGTH = 10;

/** What a replay, as far as it has come, adds to what is known. */
export interface Alignment {
  /** Values not known yet, oldest first. */
  readonly fresh: readonly number[];
  /** The replay lies wholly inside what is known and does not reach its end: more of it must be to come. */
  readonly inside: boolean;
  /** Not one value is known: more may have been missed than the server replays. */
  readonly disjoint: boolean;
}

/**
 * Lines a replay up with what is already known. Values repeat legitimately and have neither time nor number, so the place is found by
 * the values alone: the earliest place in `known` from which both agree as far as they overlap. For a whole replay this is the
 * longest tail of the known values that equals the head of the replay. The earliest place adds the fewest values: never one twice.
 * @param known the newest values appended so far, oldest first
 * @param replay the newest stream's values so far, from its first, at most {@link REPLAY_LENGTH}
 */
export function align(known: readonly number[], replay: readonly number[]): Alignment {
  for (let from = 0; from < known.length; from++) {
    const overlap = Math.min(known.length - from, replay.length);
    let at = 0;
    while (at < overlap && known[from + at] === replay[at]) at++;
    if (at < overlap) continue;
    const reached = known.length - from;
    return { fresh: replay.slice(reached), inside: replay.length < reached, disjoint: false };
  }
  return { fresh: replay, inside: false, disjoint: known.length > 0 && replay.length > 0 };
}

/** Whether the newest of the known values are these. */
export function endsWith(known: readonly number[], values: readonly number[]): boolean {
  return values.every((value, at) => known[known.length - values.length + at] === value);
}
