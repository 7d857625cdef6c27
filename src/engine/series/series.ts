import type { SeriesInfo } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import { AHEAD_MS, Arrivals } from './arrivals.ts';
import { Breaks } from './breaks.ts';
import { Decimals } from './decimals.ts';
import type { LateLog } from './late.ts';
import type { Memory } from './memory.ts';
import { PAGE_SAMPLES, TICKS_PER_MS, toTick } from './pages.ts';
import { RollUps } from './rollups.ts';
import { Samples, type SampleTaker } from './samples.ts';

/** A full series makes room by dropping this share of its samples, a page at most. */
const DROPPED_SHARE = 8;
/** Times beyond are no dates (ECMAScript's limit). */
const LATEST_TIME = 8.64e15;
const NOBODY: SampleTaker = { addRun() {} };

/** What a series asks of its store. */
export interface Keeper {
  readonly memory: Memory;
  /** Memory has run over. */
  makeRoom(): void;
  /** Facts about the series have changed. */
  infoChanged(series: Series): void;
}

/** Hears what happens to a series, in order of arrival; what is restored is not among it. */
export interface Follower {
  /** @param time epoch ms in whole ticks */
  reading(time: number, value: number): void;
  /** @param time epoch ms by our clock */
  broken(time: number): void;
}

/** Looks at live readings for what is wrong. */
export interface Watcher {
  /** @param time epoch ms in whole ticks; a late reading is told, too */
  reading(time: number, value: number): void;
  /** The link that brings the series broke. @param time epoch ms by our clock */
  broken(time: number): void;
}

/**
 * All readings of one quantity of one device. Two samples of the same time are both kept, in order of arrival; times are kept to a
 * sixteenth of a millisecond. When room runs out the oldest samples go into roll-ups.
 */
export class Series {
  readonly connection: string;
  readonly device: string;
  readonly quantity: string;
  readonly kind: 'number' | 'state';
  readonly staleAfterMs: number;
  /** Grows with every change to samples or breaks; compare to know whether there is anything new. */
  version = 0;
  /** Epoch ms and value of the newest sample; NaN while there is none. */
  lastTime = Number.NaN;
  lastValue = Number.NaN;
  /** Samples that are not kept raw: gone into roll-ups, or refused. */
  evicted = 0;
  /** Those of them that nothing is left of: refused, too old, or more than there is room for in roll-ups, too. */
  lost = 0;
  readonly samples: Samples;
  /** Null while nothing has been evicted. */
  rollUps: RollUps | null = null;
  /** Null while there is none. */
  breaks: Breaks | null = null;
  /** Late samples since somebody began to look; null while nobody does. */
  late: LateLog | null = null;
  follower: Follower | null = null;
  /** Its connection has been removed: another series may bear its name now. */
  isGone = false;
  /** Grows when samples are forgotten that others may have read: what they know of the series holds no more. */
  era = 0;
  /** Live readings have come behind those that were restored, if only late ones. */
  isHeard = false;
  /** Null where no alarm rule is about it. */
  watch: Watcher | null = null;
  #isRestored = false;
  /** Since the newest reading: its value may not hold any more, or its link has broken. */
  #doubt: 'none' | 'told' | 'lost' = 'none';
  /** Time of the newest sample that was restored, epoch ms. */
  #restoredTo = Number.NEGATIVE_INFINITY;
  readonly #arrivals = new Arrivals();
  #unit: string;
  #history: readonly number[] = [];
  /** Samples that went from raw to roll-ups. */
  #rolledUp = 0;
  /** Nothing before is known any more but perhaps the newest samples; epoch ms. */
  #expiredTo = Number.NEGATIVE_INFINITY;
  readonly #decimals = new Decimals();
  readonly #keeper: Keeper;

  constructor(ref: SeriesRef, unit: string, kind: 'number' | 'state', staleAfterMs: number, keeper: Keeper) {
    this.connection = ref.connection;
    this.device = ref.device;
    this.quantity = ref.quantity;
    this.#unit = unit;
    this.kind = kind;
    this.staleAfterMs = staleAfterMs;
    this.samples = new Samples(keeper.memory.pages);
    this.#keeper = keeper;
  }

  /** Facts for the page. */
  get info(): SeriesInfo {
    const { connection, device, quantity, kind } = this;
    const isPast = this.#isRestored || this.#doubt !== 'none';
    const staleAfterMs = isPast ? Number.NEGATIVE_INFINITY : this.staleAfterMs;
    return {
      connection,
      device,
      quantity,
      unit: this.#unit,
      kind,
      staleAfterMs,
      decimals: this.#decimals.count,
      history: this.#history,
    };
  }

