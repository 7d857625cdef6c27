import type { Closing, ProtocolSession } from '../protocols/protocol.ts';
import type { Series } from '../series/store.ts';
import type { Lane } from './lane.ts';
import { missedOf } from './rhythm.ts';

/** A link with no way of asking the far end is opened anew after this many times its silence limit. */
const SILENCES_BEFORE_REOPENING = 4;

/** What a silence has made uncertain. */
export interface Gap {
  /** Series of numbers that would have gone on. */
  readonly lines: Set<Series>;
  /** Series of states, which may have changed unseen. */
  readonly states: Set<Series>;
  /** When the far end was heard last, epoch ms. */
  readonly since: number;
}

/** What becomes of links that are silent. */
export interface SilenceHost {
  /** Opens a link anew without a word; no report of its devices is believed. */
  resume(lane: Lane): void;
  /** Opens a link anew without a word. */
  openAnew(lane: Lane): void;
  end(lane: Lane, closing: Closing): void;
  /** The far end has been silent for longer than is in its nature. */
  missed(lane: Lane, gap: Gap): void;
}

/** Looks into the silence of links: asks the far end where the protocol can, and opens anew what may be dead. */
export class Silence {
  readonly #limitMs: number;
  readonly #session: ProtocolSession;
  readonly #host: SilenceHost;

  constructor(limitMs: number, session: ProtocolSession, host: SilenceHost) {
    this.#limitMs = limitMs;
    this.#session = session;
    this.#host = host;
  }

  /** Once a second, at a link that is open. @param now epoch ms */
  look(lane: Lane, now: number): void {
    const limit = this.#limitMs;
    const silence = now - lane.lastSignAt;
    if (silence < -limit) {
      // The clock was set back: by it, a far end that has gone would not be missed until it has caught up, hours later.
      this.#host.resume(lane);
      return;
    }
    if (!this.#session.probe) {
      if (silence > limit * SILENCES_BEFORE_REOPENING) this.reopen(lane);
      return;
    }
    if (silence > limit) {
      this.#host.end(lane, {
        next: 'retry',
        reason: `The back end did not answer for ${Math.round(silence / 1000)} s; connecting anew.`,
      });
    } else if (silence > limit / 2 && now - lane.probedAt > limit / 4) {
      lane.probedAt = now;
      lane.isProbing = lane.link?.send(this.#session.probe()) === 'sent';
    }
  }

  /** Opens a silent link anew without a word, since its silence may be its nature. Where it is not, there is a gap all the same. */
  reopen(lane: Lane): void {
    const now = Date.now();
    lane.listen();
    if (lane.rhythm.isUnusual(now)) this.#host.missed(lane, gapOf(lane, now));
    this.#host.openAnew(lane);
  }
}

function gapOf({ rhythm, series }: Lane, now: number): Gap {
  const since = rhythm.heardAt;
  const missed = missedOf(series, now - since);
  return {
    lines: new Set(missed.filter(({ kind }) => kind === 'number')),
    states: new Set(missed.filter(({ kind }) => kind === 'state')),
    since,
  };
}
