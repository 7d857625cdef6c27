import type { AlarmLevel, ChangeRule, ValueTest } from '../../model/alarm.ts';

/** What is looked for in readings. Called for each one, so it allocates nothing. */
export interface Condition {
  /**
   * @param time epoch ms, never before that of the last call
   * @param isActive whether it holds already, so that it must let go of it more reluctantly
   */
  holds(time: number, value: number, isActive: boolean): boolean;
  /** After so long without a reading there is nothing any more that it could hold of. */
  readonly withinMs?: number;
}

/** A value beyond a limit; it is over once the value is the dead-band behind it. */
export class LimitCondition implements Condition {
  readonly #sign: 1 | -1;
  readonly #at: number;
  readonly #over: number;

  /** @param deadband in the series' unit, from 0 */
  constructor(level: AlarmLevel, at: number, deadband: number) {
    this.#sign = level === 'high' || level === 'high-high' ? 1 : -1;
    this.#at = this.#sign * at;
    this.#over = this.#at - deadband;
  }

  holds(_time: number, value: number, isActive: boolean): boolean {
    return value * this.#sign > (isActive ? this.#over : this.#at);
  }
}

/** Parts that the time looked back on is kept in: it is that much too short at most. */
const PARTS = 16;

/**
 * A value that has changed by more than so much within a time. Keeps the least and the greatest value of each sixteenth of it, so a
 * reading costs the same at any rate.
 */
export class ChangeCondition implements Condition {
  readonly withinMs: number;
  readonly #by: number;
  readonly #over: number;
  readonly #partMs: number;
  readonly #rises: boolean;
  readonly #falls: boolean;
  readonly #least = new Float64Array(PARTS);
  readonly #greatest = new Float64Array(PARTS);
  /** Which part of all time is in each place. */
  readonly #part = new Float64Array(PARTS).fill(Number.NEGATIVE_INFINITY);

  constructor({
    by,
    deadband,
    withinMs,
    direction,
  }: Pick<ChangeRule, 'by' | 'deadband' | 'withinMs' | 'direction'>) {
    this.withinMs = withinMs;
    this.#by = by;
    this.#over = by - deadband;
    this.#partMs = withinMs / PARTS;
    this.#rises = direction !== 'fall';
    this.#falls = direction !== 'rise';
  }

  holds(time: number, value: number, isActive: boolean): boolean {
    const part = Math.floor(time / this.#partMs);
    // Times before 1970 are negative.
    const place = ((part % PARTS) + PARTS) % PARTS;
    if (this.#part[place] !== part) {
      this.#part[place] = part;
      this.#least[place] = value;
      this.#greatest[place] = value;
    } else {
      if (value < (this.#least[place] ?? value)) this.#least[place] = value;
      if (value > (this.#greatest[place] ?? value)) this.#greatest[place] = value;
    }
    let least = value;
    let greatest = value;
    for (let i = 0; i < PARTS; i++) {
      const there = this.#part[i] ?? part;
      // Of later ones the clock was wrong.
      if (there <= part - PARTS || there > part) continue;
      const low = this.#least[i] ?? value;
      const high = this.#greatest[i] ?? value;
      if (low < least) least = low;
      if (high > greatest) greatest = high;
    }
    const most = isActive ? this.#over : this.#by;
    return (this.#rises && value - least > most) || (this.#falls && greatest - value > most);
  }
}

/** A value that passes a test; states are 0 and 1. */
export class TestCondition implements Condition {
  readonly #above: number;
  readonly #below: number;
  /** NaN where any will do. */
  readonly #is: number;

  constructor({ above = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY, is }: ValueTest) {
    this.#above = above;
    this.#below = below;
    this.#is = is === undefined ? Number.NaN : Number(is);
  }

  holds(_time: number, value: number): boolean {
    return value > this.#above && value < this.#below && (Number.isNaN(this.#is) || value === this.#is);
  }
}
