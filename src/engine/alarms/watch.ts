import { toTick } from '../series/pages.ts';
import type { Series } from '../series/store.ts';
import type { Check } from './check.ts';
import type { CoarseClock } from './clock.ts';
import type { Guard } from './guard.ts';
import type { LinkState } from './links.ts';
import type { AlarmRecord } from './record.ts';

/** An alarm for want of readings. */
interface Silence {
  readonly record: AlarmRecord;
  readonly afterMs: number;
}

/**
 * Looks at the readings of one series for its rules. What is put in its place behind newer readings is of the past and says nothing
 * about now, and neither does what is already stale as it arrives; a rule for staleness speaks of that. Behind a reading that was dated
 * ahead of its arrival what has arrived since is the newest, as it is on the page.
 */
export class Watch {
  readonly #series: Series;
  readonly #link: LinkState;
  readonly #clock: CoarseClock;
  readonly #checks: Check[] = [];
  /** The alarms of the checks, but those that do not care about the link. */
  readonly #linked = new Set<AlarmRecord>();
  readonly #all: AlarmRecord[] = [];
  readonly #silences: Silence[] = [];
  readonly #guards = new Set<Guard>();
  /** The link broke, and no reading has come since that says how things are now. */
  #isBroken = false;
  /** When it broke, epoch ms. */
  #brokenAt = 0;
  /** No reading at all has come since silence began to be counted anew. */
  #isWaiting = false;
  /** Since when it is counted so, epoch ms. */
  #waitsFrom = 0;
  /** What is known of its alarms is of before the page was loaded. */
  #isRecalled = false;
  /** When a state came last that counts though it is dated before others, epoch ms by our clock. */
  #statedAt = Number.NEGATIVE_INFINITY;
  /** The clock that dates readings is wrong, so that ours has dated the last. */
  #byArrival = false;
  /** The time of the last reading that counted, epoch ms. */
  #time = Number.NaN;
  /** When it came, epoch ms by our clock. */
  #tookAt = Number.NaN;

  constructor(series: Series, link: LinkState, clock: CoarseClock) {
    this.#series = series;
    this.#link = link;
    this.#clock = clock;
  }

  get connection(): string {
    return this.#series.connection;
  }

  /** Its series is no more. */
  get isOver(): boolean {
    return this.#series.isGone;
  }

  /** @param suppressed whether the alarm is suppressed while the link is down */
  addCheck(check: Check, record: AlarmRecord, suppressed: boolean): void {
    this.#checks.push(check);
    this.#all.push(record);
    if (suppressed) this.#linked.add(record);
    this.#isRecalled ||= record.isRecalled;
    // A series in the place of one that went down with its link.
    if (suppressed) this.#isBroken ||= record.isUnknown;
  }

  addSilence(record: AlarmRecord, afterMs: number): void {
    this.#silences.push({ record, afterMs });
  }

