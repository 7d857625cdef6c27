import type { AlarmDeed } from '../../model/alarm.ts';

/** So far apart two tabs hear the same at most: what came later is another alarm. */
export const APART_MS = 5_000;
/** A tab whose link is later by more has to be told again. */
const KEPT_MS = 60_000;

interface Kept {
  readonly deed: AlarmDeed;
  /** When the alarm that the person saw was raised, epoch ms. */
  readonly raisedAt: number;
}

/**
 * What people did in other tabs about alarms that this one may have yet to see, its link being late. Of each alarm the newest counts, and once only: an
 * alarm that is raised anew nobody has seen.
 */
export class EarlyDeeds {
  readonly #kept = new Map<string, Kept>();

  /**
   * @param alarm one of the deed's
   * @param raisedAt when it had been raised that the person saw, epoch ms
   * @param knownAt when it was raised last here
   */
  keep(alarm: string, deed: AlarmDeed, raisedAt: number, knownAt: number | null): void {
    if (knownAt !== null && isSame(knownAt, raisedAt)) this.#kept.delete(alarm);
    else this.#kept.set(alarm, { deed, raisedAt });
  }

  /** What was done about an alarm that has been raised here. @param raisedAt when, epoch ms */
  take(alarm: string, raisedAt: number): AlarmDeed | undefined {
    const kept = this.#kept.get(alarm);
    if (kept === undefined || !isSame(kept.raisedAt, raisedAt)) return undefined;
    this.#kept.delete(alarm);
    return kept.deed;
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    // Of a time to come, the clock was set back since.
    for (const [alarm, { deed }] of this.#kept)
      if (Math.abs(now - deed.at) > KEPT_MS) this.#kept.delete(alarm);
  }
}

/** Whether what was raised at two times, in epoch ms, is one alarm that two tabs have heard of. */
export function isSame(raisedAt: number, other: number): boolean {
  return Math.abs(raisedAt - other) <= APART_MS;
}
