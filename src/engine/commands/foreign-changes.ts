import { agrees } from '../../model/agreement.ts';
import type { Scalar } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';
import { type ActuatorRef, actuatorKey, type ConnectionId } from '../../model/identity.ts';
import { keptValue } from '../../model/kept-value.ts';
import { LEFT_OUT } from '../../model/redacted-text.ts';
import { isSecretName } from '../../model/secret-name.ts';
import { type End, isUnknown } from './command-life.ts';
import { valueWords } from './outcome-words.ts';

/** A number that follows an order of this page so shortly may be on its way there: a ramp, or a bounce at its end. */
const SETTLING_MS = 3_000;
/** So far beyond what was ordered a bounce goes, of the way there. */
const BOUNCE = 0.1;
/** An order of which no report has told yet is remembered so long, to tell its late effect from somebody else's change. */
const LATE_MS = 120_000;
/** A setpoint that is being turned elsewhere is spoken of once in this time. */
const NUMBER_PAUSE_MS = 3_000;
const MAX_WATCHED = 4_096;
const MAX_ENDED = 256;
/** Of one target. */
const MAX_UNKNOWN = 8;

const ELSEWHERE = 'changed elsewhere.';
const WHILE_AWAY = 'changed while the link was down.';
const LATE = 'reported only after the order for it had ended without an answer.';

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
  /** The link has broken since. */
  readonly isLost: boolean;
}

/** An order that may yet turn out to have been carried out. */
interface Unknown {
  readonly desired: Json;
  readonly at: number;
  /** Its end said that it was taken. */
  readonly isAccepted: boolean;
}

/** What is remembered of a target's orders. */
interface Ended {
  /** When the newest ended. */
  readonly at: number;
  /** What it asked for, and what was reported last before it ended; for numbers. */
  readonly desired: Json;
  readonly from: Scalar | undefined;
  /** Each of them may come late, not only the newest. Oldest first. */
  readonly unknown: readonly Unknown[];
}

/** Finds the reports that no order of this page explains, and puts them into words for the event log. */
export class ForeignChanges {
  readonly #watched = new Map<string, Watched>();
  readonly #ended = new Map<string, Ended>();
  /** What targets reported before the order that is open. */
  readonly #startedFrom = new Map<string, Scalar>();