  addGuard(guard: Guard): void {
    this.#guards.add(guard);
    const { heardTime, lastTime, lastValue } = this.#series;
    // A state is told when it changes: it may not be told again for hours.
    if (this.#isBroken || !this.#isLive) return;
    if (this.#isPassedOver) guard.reading(heardTime, this.#series.heardValue);
    else guard.reading(lastTime, lastValue);
  }

  /** All that look at the series are there: they are told what came before them, where it still holds. */
  begin(): void {
    const { lastTime, lastValue } = this.#series;
    if (!this.#isLive) return;
    if (this.#isPassedOver) this.#takeHeard();
    else this.#take(lastTime, lastValue, false);
  }

  /** A reading that is kept. @param time epoch ms */
  reading(time: number, value: number): void {
    if (time >= this.#series.lastTime) this.#take(time, value, false);
    else if (this.#isPassedOver) this.#takeHeard();
  }

  /** A state counts from now on. @param time as it is dated, epoch ms @param now epoch ms by our clock */
  stated(time: number, value: number, now: number): void {
    // It came as a reading already.
    if (toTick(time) >= this.#series.lastTime) return;
    this.#statedAt = now;
    // The clock that dated it, or the one before, was wrong.
    this.#take(now, value, true);
  }

  /** The link broke. @param time epoch ms by our clock */
  broken(time: number): void {
    if (!this.#isBroken) {
      for (const check of this.#checks) check.interrupt();
      for (const guard of this.#guards) guard.lost(time);
    }
    this.#isBroken = true;
    this.#brokenAt = time;
    this.#waitFrom(time);
    for (const record of this.#linked) record.linkBroke(time);
  }

  /** Its connection has ended, and the series with it. @param time epoch ms by our clock */
  left(time: number): void {
    this.broken(time);
    for (const { record } of this.#silences) {
      if (!isLinked(record)) continue;
      record.linkBroke(time);
      this.#linked.add(record);
    }
  }

  /** Our clock was set, or stood still: delays and silence count from now. @param now epoch ms */
  restart(now: number): void {
    for (const check of this.#checks) check.restart(now);
    // It broke at no time that is yet to come, and nothing was heard then.
    this.#brokenAt = Math.min(this.#brokenAt, now);
    this.#statedAt = Math.min(this.#statedAt, now);
    this.#tookAt = now;
    this.#waitFrom(now);
  }

  /** Once a second: delays that no reading ends, and readings that do not come. @param now epoch ms */
  tick(now: number): void {
    const { heardTime, staleAfterMs } = this.#series;
    if (now - heardTime > staleAfterMs) for (const guard of this.#guards) guard.lost(now);
    else if (!this.#isBroken) for (const check of this.#checks) check.tick(now, this.#tookAt);
    this.lookAtLink(now);
    for (const silence of this.#silences) this.#listen(silence, now);
  }

  /** Once a second: what nothing has been heard of since the link broke. @param now epoch ms */
  lookAtLink(now: number): void {
    if (!this.#isBroken || !this.#link.isOnline) return;
    // A link that broke for less than a second was never seen to be down.
    const since = Math.max(this.#link.since, this.#brokenAt);
    for (const record of this.#linked) record.linkIsUp(now, since);
  }

  /** Whether the newest reading is of now, as far as anybody knows. */
  get #isLive(): boolean {
    const { heardTime, isBrokenOff, isRestored, staleAfterMs } = this.#series;
    return !isRestored && !isBrokenOff && heardTime >= this.#clock.now - staleAfterMs;
  }

  /** Of states it is the intake that knows which is the newest: they are {@link stated}. */
  get #isPassedOver(): boolean {
    return this.#series.kind === 'number' && this.#series.isPassedOver;
  }

  #takeHeard(): void {
    this.#take(this.#series.heardTime, this.#series.heardValue, true);
  }

  /** @param byArrival whether the time is our clock's, and not the reading's own */
  #take(time: number, value: number, byArrival: boolean): void {
    // However old it is, silence it is not.
    this.#isWaiting = false;
    if (time < this.#clock.now - this.#series.staleAfterMs) return;
    // First, so that an alarm that ended during an outage is seen to have been there.
    if (this.#isBroken || this.#isRecalled) this.#knownAgain(time);
    if (byArrival !== this.#byArrival) {
      this.#byArrival = byArrival;
      for (const check of this.#checks) check.rebase(time);
    } else if (time - this.#time > this.#series.staleAfterMs) {
      // Nobody has borne a delay out over a silence.
      for (const check of this.#checks) check.interrupt();
    }
    this.#time = time;
    this.#tookAt = this.#clock.now;
    for (const guard of this.#guards) guard.reading(time, value);
    for (const check of this.#checks) check.reading(time, value);
  }

  #waitFrom(time: number): void {
    this.#isWaiting = true;
    this.#waitsFrom = time;
  }

  /** After a break, and while there is nothing but what was restored, silence counts from when the link was there. */
  #listen({ record, afterMs }: Silence, now: number): void {
    const { heardTime, isRestored } = this.#series;
    const last = Math.max(heardTime, this.#statedAt);
    const isWaiting = this.#isWaiting || isRestored;
    if (isLinked(record)) {
      if (isWaiting && !this.#link.isOnline) record.linkBroke(now);
      else record.linkIsBack(now);
    }
    if (isWaiting && !this.#link.isOnline) return;
    const from = isWaiting ? Math.max(this.#link.since, this.#waitsFrom) : last;
    const isSilent = now - from > afterMs;
    // Only a reading ends it.
    if (!isSilent && isWaiting) return;
    if (isSilent === record.isActive) record.bearOut();
    else record.turned(isSilent, isSilent ? from + afterMs : last, Number.NaN);
  }

  #knownAgain(time: number): void {
    this.#isBroken = false;
    this.#isRecalled = false;
    for (const record of this.#all) record.heard(time);
  }
}

/** Whether an alarm for want of readings is suppressed while the link is down. */
function isLinked({ subject: { rule } }: AlarmRecord): boolean {
  return rule.kind === 'stale' && rule.suppressWhileDown;
}
