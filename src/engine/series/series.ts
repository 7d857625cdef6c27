import type { SeriesInfo } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import { AHEAD_MS, Arrivals } from './arrivals.ts';
import { Breaks } from './breaks.ts';
import { Decimals } from './decimals.ts';
import type { Memory } from './memory.ts';
import { TICKS_PER_MS, toTick } from './pages.ts';
import { Past } from './past.ts';
import type { Samples } from './samples.ts';

/** Times beyond are no dates (ECMAScript's limit). */
const LATEST_TIME = 8.64e15;
/** One for all: of thousands of series most have no other history. */
const NO_VALUES: readonly number[] = [];

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
 * sixteenth of a millisecond.
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
  readonly past: Past;
  /** Those of {@link Series.past}, where each reading finds them at once. */
  readonly samples: Samples;
  /** Null while there is none. */
  breaks: Breaks | null = null;
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
  /** Since the newest reading: its value may not hold any more, does not, or its link has broken. */
  #doubt: 'none' | 'told' | 'unknown' | 'lost' = 'none';
  /** Since when, epoch ms by our clock. */
  #doubtedAt = Number.NaN;
  /** Time of the newest sample that was restored, epoch ms. */
  #restoredTo = Number.NEGATIVE_INFINITY;
  readonly #arrivals = new Arrivals();
  #unit: string;
  #history = NO_VALUES;
  readonly #decimals = new Decimals();
  readonly #keeper: Keeper;

  constructor(ref: SeriesRef, unit: string, kind: 'number' | 'state', staleAfterMs: number, keeper: Keeper) {
    this.connection = ref.connection;
    this.device = ref.device;
    this.quantity = ref.quantity;
    this.#unit = unit;
    this.kind = kind;
    this.staleAfterMs = staleAfterMs;
    this.past = new Past(ref.connection, keeper.memory);
    this.samples = this.past.samples;
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
    const { expiredTo } = this.past;
    return this.isRecorded ? expiredTo : Math.max(this.#keeper.memory.horizon, expiredTo);
  }

  /** Whether samples have gone that were older than is shown, or are about to. */
  get hasExpired(): boolean {
    const { expiredTo, samples } = this.past;
    return (
      expiredTo > Number.NEGATIVE_INFINITY ||
      (samples.length > 0 && samples.timeAt(samples.start) < this.shownFrom)
    );
  }

  /**
   * Takes in one reading. A late one is put in its place, among the raw samples or in the roll-ups; one older than all that is
   * kept is only counted, as are values that are not finite and times that are no dates.
   * @param time epoch ms
   * @param arrival when it arrived by our clock, epoch ms
   */
  append(time: number, value: number, arrival = time): void {
    const at = toTick(time);
    const before = this.lastTime;
    if (!this.#take(at, value, arrival)) return;
    if (at < this.lastTime) this.#arrivals.since(at, value, arrival);
    // A late one says nothing of the newest, which is still of before.
    if (this.#isRestored || this.#doubt !== 'none') {
      this.isHeard ||= this.#isRestored;
      if (at >= this.lastTime) this.#renewed(at, before);
    }
    this.follower?.reading(at, value);
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
   * @param isUnknown it does not hold any more, says its device
   */
  doubt(time: number, isUnknown = false): void {
    if (Number.isNaN(this.lastTime)) return;
    const isState = this.kind === 'state';
    if (this.#doubt === 'none') {
      // Only a state's line would go on without readings. Whoever follows is told once it is no mistake.
      const isNew = !isState || this.breakBehind(this.lastTime, this.#arrivals.sinceNewest, time);
      this.#doubtedAt = time;
      this.#doubted(isNew ? 'told' : 'unknown');
    }
    if (!isUnknown || this.#doubt !== 'told') return;
    this.#doubt = 'unknown';
    if (isState) this.follower?.broken(this.#doubtedAt);
  }

  /**
   * What was told last counts, however it is dated: a state whose line has ended goes on.
   * @param arrival when it was told, epoch ms by our clock
   */
  believe(value: number, arrival: number): void {
    if (this.#doubt !== 'none') this.#doubted('none');
    if (this.kind !== 'state' || value !== this.lastValue) return;
    if (this.breaks?.hold(this.lastTime, arrival, value)) this.version += 1;
  }

  /**
   * As {@link Series.breakAt}, of a link that only seems to have been down, or of values in another unit: alarms are not told.
   * @param time since when, epoch ms by our clock
   */
  breakOff(time: number): void {
    const isOlder = this.kind === 'state' && this.#doubt === 'told';
    this.follower?.broken(isOlder ? this.#doubtedAt : time);
    if (isOlder) this.#doubt = 'unknown';
    this.breakBehind(this.lastTime, this.#arrivals.sinceNewest, time);
  }

  /**
   * The line is not bridged from the samples before the break to those after it. Returns whether it was until now.
   * @param newest time of the newest sample before the break, epoch ms
   * @param since where that one is from the future, time of the newest that is not, epoch ms; NaN where there is none
   * @param time when the link broke, epoch ms by our clock
   */
  breakBehind(newest: number, since: number, time: number): boolean {
    const isNew = this.#addBreak(newest, time);
    // Where the newest is from the future, the line goes on before it, and would be bridged until that time has come.
    return (newest > time + AHEAD_MS && this.#addBreak(since, time)) || isNew;
  }

  /**
   * Forgets all readings later than a time (epoch ms): the clock that they were measured by was wrong, and they would stay the newest until
   * that time has come. Returns how many, as far as they were raw; they count as evicted.
   */
  forgetAfter(time: number): number {
    if (!(this.lastTime > time)) return 0;
    const forgotten = this.past.forgetAfter(time);
    const { newest } = this.past;
    this.lastTime = newest?.time ?? Number.NaN;
    this.lastValue = newest?.value ?? Number.NaN;
    this.#arrivals.newest(this.lastTime, this.lastTime, Number.NaN);
    this.#restoredTo = Math.min(this.#restoredTo, time);
    if (this.lastTime <= this.#restoredTo && !this.#isRestored) {
      this.isHeard = true;
      this.#isRestored = true;
      this.#keeper.infoChanged(this);
    }
    this.era += 1;
    // What there was in between is not known; what was broken behind that has no line on either side any more.
    this.breaks?.dropBehind(this.lastTime);
    this.#addBreak(this.lastTime, time);
    this.version += 1;
    return forgotten;
  }

  /** Forgets what is older than a time (epoch ms), see {@link Past.expireBefore}. */
  expireBefore(time: number): void {
    if (this.past.expireBefore(time, this.lastTime)) this.version += 1;
  }

  /** Forgets everything and gives its memory back: nothing is added any more. */
  discard(): void {
    this.isGone = true;
    this.follower = null;
    this.breaks = null;
    this.past.clear();
  }

  #take(at: number, value: number, arrival: number): boolean {
    if (!(Math.abs(at) <= LATEST_TIME) || !Number.isFinite(value)) {
      return this.past.refuse();
    }
    if (at < this.lastTime) {
      if (!this.past.putLate(at, value, this.#horizon)) return false;
    } else {
      this.samples.push(at, value);
      this.#arrivals.newest(at, arrival, this.lastTime);
      this.lastTime = at;
      this.lastValue = value;
    }
    this.version += 1;
    if (this.#decimals.learn(value)) this.#keeper.infoChanged(this);
    const { memory } = this.#keeper;
    if (this.samples.length > memory.maxSamplesPerSeries) this.past.dropOldest();
    if (memory.tooManyPages || memory.tooManyRollUps) this.#keeper.makeRoom();
    return true;
  }

  /** There is a live reading that is as new as all others. @param before time of the newest until then */
  #renewed(at: number, before: number): void {
    this.#isRestored = false;
    if (this.#doubt === 'told' && this.kind === 'state') {
      // A state told anew with the time it bore before has held all the while.
      if (at === before) this.breaks?.dropBehind(at - 1 / TICKS_PER_MS);
      else this.follower?.broken(this.#doubtedAt);
    }
    this.#doubted('none');
  }

  #doubted(doubt: 'none' | 'told' | 'unknown' | 'lost'): void {
    this.#doubt = doubt;
    this.#keeper.infoChanged(this);
  }

  #addBreak(newest: number, time: number): boolean {
    // Behind nothing there is nothing to bridge.
    if (!(newest > Number.NEGATIVE_INFINITY)) return false;
    this.breaks ??= new Breaks();
    this.version += 1;
    return this.breaks.add(newest, time, this.#keeper.memory.breaksPerSeries(this.connection));
  }
}
