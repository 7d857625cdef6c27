/** A tick so late was kept from coming: the computer slept, or its clock was set. */
const LATE_MS = 5_000;
/** Smaller steps back are the work of a clock that keeps itself right. */
const SET_BACK_MS = 2_000;

/** The time as it was at the last tick: near enough to tell a reading of long ago, and free. */
export class CoarseClock {
  /** Epoch ms. */
  now = Date.now();
  #wasLate = false;

  /**
   * Moves on to another tick.
   * @returns whether time went on as it should; where it did not, nobody was there to hear anything, or it has not passed as the clock says.
   * Ticks that are late one after another are those of a page that the browser slows down: by them time does pass.
   */
  tick(now: number): 'on' | 'jumped' | 'back' {
    const passed = now - this.now;
    const wasLate = this.#wasLate;
    this.now = now;
    this.#wasLate = passed > LATE_MS;
    if (passed <= -SET_BACK_MS) return 'back';
    return this.#wasLate && !wasLate ? 'jumped' : 'on';
  }
}
