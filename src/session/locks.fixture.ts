type Work = () => Promise<unknown>;
interface Holder {
  readonly name: string;
  readonly clientId: string;
  readonly lose: () => void;
}

/** The locks of one browser: exclusive, and given in turn. */
export class BrowserLocks {
  #held: Holder[] = [];
  #waiting: { readonly name: string; readonly begin: () => void }[] = [];

  /** The side of them that one of its tabs sees. */
  tab(clientId: string) {
    return {
      query: async () => ({ held: this.#held }),
      request: (name: string, ...rest: readonly [Work] | readonly [LockOptions, Work]) => {
        const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
        return this.#request(name, clientId, options, work);
      },
    };
  }

  #request(name: string, clientId: string, { signal, steal }: LockOptions, work: Work): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const asked = {
        name,
        begin: () => {
          const holder = { name, clientId, lose: () => reject(new DOMException('Stolen', 'AbortError')) };
          this.#held.push(holder);
          void work()
            .then(resolve, reject)
            .finally(() => {
              this.#held = this.#held.filter((one) => one !== holder);
              this.#next(name);
            });
        },
      };
      if (steal) {
        for (const one of this.#held) if (one.name === name) one.lose();
        this.#held = this.#held.filter((one) => one.name !== name);
        asked.begin();
        return;
      }
      this.#waiting.push(asked);
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.includes(asked)) return;
        this.#waiting = this.#waiting.filter((one) => one !== asked);
        reject(signal.reason);
      });
      this.#next(name);
    });
  }

  #next(name: string): void {
    if (this.#held.some((one) => one.name === name)) return;
    const first = this.#waiting.find((one) => one.name === name);
    this.#waiting = this.#waiting.filter((one) => one !== first);
    first?.begin();
  }
}
