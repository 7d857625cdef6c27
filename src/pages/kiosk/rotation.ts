/** Where a wall is in its rotation. Times are milliseconds of one clock that is never set (`performance.now()`). */
export interface Rotation {
  /** Of the screens, from 0. */
  readonly place: number;
  /** Since when it is shown. */
  readonly since: number;
  /** When the rotation goes on, where somebody has stopped it. */
  readonly pausedUntil: number | null;
}

export function begun(now: number): Rotation {
  return { place: 0, since: now, pausedUntil: null };
}

/** Somebody has touched the wall: it stays where it is, from now on for as long as they are told. */
export function touched(rotation: Rotation, now: number, resumeAfterMs: number): Rotation {
  return { ...rotation, pausedUntil: now + resumeAfterMs };
}

/** Somebody looks at another screen; it stays for as long as after any touch. @param by how many places on, or back */
export function stepped(
  rotation: Rotation,
  count: number,
  by: number,
  now: number,
  resumeAfterMs: number,
): Rotation {
  const place = count > 0 ? (((rotation.place + by) % count) + count) % count : 0;
  return touched({ ...rotation, place, since: now }, now, resumeAfterMs);
}

/** Somebody is done: the screen they looked at is shown for one more turn. */
export function resumed(rotation: Rotation, now: number): Rotation {
  return { ...rotation, since: now, pausedUntil: null };
}

/** How long the screen is still shown, ms; infinity where no other comes or somebody has stopped it. */
export function restOf(rotation: Rotation, lengths: readonly number[], now: number): number {
  if (lengths.length < 2 || rotation.pausedUntil !== null) return Number.POSITIVE_INFINITY;
  return rotation.since + (lengths[rotation.place] ?? 0) - now;
}

/** The place whose turn comes next. */
export function following(rotation: Rotation, count: number): number {
  return count > 0 ? (rotation.place + 1) % count : 0;
}

/**
 * The rotation as time has passed: the same object while nothing is due. However long nobody looked (a computer that slept), it moves on by
 * one screen, which then has its whole time.
 * @param lengths of all screens, ms
 */
export function advanced(rotation: Rotation, lengths: readonly number[], now: number): Rotation {
  if (rotation.place >= Math.max(1, lengths.length)) return { ...rotation, place: 0, since: now };
  if (rotation.pausedUntil !== null) return now < rotation.pausedUntil ? rotation : resumed(rotation, now);
  if (restOf(rotation, lengths, now) > 0) return rotation;
  return { place: following(rotation, lengths.length), since: now, pausedUntil: null };
}
