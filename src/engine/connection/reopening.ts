import type { Lane } from './lane.ts';

/** What opening links anew needs of the connection. */
interface ReopeningHost {
  /** Whether an order of the connection is open: a link may be about to bring its report, or to carry the end of a pulse. */
  isOrdering(): boolean;
  /** Opens it anew without a word. */
  reopen(lane: Lane): void;
}

/** Open links that are to be opened anew, because they were opened with a token that is not the newest: never in the middle of an order. */
export class Reopening {
  readonly #host: ReopeningHost;
  /** Each with the attempt that is meant: one that was opened anew meanwhile has the newest token. */
  readonly #due = new Map<Lane, number>();

  constructor(host: ReopeningHost) {
    this.#host = host;
  }

  /** Opens these anew: now, or as soon as no order is open. */
  add(lanes: readonly Lane[]): void {
    for (const lane of lanes) this.#due.set(lane, lane.attempt);
    this.look();
  }

  /** Looks whether the time has come. */
  look(): void {
    if (this.#due.size === 0 || this.#host.isOrdering()) return;
    const due = [...this.#due];
    this.#due.clear();
    for (const [lane, attempt] of due)
      if (lane.attempt === attempt && lane.state === 'open') this.#host.reopen(lane);
  }
}
