import type { Alarm, AlarmEvent, AlarmKind } from '../../model/alarm.ts';
import type { Person } from '../../model/command.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { CheckListener } from './check.ts';
import { isSame } from './early-deeds.ts';
import { type AlarmLife, NORMAL, next, stateOf } from './life.ts';
import { type AlarmSubject, alarmId } from './subject.ts';
import { type Suppression, suppressedBecause } from './suppression.ts';

/** What has not been told anew for so long after the link is back may not be for hours: devices tell states when they change. */
const QUIET_MS = 10_000;

/** A time further ahead of our clock is from the future. */
const AHEAD_MS = 5_000;

/** What of an alarm outlives the page. */
export interface StoredAlarm {
  readonly id: string;
  readonly rule: string;
  readonly kind: AlarmKind;
  readonly ref: SeriesRef;
  readonly life: AlarmLife;
  readonly unit: string;
  readonly raisedAt: number | null;
  readonly returnedAt: number | null;
  /** A page of before does not say. */
  readonly endedAt?: number | null;
  readonly value: number | null;
  readonly acknowledged: Alarm['acknowledged'];
  readonly shelved: Alarm['shelved'];
}

/** What is told of each step of an alarm's life. */
export interface AlarmStep {
  readonly event: AlarmEvent;
  /** Epoch ms. */
  readonly at: number;
  readonly value: number | null;
  /** Who did it; null where nobody did. */
  readonly person: Person | null;
  readonly until: number | null;
}

/** Hears every step. */
export interface AlarmListener {
  /** @param step null where nothing happened that the journal has to tell */
  changed(record: AlarmRecord, step: AlarmStep | null): void;
}

/** One alarm with what it has been through. */
export class AlarmRecord implements CheckListener {
  readonly id: string;
  readonly subject: AlarmSubject;
  /** Where the unit is known from, once there is a reading. */
  source: { readonly unit: string } | null = null;
  readonly #listener: AlarmListener;
  #life: AlarmLife = NORMAL;
  #raisedAt: number | null = null;
  #returnedAt: number | null = null;
  /** When it had ended before it was raised last, epoch ms. */
  #endedAt: number | null = null;
  #value: number | null = null;
  #acknowledged: Alarm['acknowledged'] = null;
  #shelved: Alarm['shelved'] = null;
  #unit = '';
  #occurrences = 0;
  #isRecalled = false;
  #isUnheard = false;
  readonly #suppressions = new Set<Suppression>();

  constructor(subject: AlarmSubject, listener: AlarmListener) {
    this.id = alarmId(subject);
    this.subject = subject;
    this.#listener = listener;
  }

  /** As the back end names it; '' where it names none. */
  get unit(): string {
    return this.source?.unit || this.#unit;
  }

  get isActive(): boolean {
    return this.#life.isActive;
  }

  /** When it was raised last, epoch ms. */
  get raisedAt(): number | null {
    return this.#raisedAt;
  }

