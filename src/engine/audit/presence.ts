/** What presence needs of the browser's lock manager. */
export interface PresenceLocks {
  request(name: string, work: () => Promise<void>): Promise<unknown>;
  query(): Promise<Readonly<Partial<Record<'held' | 'pending', readonly { readonly name?: string }[]>>>>;
}

/**
 * Lets other tabs see that this engine lives: a Web Lock of its own name, which the browser takes back from whoever dies. Held only while
 * something depends on it, since a browser lets no tab sleep that holds one.
 */
export class Presence {
  /** No other engine's, nor of another run. */
  readonly name: string;
  readonly #locks: PresenceLocks | undefined;
  #shown: Promise<boolean> | null = null;
  #leave: () => void = () => {};

  /** @param locks undefined where the browser has none (a page served without TLS) */
  constructor(locks: PresenceLocks | undefined, name: string) {
    this.#locks = locks;
    this.name = name;
  }

  /** @returns whether others can see it from now on. Never rejects */
  show(): Promise<boolean> {
    this.#shown ??= new Promise((resolve) => {
      const untilLeft = new Promise<void>((leave) => {
        this.#leave = leave;
      });
      const work = () => {
        resolve(true);
        return untilLeft;
      };
      if (!this.#locks) resolve(false);
      else this.#locks.request(this.name, work).catch(() => resolve(false));
    });
    return this.#shown;
  }

  /** Nothing depends on it any more. */
  leave(): void {
    this.#leave();
    this.#shown = null;
  }

  /** Whether the engine that showed itself by this name is provably gone. Never rejects. */
  async isGone(name: string): Promise<boolean> {
    if (!this.#locks) return false;
    try {
      const { held = [], pending = [] } = await this.#locks.query();
      return ![...held, ...pending].some((lock) => lock.name === name);
    } catch {
      return false;
    }
  }
}
