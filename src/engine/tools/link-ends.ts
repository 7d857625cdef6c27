import type { Tap } from '../connection/tap.ts';
import type { Sink } from '../protocols/protocol.ts';
import type { Frame } from '../transports/transport.ts';

/** Counts how often the links of a connection have ended, or failed to open. */
export class LinkEnds implements Tap {
  readonly #ends = new Map<string, number>();
  readonly #open = new Set<string>();

  /** Of the links that are not open now, how often the one that has most often. */
  get most(): number {
    return Math.max(0, ...[...this.#ends].map(([link, ends]) => (this.#open.has(link) ? 0 : ends)));
  }

  opened(link: string): void {
    this.#open.add(link);
  }

  ended(link: string): void {
    this.#open.delete(link);
    this.#ends.set(link, (this.#ends.get(link) ?? 0) + 1);
  }

  arrived(_frame: Frame, sink: Sink): Sink {
    return sink;
  }

  decoded(): void {}
  sent(): void {}
  requested(): void {}
  broken(): void {}
}
