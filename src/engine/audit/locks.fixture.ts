import type { PresenceLocks } from './presence.ts';

/** What several tabs of one browser share. Like the browser's, it answers later; one name is held once. */
export class FakeLocks implements PresenceLocks {
  readonly #held = new Map<string, Promise<void>>();
  readonly #pending: string[] = [];

  async request(name: string, work: () => Promise<void>): Promise<void> {
    this.#pending.push(name);
    await Promise.resolve();
    while (this.#held.has(name)) await this.#held.get(name);
    this.#pending.splice(this.#pending.indexOf(name), 1);
    const held = work().then(() => {
      if (this.#held.get(name) === held) this.#held.delete(name);
    });
    this.#held.set(name, held);
    await held;
  }

  async query() {
    return {
      held: [...this.#held.keys()].map((name) => ({ name })),
      pending: this.#pending.map((name) => ({ name })),
    };
  }

  names(): readonly string[] {
    return [...this.#held.keys(), ...this.#pending];
  }

  /** The tab of this name is killed: the browser takes its lock back. */
  die(name: string): void {
    this.#held.delete(name);
  }
}
