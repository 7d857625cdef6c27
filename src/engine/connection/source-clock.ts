/** So far behind ours a clock is taken to be at most while too little of it has been heard. */
const ASSUMED_MS = 60_000;
/** What was heard of a clock longer ago than this, once or twice, is forgotten: it may have been set meanwhile. */
const MEMORY_MS = 120_000;
/** Clocks are kept right in small steps; what they say is taken no more precisely than this. */
const PRECISION_MS = 200;

/**
 * What is known of the clock by which a device's reports are dated, so that an old report which is delivered again is told from a new one. Such clocks
 * are seldom right: what counts is how far the times it writes lie behind their arrival, at least, which is its error and the shortest way here.
 *
 * A clock that is set back makes new reports look old until enough has been heard of it again, two to four minutes.
 */
export class SourceClock {
  /** The least lag of this and of the last stretch of memory, ms. */
  #least = Number.POSITIVE_INFINITY;
  #before = ASSUMED_MS;
  #since = Number.NaN;

  /** Something of this time arrived. Both epoch ms. */
  heard(time: number, arrival: number): void {
    this.#turn(arrival);
    if (arrival - time < this.#least) this.#least = arrival - time;
  }

  /**
   * The latest moment by our clock at which what bears this time can have been written, by what was heard before it. All epoch ms.
   * @param arrival when it arrived
   */
  latest(time: number, arrival: number): number {
    this.#turn(arrival);
    return time + resolution(time) + Math.min(this.#least, this.#before) + PRECISION_MS;
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
