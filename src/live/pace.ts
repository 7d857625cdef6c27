/** A frame that begins later than this after it was asked for is late: one at least was left out, at sixty a second. ms. */
const LATE_MS = 25;
/** A wait beyond this is a hidden tab or a sleeping machine, and says nothing of how fast the page is. */
const ASLEEP_MS = 250;
/** What a late frame leaves of the charts for the next one, and what each frame in time adds. */
const BACK_OFF = 0.75;
const ADD = 0.04;
/** However slow the page is, so many turns draw every chart anew. */
const MOST_TURNS = 4;

/** Between two frames of a page whose charts step, ms: often enough for numbers, and a chart that steps is seen to be alive. */
const STEPPING_MS = 250;

/**
 * How many charts one display frame can take. While frames come late fewer are drawn in each, by turns, so that the page keeps the
 * display's pace and every chart still moves several times a second; while they come in time, more.
 */
export class Pace {
  #charts = Number.POSITIVE_INFINITY;
  #begunAt = Number.NEGATIVE_INFINITY;
  /** Whether the page saves data: then there are a few frames a second, however quick it is. */
  isSaving = false;
  /** Whether the person wants little motion: charts do not glide then, and what nobody sees need not be asked for. */
  isStill = false;

  /** How long the next frame has to wait before it is asked for, ms. @param now of the clock that {@link Pace.begun} goes by */
  wait(now: number): number {
    return this.isSaving || this.isStill ? Math.max(0, this.#begunAt + STEPPING_MS - now) : 0;
  }

  /** A display frame that was asked for begins now, ms. */
  begun(now: number): void {
    this.#begunAt = now;
  }

  /** A display frame has begun. @param waitedMs since it was asked for @param open charts on screen */
  frame(waitedMs: number, open: number): void {
    if (waitedMs > ASLEEP_MS) return;
    if (waitedMs > LATE_MS) {
      this.#charts = Math.max(Math.min(this.#charts, open) * BACK_OFF, open / MOST_TURNS);
    } else {
      // All that are open fit: so may more, should they be opened.
      this.#charts = this.#charts >= open ? Number.POSITIVE_INFINITY : this.#charts + ADD;
    }
  }

  /** Charts that the next frame can take, one at least. */
  get charts(): number {
    return Math.max(1, Math.floor(this.#charts));
  }
}
