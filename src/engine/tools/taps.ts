import type { Tap } from '../connection/tap.ts';
import type { CommandPlan, Sink } from '../protocols/protocol.ts';
import type { Frame, OutFrame, SendOutcome } from '../transports/transport.ts';

/** Something that one tap can be put on. */
interface Tapped {
  tap: Tap | null;
}

/** Lets several look on at one connection: each is told everything. */
export class Taps {
  readonly #taps = new Map<Tapped, readonly Tap[]>();

  add(to: Tapped, tap: Tap): void {
    this.#set(to, [...(this.#taps.get(to) ?? []), tap]);
  }

  /** Takes it off whatever it looks on at. */
  remove(tap: Tap): void {
    for (const [from, taps] of this.#taps) {
      if (!taps.includes(tap)) continue;
      this.#set(
        from,
        taps.filter((one) => one !== tap),
      );
    }
  }

  #set(to: Tapped, taps: readonly Tap[]): void {
    const [first] = taps;
    if (taps.length === 0) this.#taps.delete(to);
    else this.#taps.set(to, taps);
    to.tap = taps.length > 1 ? new SeveralTaps(taps) : (first ?? null);
  }
}

class SeveralTaps implements Tap {
  readonly #taps: readonly Tap[];

  constructor(taps: readonly Tap[]) {
    this.#taps = taps;
  }

  arrived(frame: Frame, sink: Sink): Sink {
    return this.#taps.reduce((last, tap) => tap.arrived(frame, last), sink);
  }

  decoded(): void {
    for (const tap of this.#taps) tap.decoded();
  }

  sent(link: string, frames: readonly OutFrame[], outcome: SendOutcome): void {
    for (const tap of this.#taps) tap.sent(link, frames, outcome);
  }

  requested(plan: Extract<CommandPlan, { kind: 'http' }>): void {
    for (const tap of this.#taps) tap.requested(plan);
  }

  opened(link: string): void {
    for (const tap of this.#taps) tap.opened(link);
  }

  ended(link: string, reason: string): void {
    for (const tap of this.#taps) tap.ended(link, reason);
  }

  broken(link: string, at: number): void {
    for (const tap of this.#taps) tap.broken(link, at);
  }
}