  /**
   * Whether it has ended and been raised again: whoever saw it as it was before has not seen it. Tabs whose links are not down at the same times
   * may date what goes on very differently, so that the time of raising alone does not tell.
   * @param seen when it had been raised that a person saw, epoch ms
   */
  hasBegunAnew(seen: number | null | undefined): boolean {
    if (this.#raisedAt === null || this.#endedAt === null || typeof seen !== 'number') return false;
    return seen <= this.#endedAt && !isSame(seen, this.#raisedAt);
  }

  get isRecalled(): boolean {
    return this.#isRecalled;
  }

  /** The link that would tell broke, and nothing has been told since. */
  get isUnknown(): boolean {
    return this.#suppressions.has('link') || this.#suppressions.has('quiet');
  }

  /** Takes over what was known of it before the page was loaded. */
  recall({ life, unit, raisedAt, returnedAt, endedAt, value, acknowledged, shelved }: StoredAlarm): void {
    // What suppressed it has to be seen anew.
    this.#life = next(life, 'released');
    this.#unit = unit;
    this.#raisedAt = raisedAt;
    this.#returnedAt = returnedAt;
    this.#endedAt = endedAt ?? null;
    this.#value = value;
    this.#acknowledged = acknowledged;
    this.#shelved = shelved;
    this.#isRecalled = true;
  }

  /** What it is about is watched no more. */
  drop(): void {
    this.#life = NORMAL;
    this.#shelved = null;
    this.#listener.changed(this, null);
  }

  /** A reading, or the lack of any, has said of it what is so now. */
  bearOut(): void {
    if (!this.#isRecalled && !this.#isUnheard) return;
    this.#isRecalled = false;
    this.#isUnheard = false;
    this.#listener.changed(this, null);
  }

  turned(isActive: boolean, time: number, value: number): void {
    const now = Date.now();
    // Nothing has happened yet that is dated ahead; clocks that differ by less do no harm.
    const at = time > now + AHEAD_MS ? now : time;
    const known = Number.isNaN(value) ? null : value;
    this.#isRecalled = false;
    this.#isUnheard = false;
    if (isActive) {
      this.#raisedAt = at;
      this.#endedAt = this.#returnedAt;
      this.#returnedAt = null;
      this.#value = known;
      this.#acknowledged = null;
      this.#occurrences += 1;
    } else this.#returnedAt = at;
    const event = isActive ? 'raised' : 'returned';
    this.#step({ event, at, value: known, person: null, until: null }, true);
  }

  /** Whether there was anything to acknowledge. */
  acknowledge(person: Person, at: number): boolean {
    const before = this.#life;
    this.#life = next(before, 'acknowledged');
    if (this.#life === before) return false;
    this.#acknowledged = { by: person.name, at };
    this.#listener.changed(this, { event: 'acknowledged', at, value: null, person, until: null });
    return true;
  }

  /** Whether it was not shelved until then already. @param until epoch ms */
  shelve(person: Person, at: number, until: number): boolean {
    if (this.#shelved?.until === until) return false;
    this.#life = next(this.#life, 'shelved');
    this.#shelved = { by: person.name, at, until };
    this.#listener.changed(this, { event: 'shelved', at, value: null, person, until });
    return true;
  }

  /** Whether it was shelved. @param person null where its time is over */
  unshelve(person: Person | null, at: number): boolean {
    if (this.#shelved === null) return false;
    this.#shelved = null;
    this.#life = next(this.#life, 'unshelved');
    if (!this.#life.isAcknowledged) {
      this.#acknowledged = null;
      // A reminder has to be heard as an alarm is.
      this.#occurrences += 1;
    }
    this.#listener.changed(this, { event: 'unshelved', at, value: null, person, until: null });
    return true;
  }

  /**
   * Once a second: shelving ends. Where our clock was set back to before it began, its time is counted anew.
   * @param now epoch ms
   */
  lookAtShelving(now: number): void {
    if (this.#shelved === null) return;
    const { by, at, until } = this.#shelved;
    if (until <= now) this.unshelve(null, now);
    else if (at > now + AHEAD_MS) {
      this.#shelved = { by, at: now, until: now + until - at };
      this.#listener.changed(this, null);
    }
  }

  /** The link that would tell is down: it is set aside. */
  linkBroke(at: number): void {
    const wasQuiet = this.#suppressions.has('quiet');
    this.#isUnheard = false;
    this.suppress('link', true, at);
    this.suppress('quiet', false, at);
    if (wasQuiet && this.isShown) this.#listener.changed(this, null);
  }

  /**
   * Once a second while the link is up. What is not told anew is shown as it was, and says so: a link that is up is no reason to hide
   * what may well be so still.
   * @param now epoch ms
   * @param since when the link came back, epoch ms
   */
  linkIsUp(now: number, since: number): void {
    if (!this.isUnknown) return;
    if (now - since >= QUIET_MS) {
      this.#isUnheard = true;
      this.linkIsBack(now);
    } else if (this.#suppressions.has('link')) {
      this.suppress('quiet', true, now);
      this.suppress('link', false, now);
      if (this.isShown) this.#listener.changed(this, null);
    }
  }

  /** What it is about has been heard of through the link. @param at epoch ms */
  heard(at: number): void {
    this.bearOut();
    this.linkIsBack(at);
  }

  /** No link is a reason any more to set it aside. */
  linkIsBack(at: number): void {
    this.suppress('link', false, at);
    this.suppress('quiet', false, at);
  }

  /** Sets it aside for a reason, or takes that reason away. */
  suppress(why: Suppression, isOn: boolean, at: number): void {
    if (isOn === this.#suppressions.has(why)) return;
    if (isOn) this.#suppressions.add(why);
    else this.#suppressions.delete(why);
    const event = this.#suppressions.size > 0 ? 'suppressed' : 'released';
    // A link that flaps under a thousand alarms would leave nothing else in the journal; the event log tells of the link.
    this.#step({ event, at, value: null, person: null, until: null }, why === 'design' && this.isActive);
  }

  /** Whether a person has to be shown it. */
  get isShown(): boolean {
    const { isActive, isAcknowledged, isShelved } = this.#life;
    return isActive || isShelved || !isAcknowledged;
  }

  snapshot(): Alarm {
    const { rule, kind, priority, limit, ref } = this.subject;
    return {
      id: this.id,
      rule: rule.id,
      title: rule.title,
      advice: rule.advice,
      kind,
      priority,
      ...ref,
      unit: this.unit,
      limit,
      state: this.isShown ? stateOf(this.#life) : 'normal',
      isActive: this.#life.isActive,
      raisedAt: this.#raisedAt,
      returnedAt: this.#returnedAt,
      value: this.#value,
      acknowledged: this.#acknowledged,
      shelved: this.#shelved,
      suppressedBecause: suppressedBecause(this.#suppressions),
      occurrences: this.#occurrences,
      isRecalled: this.#isRecalled,
      isUnheard: this.#isUnheard,
    };
  }

  stored(): StoredAlarm {
    const { rule, kind, ref } = this.subject;
    return {
      id: this.id,
      rule: rule.id,
      kind,
      ref,
      life: this.#life,
      unit: this.unit,
      raisedAt: this.#raisedAt,
      returnedAt: this.#returnedAt,
      endedAt: this.#endedAt,
      value: this.#value,
      acknowledged: this.#acknowledged,
      shelved: this.#shelved,
    };
  }

  #step(step: AlarmStep, isTold: boolean): void {
    const before = this.#life;
    this.#life = next(before, step.event);
    if (this.#life !== before) this.#listener.changed(this, isTold ? step : null);
  }
}
