import type { Condition } from './conditions.ts';

/** Hears when an alarm begins and ends. */
export interface CheckListener {
  /** @param at when, epoch ms @param value the reading's */
  turned(isActive: boolean, at: number, value: number): void;
}

export interface Delays {
  readonly onDelayMs: number;
  readonly offDelayMs: number;
}

/**
 * Follows one condition through its delays. Time is the readings' own; only where no further reading comes does our clock say that a
 * delay is over. An alarm begins, and ends, when its delay does, so that the moment does not depend on when anybody looked.
 */
export class Check {
  isActive: boolean;
  readonly #condition: Condition;
  readonly #delays: Delays;
  readonly #listener: CheckListener;
  readonly #isState: boolean;
  /** Time of the reading since which the condition has been other than `isActive`; NaN while it is not. */
  #since = Number.NaN;
  /** When that reading arrived, by our clock. */
  #heardAt = Number.NaN;
  #value = Number.NaN;

  /**
   * @param isActive whether the alarm is known to have been active
   * @param isState whether what is told holds until it is told otherwise, so that between two readings a delay goes on
   */
  constructor(
    condition: Condition,
    delays: Delays,
    listener: CheckListener,
    isActive = false,
    isState = false,
  ) {
    this.#condition = condition;
    this.#delays = delays;
    this.#listener = listener;
    this.isActive = isActive;
    this.#isState = isState;
  }

  /** @param time epoch ms, never before that of the last call */
  reading(time: number, value: number): void {
    // However late both are heard of: what our clock would have ended meanwhile.
    if (this.#isState && time - this.#since >= this.#delay) this.#turn(this.#since + this.#delay);
    if (this.#condition.holds(time, value, this.isActive) === this.isActive) {
      this.#since = Number.NaN;
      return;
    }
    this.#value = value;
    const delay = this.#delay;
    if (Number.isNaN(this.#since)) {
      this.#since = time;
      if (delay > 0) this.#heardAt = Date.now();
    }
    if (time - this.#since >= delay) this.#turn(this.#since + delay);
  }

  /**
   * No reading may come to end a delay, as of a device that tells changes only, nor to say that nothing changes any more.
   * @param now epoch ms
   * @param heardAt when a reading came last, epoch ms by our clock
   */
  tick(now: number, heardAt = Number.NaN): void {
    if (now - this.#heardAt >= this.#delay && !Number.isNaN(this.#since))
      this.#turn(this.#since + this.#delay);
    const over = heardAt + (this.#condition.withinMs ?? Number.NaN) + this.#delay;
    if (!this.isActive || !(now >= over)) return;
    this.#value = Number.NaN;
    this.#turn(over);
  }

  /** What comes next does not follow on what has been: a delay under way begins anew. */
  interrupt(): void {
    this.#since = Number.NaN;
  }

  /** Time so far is not to be counted: a delay under way begins anew now. No further reading may come. @param now epoch ms */
  restart(now: number): void {
    if (Number.isNaN(this.#since)) return;
    this.#since = now;
    this.#heardAt = now;
  }

  /** Readings are dated by another clock from now on: as much of a delay is over as by ours. @param time of the next, epoch ms */
  rebase(time: number): void {
    this.#since = Number.isNaN(this.#since) ? Number.NaN : time - (Date.now() - this.#heardAt);
  }

  get #delay(): number {
    return this.isActive ? this.#delays.offDelayMs : this.#delays.onDelayMs;
  }

  #turn(at: number): void {
    this.#since = Number.NaN;
    this.isActive = !this.isActive;
    this.#listener.turned(this.isActive, at, this.#value);
  }
}
