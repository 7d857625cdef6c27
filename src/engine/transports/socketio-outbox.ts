import type { Socket } from 'socket.io-client';
import { BACKLOG_GRACE_MS } from './transport.ts';

/** What could not leave for so long would come late: the limit that orders have on their way through this page, too. */
const LATE_MS = 1_000;

/** One event on its way out. */
interface Outgoing {
  readonly event: string;
  readonly body: unknown;
}

/**
 * What is handed to a Socket.IO link, until the library can put it on the network at once. Over long polling the library sends one request at a
 * time and keeps what is emitted meanwhile until that is answered, however long it takes; so it does while it changes to WebSocket. Nothing is emitted
 * then: what is handed over in one turn of the event loop leaves in one piece, and what has to wait is given up in time, and the link with it.
 */
export class Outbox {
  readonly #socket: Socket;
  readonly #stuck: () => void;
  #held: Outgoing[] = [];
  #heldSince = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the oldest packet that has not left yet was written; null when all have. */
  #waitingSince: number | null = null;
  #isUpgrading = false;

  /** @param stuck something had to wait for too long, and was given up */
  constructor(socket: Socket, stuck: () => void) {
    this.#socket = socket;
    this.#stuck = stuck;
    const { engine } = socket.io;
    // The library writes packets of its own, too: what they wait for is the network, not us.
    engine.on('packetCreate', () => {
      this.#waitingSince ??= Date.now();
    });
    engine.on('drain', () => {
      this.#waitingSince = null;
      this.#leave();
    });
    engine.on('upgrading', () => {
      this.#isUpgrading = true;
    });
    engine.on('upgrade', () => {
      this.#isUpgrading = false;
    });
    engine.on('upgradeError', () => {
      // The library has paused polling and does not take it up again.
      if (this.#isUpgrading) stuck();
    });
  }

  /** Whether what is handed over now could not leave at once. */
  get isWaiting(): boolean {
    return this.#waitingSince !== null || this.#isUpgrading || !this.#socket.io.engine.transport.writable;
  }

  /** Whether packets have waited for so long that the far end is not taking them. */
  get isStuck(): boolean {
    return this.#waitingSince !== null && Date.now() - this.#waitingSince > BACKLOG_GRACE_MS;
  }

  /** The server has answered what was posted before the post itself is confirmed: these bytes are not stuck. */
  opened(): void {
    if (this.#waitingSince !== null) this.#waitingSince = Date.now();
  }

  /** Leaves with what else is handed over in this turn of the event loop, or behind what waits; not at all where that takes too long. */
  add(frames: readonly Outgoing[]): void {
    if (this.#held.length === 0) {
      this.#heldSince = Date.now();
      this.#timer = setTimeout(() => this.#giveUp(), LATE_MS);
      queueMicrotask(() => this.#leave());
    }
    this.#held.push(...frames);
  }

  /** What the library has not put on the network must not leave any more. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#held = [];
    this.#socket.io.engine.writeBuffer.length = 0;
  }

  #leave(): void {
    if (this.#held.length === 0 || this.isWaiting) return;
    if (Math.abs(Date.now() - this.#heldSince) > LATE_MS) {
      // The page was asleep, and the timer runs after this.
      this.#giveUp();
      return;
    }
    clearTimeout(this.#timer);
    const { transport } = this.#socket.io.engine;
    const frames = this.#held;
    this.#held = [];
    // The library sends all that has been written once it can: with the last.
    transport.writable = false;
    frames.forEach(({ event, body }, index) => {
      transport.writable = index === frames.length - 1;
      this.#socket.emit(event, body);
    });
  }

  #giveUp(): void {
    this.drop();
    this.#stuck();
  }
}
