interface Timer {
  readonly at: number;
  readonly work: () => void;
}

/** Timers of a clock that somebody else moves. */
export class Timers {
  readonly #timers = new Set<Timer>();

  /** Runs `work` once the clock is moved to `at` or beyond; returns the canceller. */
  set(at: number, work: () => void): () => void {
    const timer = { at, work };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** The next one due by then, taken off; null where there is none. Of two for one moment the one that was set first. */
  takeDue(by: number): Timer | null {
    let next: Timer | null = null;
    for (const timer of this.#timers) {
      if (timer.at <= by && (next === null || timer.at < next.at)) next = timer;
    }
    if (next !== null) this.#timers.delete(next);
    return next;
  }

  clear(): void {
    this.#timers.clear();
  }
}