  /** An order has ended: what its target reports next may be its doing. */
  ended(key: string, desired: Json, end: End, now: number): void {
    const isAccepted = end.state === 'confirmed' && end.confirmedBy === 'acceptance';
    const isDone = end.state === 'confirmed' || isUnknown(end);
    if (!isDone) this.#startedFrom.delete(key);
    else
      this.#remember(
        key,
        desired,
        isAccepted || isUnknown(end) ? { desired, at: now, isAccepted } : null,
        now,
      );
  }

  /** An order says this of another property than its own, which may report it from now on. */
  expect(key: string, desired: Scalar, now: number): void {
    this.#remember(key, desired, { desired, at: now, isAccepted: true }, now);
  }

  #remember(key: string, desired: Json, open: Unknown | null, now: number): void {
    const before = this.#ended.get(key)?.unknown ?? [];
    this.#ended.delete(key);
    // Of the same value only the newest order counts.
    const others = before.filter((one) => JSON.stringify(one.desired) !== JSON.stringify(desired));
    const unknown = open ? [...others, open] : others;
    const from = this.#startedFrom.get(key) ?? this.#watched.get(key)?.value;
    this.#startedFrom.delete(key);
    this.#ended.set(key, { at: now, desired, from, unknown: unknown.slice(-MAX_UNKNOWN) });
    dropOldest(this.#ended, MAX_ENDED);
  }

  /**
   * A device reported one of its actuators. The first report, and the first after it did not know its state, only inform; the first after a break of
   * its link is told where it differs from the last before.
   * @param isOrdered an open command explains it
   * @param step see {@link agrees}
   * @param hasEnded that command has ended by it
   */
  report(
    ref: ActuatorRef,
    value: Scalar | null,
    isOrdered: boolean,
    now: number,
    step = 0,
    hasEnded = false,
  ): Finding {
    const key = actuatorKey(ref);
    const before = this.#watched.get(key);
    if (value === null) {
      this.#watched.delete(key);
      return NOTHING;
    }
    const kept = keptValue(value);
    const isNews = before !== undefined && !isOrdered && !agrees(before.value, kept, step);
    if (isOrdered && !hasEnded && before && !this.#startedFrom.has(key)) {
      this.#startedFrom.set(key, before.value);
      dropOldest(this.#startedFrom, MAX_ENDED);
    }
    const told = isSecretName(ref.property) ? LEFT_OUT : valueWords(kept);
    const words = isNews ? this.#words(key, value, before.isLost, now, step) : null;
    const isElsewhere = words === ELSEWHERE || words === WHILE_AWAY;
    const isTurning = isElsewhere && typeof value === 'number' && before !== undefined;
    const pause = isTurning ? now - before.spokenAt : Number.POSITIVE_INFINITY;
    const isSaid = words !== null && !(pause >= 0 && pause < NUMBER_PAUSE_MS);
    this.#watched.set(key, {
      connection: ref.connection,
      device: ref.device,
      value: kept,
      spokenAt: isSaid ? now : (before?.spokenAt ?? Number.NEGATIVE_INFINITY),
      isLost: false,
    });
    dropOldest(this.#watched, MAX_WATCHED);
    return {
      isElsewhere,
      text: isSaid ? `${ref.property} is ${told}: ${words}` : null,
    };
  }

  /** Whether a report lies on the way from what was reported before an open order to what that asks for. */
  isOnItsWay(ref: ActuatorRef, value: Scalar, desired: Json): boolean {
    const key = actuatorKey(ref);
    return isSettling(value, { desired, from: this.#startedFrom.get(key) ?? this.#watched.get(key)?.value });
  }

  /** The link of these devices broke. */
  lost(connection: ConnectionId, hasDevice: (device: string) => boolean): void {
    for (const [key, watched] of this.#watched) {
      if (watched.connection === connection && hasDevice(watched.device))
        this.#watched.set(key, { ...watched, isLost: true });
    }
  }

  #words(key: string, value: Scalar, wasLost: boolean, now: number, step: number): string | null {
    const ended = this.#ended.get(key);
    // A clock that was set back makes ages negative; such a time says nothing.
    const ageOf = (at = Number.NEGATIVE_INFINITY) => (now >= at ? now - at : Number.POSITIVE_INFINITY);
    // While the link was down nothing could come late: what comes first after it may be of any age.
    const late = ended?.unknown.find(
      ({ desired, at }) => (wasLost || ageOf(at) < LATE_MS) && agrees(desired, value, step),
    );
    if (ended && late) {
      this.#ended.set(key, { ...ended, unknown: ended.unknown.filter((one) => one !== late) });
      return late.isAccepted ? null : LATE;
    }
    if (wasLost) return WHILE_AWAY;
    return ended && ageOf(ended.at) < SETTLING_MS && isSettling(value, ended) ? null : ELSEWHERE;
  }
}

/** Whether a number is on its way from what was to what was ordered, or has gone a bit beyond that. Anything else is there or is not. */
function isSettling(value: Scalar, { desired, from }: Pick<Ended, 'desired' | 'from'>): boolean {
  if (typeof value !== 'number' || typeof desired !== 'number' || typeof from !== 'number') return false;
  const way = desired - from;
  const gone = way === 0 ? Number.POSITIVE_INFINITY : (value - from) / way;
  return gone >= 0 && gone <= 1 + BOUNCE;
}

function dropOldest(map: Map<string, unknown>, limit: number): void {
  if (map.size <= limit) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}
