const FIRST_MS = 500;
const CEILING_MS = 60_000;
/** An engine that ran so long has proven itself: what failed before it is forgotten. */
const PROVEN_MS = 300_000;

/** How long to wait before a lost engine is replaced: twice as long each time that the next one fails as well. */
export class RestartDelay {
  #losses = 0;
  #startedAt = Number.NEGATIVE_INFINITY;

  /** An engine was started. @param now of a clock that nobody sets, ms */
  started(now: number): void {
    this.#startedAt = now;
  }

  /** It was lost. @returns ms */
  next(now: number): number {
    if (now - this.#startedAt >= PROVEN_MS) this.#losses = 0;
    return Math.min(CEILING_MS, FIRST_MS * 2 ** Math.min(this.#losses++, 16));
  }
}
