import type { Scalar } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';
import { type ActuatorRef, actuatorKey, type ConnectionId } from '../../model/identity.ts';
import { agrees, valueWords } from './agreement.ts';
import { type End, isUnknown } from './command-life.ts';

/** What follows an order of this page so shortly is its own doing: a ramp, a bounce, a repeated report. */
const ECHO_MS = 3_000;
/** An order whose outcome stayed unknown is remembered so long, to tell its late effect from somebody else's change. */
const LATE_MS = 120_000;
/** A setpoint that is being turned elsewhere is spoken of once in this time. */
const NUMBER_PAUSE_MS = 3_000;
const MAX_WATCHED = 4_096;
const MAX_ENDED = 256;
/** Of one target. */
const MAX_UNKNOWN = 8;

const ELSEWHERE = 'changed elsewhere.';

/** What a report has turned out to be. */
interface Finding {
  /** Nobody ordered it here. */
  readonly isElsewhere: boolean;
  /** What the event log is to say; null when it has nothing to. */
  readonly text: string | null;
}

const NOTHING: Finding = { isElsewhere: false, text: null };

interface Watched {
  readonly connection: ConnectionId;
  readonly device: string;
  readonly value: Scalar;
  readonly spokenAt: number;
}

/** An order that may yet turn out to have been carried out. */
interface Unknown {
  readonly desired: Json;
  readonly at: number;
}

/** What is remembered of a target's orders. */
interface Ended {
  /** When the newest ended. */
  readonly at: number;
  /** Each of them may come late, not only the newest. Oldest first. */
  readonly unknown: readonly Unknown[];
}

/** Finds the reports that no order of this page explains, and puts them into words for the event log. */
export class ForeignChanges {
  readonly #watched = new Map<string, Watched>();
  readonly #ended = new Map<string, Ended>();

  /** An order has ended: what its target reports next may be its doing. */
  ended(key: string, desired: Json, end: End, now: number): void {
    const before = this.#ended.get(key)?.unknown ?? [];
    this.#ended.delete(key);
    // Of the same value only the newest order counts.
    const others = before.filter((one) => JSON.stringify(one.desired) !== JSON.stringify(desired));
    const unknown = isUnknown(end) ? [...others, { desired, at: now }] : others;
    this.#ended.set(key, { at: now, unknown: unknown.slice(-MAX_UNKNOWN) });
    dropOldest(this.#ended, MAX_ENDED);
  }

  /**
   * A device reported one of its actuators. The first report, and the first after it did not know its state, only inform.
   * @param isOrdered an open command explains it
   */
  report(ref: ActuatorRef, value: Scalar | null, isOrdered: boolean, now: number): Finding {
    const key = actuatorKey(ref);
    const before = this.#watched.get(key);
    if (value === null) {
      this.#watched.delete(key);
      return NOTHING;
    }
    const isNews = before !== undefined && !isOrdered && !agrees(before.value, value);
    const words = isNews ? this.#words(key, value, now) : null;
    const isTurning = words === ELSEWHERE && typeof value === 'number' && before !== undefined;
    const pause = isTurning ? now - before.spokenAt : Number.POSITIVE_INFINITY;
    const isSaid = words !== null && !(pause >= 0 && pause < NUMBER_PAUSE_MS);
    this.#watched.set(key, {
      connection: ref.connection,
      device: ref.device,
      value,
      spokenAt: isSaid ? now : (before?.spokenAt ?? Number.NEGATIVE_INFINITY),
    });
    dropOldest(this.#watched, MAX_WATCHED);
    return {
      isElsewhere: words === ELSEWHERE,
      text: isSaid ? `${ref.property} is ${valueWords(value)}: ${words}` : null,
    };
  }

  /** The link of these devices broke: what happened behind it is nobody's news, and their first report after it only informs. */
  lost(connection: ConnectionId, hasDevice: (device: string) => boolean): void {
    for (const [key, watched] of this.#watched) {
      if (watched.connection === connection && hasDevice(watched.device)) this.#watched.delete(key);
    }
  }

  #words(key: string, value: Scalar, now: number): string | null {
    const ended = this.#ended.get(key);
    // A clock that was set back makes ages negative; such a time says nothing.
    const ageOf = (at = Number.NEGATIVE_INFINITY) => (now >= at ? now - at : Number.POSITIVE_INFINITY);
    const late = ended?.unknown.find(({ desired, at }) => ageOf(at) < LATE_MS && agrees(desired, value));
    if (ended && late) {
      this.#ended.set(key, { ...ended, unknown: ended.unknown.filter((one) => one !== late) });
      return 'reported only after the order for it had ended without an answer.';
    }
    return ageOf(ended?.at) < ECHO_MS ? null : ELSEWHERE;
  }
}

function dropOldest(map: Map<string, unknown>, limit: number): void {
  if (map.size <= limit) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}
