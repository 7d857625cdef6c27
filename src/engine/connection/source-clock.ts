/** So far behind ours a clock is taken to be at most while too little of it has been heard. */
const ASSUMED_MS = 60_000;
/** What was heard of a clock longer ago than this, once or twice, is forgotten: it may have been set meanwhile. */
const MEMORY_MS = 120_000;
/** Clocks are kept right in small steps; what they say is taken no more precisely than this. */
const PRECISION_MS = 200;

/** A clock that jumps back by more has been set back; what comes late by less is a matter of the way here. */
const SET_BACK_MS = 5_000;
/** So many reports in a row have to agree about a clock that was set back, over so long a time. */
const AGREEING_REPORTS = 5;
const AGREEING_MS = 15_000;
/** What whole seconds and the way here make of their agreement, ms. */
const AGREEMENT_MS = 2_000;

/** Reports in a row that seem to be by a clock that was set back. Each clock has one, used again and again: readings may come late by the thousand. */
class Run {
  /** 0 while there is none. */
  count = 0;
  since = Number.NaN;
  /** The newest time. */
  time = Number.NaN;
  /** Of their lags, ms. */
  least = Number.NaN;
  most = Number.NaN;

  begin(time: number, arrival: number): void {
    this.count = 1;
    this.since = arrival;
    this.time = time;
    this.least = arrival - time;
    this.most = arrival - time;
  }
}

/**
 * What is known of the clock by which a device's reports are dated, so that an old report which is delivered again is told from a new one. Such clocks
 * are seldom right: what counts is how far the times it writes lie behind their arrival, at least, which is its error and the shortest way here.
 *
 * A clock that is set back makes new reports look old until enough has been heard of it again: five that follow each other at the pace of their own times
 * for a quarter of a minute, with none by the old clock among them, for what is only delivered again comes faster; or else two to four minutes.
 */
export class SourceClock {
  /** The least lag of this and of the last stretch of memory, ms. */
  #least = Number.POSITIVE_INFINITY;
  #before = ASSUMED_MS;
  #since = Number.NaN;
  /** The latest time that fits what is known. */
  #newest = Number.NEGATIVE_INFINITY;
  readonly #run = new Run();

  /** Something of this time arrived. Both epoch ms. */
  heard(time: number, arrival: number): void {
    this.#turn(arrival);
    const lag = arrival - time;
    if (lag > Math.min(this.#least, this.#before) + SET_BACK_MS) this.#doubt(time, arrival);
    else {
      this.#run.count = 0;
      if (time > this.#newest) this.#newest = time;
    }
    if (lag < this.#least) this.#least = lag;
  }

  /**
   * The latest moment by our clock at which what bears this time can have been written, by what was heard before it. All epoch ms.
   * @param arrival when it arrived
   */
  latest(time: number, arrival: number): number {
    this.#turn(arrival);
    return time + resolution(time) + Math.min(this.#least, this.#before) + PRECISION_MS;
  }

  /** Something looks old: it is, or the clock was set back. */
  #doubt(time: number, arrival: number): void {
    const run = this.#run;
    const lag = arrival - time;
    const isUnderWay = run.count > 0;
    // Several values of one moment are one report.
    if (isUnderWay && time === run.time) return;
    const least = isUnderWay ? Math.min(lag, run.least) : lag;
    const most = isUnderWay ? Math.max(lag, run.most) : lag;
    if (!isUnderWay || time < run.time || most - least > AGREEMENT_MS) {
      if (time < this.#newest) run.begin(time, arrival);
      else run.count = 0;
      return;
    }
    run.count += 1;
    run.time = time;
    run.least = least;
    run.most = most;
    if (run.count < AGREEING_REPORTS || arrival - run.since < AGREEING_MS) return;
    this.#least = least;
    this.#before = least;
    this.#since = arrival;
    this.#newest = time;
    run.count = 0;
  }

  #turn(arrival: number): void {
    // Also where our own clock was set back, or nothing was heard yet.
    if (Math.abs(arrival - this.#since) <= MEMORY_MS) return;
    if (this.#least !== Number.POSITIVE_INFINITY) this.#before = this.#least;
    this.#least = Number.POSITIVE_INFINITY;
    this.#since = arrival;
  }
}

/** Whether the first of two times that one clock wrote is certainly the earlier one. */
export function isEarlier(time: number, than: number): boolean {
  return time + resolution(time) + PRECISION_MS < than;
}

/** How far the moment may lie behind a time that is written in whole seconds or tenths, ms. */
function resolution(time: number): number {
  if (time % 1_000 === 0) return 1_000;
  return time % 100 === 0 ? 100 : 1;
}
