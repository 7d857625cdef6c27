/** An engine that has not answered for so long has failed, ms of a page that was awake. */
const SILENT_MS = 15_000;
/** The first answer of all may take so long: the engine's code has to come first. */
const FIRST_SILENT_MS = 60_000;
/**
 * No pause between two looks counts as longer. Timers of a hidden tab come once a minute, those of a machine that slept come hours late; in
 * neither case has the engine had so much time to answer.
 */
const LONGEST_STEP_MS = 2_000;

/** Tells an engine that hangs from one that was not given the time to answer. */
export class Watchdog {
  #silentMs = 0;
  #lookedAt: number;
  #hasAnswered = false;
  #isAsked = false;

  /** @param now of a clock that nobody sets, ms */
  constructor(now: number) {
    this.#lookedAt = now;
  }

  /** The engine said something. */
  heard(): void {
    this.#hasAnswered = true;
    this.#isAsked = false;
    this.#silentMs = 0;
  }

  /**
   * To be called about once a second.
   * @returns what is to be done: ask for a sign of life, nothing but to wait, or take the engine for lost
   */
  look(now: number): 'ask' | 'wait' | 'lost' {
    this.#silentMs += Math.min(Math.max(0, now - this.#lookedAt), LONGEST_STEP_MS);
    this.#lookedAt = now;
    if (this.#isAsked) {
      return this.#silentMs > (this.#hasAnswered ? SILENT_MS : FIRST_SILENT_MS) ? 'lost' : 'wait';
    }
    this.#isAsked = true;
    this.#silentMs = 0;
    return 'ask';
  }
}
