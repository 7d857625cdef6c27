/** Which of several pages of one deployment writes: the one that holds a Web Lock. */
export class WriterLock {
  readonly #name: string;
  readonly #given = new AbortController();
  #giveBack: () => void = () => {};
  #isHeld = false;

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * Asks for the right to write. Where the browser has no locks (a page served without TLS), or denies them as it does storage, everybody
   * has it. Never rejects.
   * @returns whether it was free; if not, `later` is called once it is
   */
  async ask(later: () => void): Promise<boolean> {
    const { locks } = navigator;
    if (!locks) return true;
    const isFree = await new Promise<boolean>((resolve) => {
      locks
        .request(this.#name, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock === null ? undefined : this.#hold();
        })
        .catch(() => resolve(true));
    });
    if (isFree) return true;
    const waiting = locks.request(this.#name, { signal: this.#given.signal }, () => {
      // What is written from now on says that this page is alone.
      const held = this.#hold();
      later();
      return held;
    });
    // Given up before it was got.
    waiting.catch(() => {});
    return false;
  }

  /** No other page has the right: false, too, where the browser has no locks. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Gives the right back, or stops waiting for it. */
  giveBack(): void {
    this.#given.abort();
    this.#isHeld = false;
    this.#giveBack();
  }

  #hold(): Promise<void> {
    if (this.#given.signal.aborted) return Promise.resolve();
    this.#isHeld = true;
    return new Promise((resolve) => {
      this.#giveBack = resolve;
    });
  }
}