  /** All readings there are are of before the page was loaded. */
  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** Of a state: its link has broken since the newest reading. */
  get isLost(): boolean {
    return this.#doubt === 'lost';
  }

  /** '' where the back end names none. */
  get unit(): string {
    return this.#unit;
  }

  set unit(unit: string) {
    if (unit === this.#unit) return;
    this.#unit = unit;
    this.#keeper.infoChanged(this);
  }

  /** Values replayed without times, oldest first. */
  get history(): readonly number[] {
    return this.#history;
  }

  set history(values: readonly number[]) {
    this.#history = values;
    this.#keeper.infoChanged(this);
  }

  /**
   * The newest sample; but after one from the future, which would stay that until its time has come, what has arrived since. The time is that of
   * its arrival where the clock that dated it is ahead, so that it tells an age.
   */
  get heard(): { readonly time: number; readonly value: number } {
    return { time: this.heardTime, value: this.heardValue };
  }

  /** The time of {@link Series.heard}. */
  get heardTime(): number {
    return this.#arrivals.timeOf(this.lastTime);
  }

  /** The value of {@link Series.heard}. */
  get heardValue(): number {
    return this.isPassedOver ? this.#arrivals.sinceValue : this.lastValue;
  }

  /** The newest sample is from the future, and others have arrived since, which count instead. */
  get isPassedOver(): boolean {
    return this.#arrivals.passOver(this.lastTime);
  }

  /** Whether the line is broken off behind the newest sample; before one from the future, behind the newest that counts. */
  get isBrokenOff(): boolean {
    const { sinceNewest } = this.#arrivals;
    const end = this.isPassedOver && !Number.isNaN(sinceNewest) ? sinceNewest : this.lastTime;
    return this.breaks?.isBehind(end) ?? false;
  }

  /** Samples of all times that are kept raw or in roll-ups up to the oldest raw one: a place in the order of time. */
  get placed(): number {
    return this.#rolledUp + this.samples.length;
  }

  /** {@link Series.placed} of the oldest raw sample. */
  get rawStart(): number {
    return this.#rolledUp;
  }

  /** Time up to which samples are in roll-ups only, epoch ms; windows that begin later are exact. */
  get rolledUpTo(): number {
    return this.rollUps?.newest ?? Number.NEGATIVE_INFINITY;
  }

  /** Of a recording, which is as old as it is: no retention holds for it. */
  get isRecorded(): boolean {
    return this.staleAfterMs === Number.NEGATIVE_INFINITY;
  }

  /**
   * Nothing older is shown or handed out: it is older than the retention, forgotten or about to be. The newest time of all stays, with its
   * age, for as long as nothing newer comes. Epoch ms; NaN while there is no sample.
   */
  get shownFrom(): number {
    return Math.min(this.lastTime, this.#horizon);
  }

  get #horizon(): number {
    return this.isRecorded ? this.#expiredTo : Math.max(this.#keeper.memory.horizon, this.#expiredTo);
  }

  /** Whether samples have gone that were older than is shown, or are about to. */
  get hasExpired(): boolean {
    const { samples } = this;
    return (
      this.#expiredTo > Number.NEGATIVE_INFINITY ||
      (samples.length > 0 && samples.timeAt(samples.start) < this.shownFrom)
    );
  }

  /** Bytes of roll-ups. */
  get rollUpBytes(): number {
    return this.rollUps?.bytes ?? 0;
  }

  /**
   * Takes in one reading. A late one is put in its place, among the raw samples or in the roll-ups; one older than all that is
   * kept is only counted, as are values that are not finite and times that are no dates.
   * @param time epoch ms
   * @param arrival when it arrived by our clock, epoch ms
   */
  append(time: number, value: number, arrival = time): void {
    const at = toTick(time);
    if (!this.#take(at, value, arrival)) return;
    if (at < this.lastTime) this.#arrivals.since(at, value, arrival);
    this.follower?.reading(at, value);
    // A late one says nothing of the newest, which is still of before.
    if (this.#isRestored || this.#doubt !== 'none') {
      this.isHeard ||= this.#isRestored;
      if (at >= this.lastTime) {
        this.#isRestored = false;
        // A state told anew with the time it bore before has held all the while.
        if (this.#doubt === 'told' && this.kind === 'state') this.breaks?.dropBehind(at - 1 / TICKS_PER_MS);
        this.#doubted('none');
      }
    }
    this.watch?.reading(at, value);
  }

  /**
   * Takes in one reading of before the page was loaded. Until there is a live one that is as new the series is stale, however new this one is
   * and whichever of them came first.
   * @param time epoch ms
   */
  restore(time: number, value: number): void {
    const at = toTick(time);
    const newest = this.lastTime;
    if (!this.#take(at, value, time)) return;
    if (at > this.#restoredTo) this.#restoredTo = at;
    if (this.#isRestored || at <= newest) return;
    this.isHeard = !Number.isNaN(newest);
    this.#isRestored = true;
    this.#keeper.infoChanged(this);
  }

  /**
   * The link broke: the line is not bridged from the samples there are to those that will come.
   * @param time when, epoch ms by our clock
   */
  breakAt(time: number): void {
    if (Number.isNaN(this.lastTime)) return;
    this.watch?.broken(time);
    this.breakOff(time);
    if (this.kind === 'state') this.#doubted('lost');
  }

  /**
   * Its newest value may not hold any more, however young it is: stale until it is told anew. Alarms are not told.
   * @param time since when, epoch ms by our clock
   */
  doubt(time: number): void {
    if (this.#doubt !== 'none' || Number.isNaN(this.lastTime)) return;
    // Only a state's line would go on without readings.
    if (this.kind === 'state') this.breakOff(time);
    this.#doubted('told');
  }

  /** What was told last counts, however it is dated. */
  believe(): void {
    if (this.#doubt !== 'none') this.#doubted('none');
  }

  /**
   * As {@link Series.breakAt}, of a link that only seems to have been down, or of values in another unit: alarms are not told.
   * @param time since when, epoch ms by our clock
   */
  breakOff(time: number): void {
    this.follower?.broken(time);
    this.breakBehind(this.lastTime, this.#arrivals.sinceNewest, time);
  }

  /**
   * The line is not bridged from the samples before the break to those after it.
   * @param newest time of the newest sample before the break, epoch ms
   * @param since where that one is from the future, time of the newest that is not, epoch ms; NaN where there is none
   * @param time when the link broke, epoch ms by our clock
   */
  breakBehind(newest: number, since: number, time: number): void {
    this.#addBreak(newest, time);
    // Where the newest is from the future, the line goes on before it, and would be bridged until that time has come.
    if (newest > time + AHEAD_MS) this.#addBreak(since, time);
  }

  /**
   * Forgets all readings later than a time (epoch ms): the clock that they were measured by was wrong, and they would stay the newest until
   * that time has come. Returns how many, as far as they were raw; they count as evicted.
   */
  forgetAfter(time: number): number {
    if (!(this.lastTime > time)) return 0;
    const forgotten = this.samples.dropAfter(time);
    if (this.rolledUpTo > time) {
      // Roll-ups that reach beyond are not divided.
      this.lost += this.rollUps?.samples ?? 0;
      this.#keeper.memory.rollUpBytes -= this.rollUpBytes;
      this.rollUps = null;
    }
    const { samples } = this;
    const newest = samples.length > 0 ? samples.before(samples.end) : null;
    const rolledUp = this.rollUps?.before(Number.POSITIVE_INFINITY);
    this.lastTime = newest === null ? (rolledUp?.time ?? Number.NaN) : samples.timeAt(newest);
    this.lastValue = newest === null ? (rolledUp?.value ?? Number.NaN) : samples.valueAt(newest);
    this.#arrivals.newest(this.lastTime, this.lastTime, Number.NaN);
    this.#restoredTo = Math.min(this.#restoredTo, time);
    if (this.lastTime <= this.#restoredTo && !this.#isRestored) {
      this.isHeard = true;
      this.#isRestored = true;
      this.#keeper.infoChanged(this);
    }
    this.evicted += forgotten;
    this.lost += forgotten;
    this.era += 1;
    // What there was in between is not known; what was broken behind that has no line on either side any more.
    this.breaks?.dropBehind(this.lastTime);
    this.#addBreak(this.lastTime, time);
    this.version += 1;
    return forgotten;
  }

  /**
   * Forgets what is older than a time (epoch ms), but not the samples of the newest time: the last known value stays one, with its age. Of a
   * roll-up that lies across that time nothing stays.
   */
  expireBefore(time: number): void {
    const { samples, rollUps } = this;
    let expired = 0;
    if (samples.length > 1 && samples.timeAt(samples.start) < time) {
      const until = samples.positionAt(Math.min(time, this.lastTime));
      for (let left = samples.count(samples.start, until, Number.POSITIVE_INFINITY); left > 0; ) {
        const count = Math.min(left, samples.firstFill);
        samples.dropOldest(count, NOBODY);
        left -= count;
        expired += count;
      }
    }
    this.#rolledUp += expired;
    this.evicted += expired;
    if (rollUps) {
      const before = rollUps.bytes;
      expired += rollUps.dropBefore(time);
      this.#keeper.memory.rollUpBytes += rollUps.bytes - before;
    }
    if (expired === 0) return;
    this.lost += expired;
    this.#expiredTo = time;
    this.version += 1;
  }

  /** Forgets which samples were late, unless somebody has looked since the last time this was asked. */
  forgetLate(): void {
    if (this.late?.isLookedAt) this.late.isLookedAt = false;
    else this.late = null;
  }

  /** Rolls up the oldest samples, one page at most. */
  evict(): void {
    this.#rollUp(PAGE_SAMPLES);
  }

  /** Forgets everything and gives its memory back: nothing is added any more. */
  discard(): void {
    this.isGone = true;
    this.follower = null;
    this.#keeper.memory.rollUpBytes -= this.rollUpBytes;
    this.rollUps = null;
    this.breaks = null;
    this.late = null;
    this.samples.clear();
  }

  /** Passes roll-ups over the series' share on to coarser levels, and forgets the oldest. */
  settle(): void {
    if (this.rollUps) this.#settle(this.rollUps, this.rollUps.bytes);
  }

  #take(at: number, value: number, arrival: number): boolean {
    if (!(Math.abs(at) <= LATEST_TIME) || !Number.isFinite(value)) {
      this.evicted += 1;
      this.lost += 1;
      return false;
    }
    if (at < this.lastTime) {
      if (!this.#putLate(at, value)) return false;
    } else {
      this.samples.push(at, value);
      this.#arrivals.newest(at, arrival, this.lastTime);
      this.lastTime = at;
      this.lastValue = value;
    }
    this.version += 1;
    if (this.#decimals.learn(value)) this.#keeper.infoChanged(this);
    const { memory } = this.#keeper;
    if (this.samples.length > memory.maxSamplesPerSeries) this.#dropOldest(memory);
    if (memory.tooManyPages || memory.tooManyRollUps) this.#keeper.makeRoom();
    return true;
  }

  #doubted(doubt: 'none' | 'told' | 'lost'): void {
    this.#doubt = doubt;
    this.#keeper.infoChanged(this);
  }

  #addBreak(newest: number, time: number): void {
    // Behind nothing there is nothing to bridge.
    if (!(newest > Number.NEGATIVE_INFINITY)) return;
    this.breaks ??= new Breaks();
    this.breaks.add(newest, time, this.#keeper.memory.breaksPerSeries(this.connection));
    this.version += 1;
  }

  #dropOldest(memory: Memory): void {
    this.#rollUp(Math.min(PAGE_SAMPLES, Math.ceil(memory.maxSamplesPerSeries / DROPPED_SHARE)));
  }

  /** Rolls up the oldest samples, at most `most` and those of the first page, but never the last one. */
  #rollUp(most: number): void {
    const { samples } = this;
    const count = Math.min(most, samples.firstFill, samples.length - 1);
    if (count <= 0) return;
    this.rollUps ??= new RollUps();
    const { rollUps } = this;
    const before = rollUps.bytes;
    const { start } = samples;
    const next = count < samples.firstFill ? start + count : start + PAGE_SAMPLES;
    rollUps.prepare(samples.timeAt(start), samples.timeAt(next), count);
    samples.dropOldest(count, rollUps);
    this.#rolledUp += count;
    this.evicted += count;
    this.#settle(rollUps, before);
  }

  #settle(rollUps: RollUps, bytesBefore: number): void {
    const { memory } = this.#keeper;
    this.lost += rollUps.settle(memory.bucketsPerSeries(this.connection));
    memory.rollUpBytes += rollUps.bytes - bytesBefore;
  }

  #putLate(time: number, value: number): boolean {
    const { rollUps } = this;
    if (time < this.#horizon) {
      this.evicted += 1;
      this.lost += 1;
      return false;
    }
    if (rollUps === null || time >= rollUps.newest) {
      this.samples.insert(time, value);
    } else {
      this.evicted += 1;
      if (!rollUps.reaches(time)) {
        this.lost += 1;
        return false;
      }
      const before = rollUps.bytes;
      rollUps.add(time, value);
      this.#rolledUp += 1;
      this.#settle(rollUps, before);
    }
    this.late?.add(time, value);
    return true;
  }
}
