import type { AuditEntry } from '../../model/audit.ts';
import type { AuditStore } from './audit-store.ts';
import { released } from './entry.ts';
import type { Presence } from './presence.ts';

/** What a dying page wrote last may still be on its way to the storage. */
const LAST_WORDS_MS = 1_000;
const INTERRUPTED =
  'Interrupted: the page went away or its data engine stopped before the pulse was ended, and no order that ends it is known to have been sent. ' +
  'Ask the device for its state, and end the pulse by hand if it is still as the pulse left it.';

/** Finds the pulses whose pages went away before they were ended, and says of them that they may not have been. */
export class InterruptedPulses {
  readonly #presence: Presence | undefined;
  /** Since when it is known of engines that they are gone, epoch ms. */
  #gone: ReadonlyMap<string, number> = new Map();

  constructor(presence: Presence | undefined) {
    this.#presence = presence;
  }

  /**
   * Enters the ends that nobody will enter any more.
   * @param presses first orders of pulses whose second has not been entered
   * @param now epoch ms
   * @param told of each entry, once in all tabs together
   * @returns when to look again, epoch ms
   */
  async look(
    store: AuditStore,
    presses: readonly AuditEntry[],
    now: number,
    told: (entry: AuditEntry) => void,
  ): Promise<number> {
    const gone = new Map<string, number>();
    let next = Number.POSITIVE_INFINITY;
    for (const press of presses) {
      const due = await this.#due(press, now, gone);
      if (due > now) next = Math.min(next, due);
      else {
        const entry = interrupted(press, now);
        if (await store.endPulse(press, entry)) told(entry);
      }
    }
    this.#gone = gone;
    return next;
  }

  /** When it can be said of a pulse that nobody will end it. As long as its engine lives it is that one's to tell. */
  async #due({ owner, releaseBy = 0 }: AuditEntry, now: number, gone: Map<string, number>): Promise<number> {
    if (owner === undefined || !this.#presence) return releaseBy;
    if (owner === this.#presence.name) return Number.POSITIVE_INFINITY;
    if (!(await this.#presence.isGone(owner))) return now + LAST_WORDS_MS;
    const since = this.#gone.get(owner) ?? now;
    gone.set(owner, since);
    // Where the clock was set back meanwhile, time has passed, too.
    return Math.abs(now - since) >= LAST_WORDS_MS ? now : now + LAST_WORDS_MS;
  }
}

/** What is known of the second order of a pulse whose page went away without entering it. */
function interrupted(press: AuditEntry, now: number): AuditEntry {
  const { id, pulse, ...rest } = released(press);
  const at = Math.min(press.releaseBy ?? now, now);
  return {
    ...rest,
    id: `${id}-release`,
    enteredAt: at,
    value: pulse?.order?.release ?? null,
    steps: [{ state: 'pending', at }],
    reason: INTERRUPTED,
    confirmedBy: null,
    reportedValue: null,
    // Nobody is there who could still end it.
    deadlineAt: 0,
    ...(pulse && { pulse: { id: pulse.id, part: 'release' } }),
  };
}
