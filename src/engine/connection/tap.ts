import type { CommandPlan, ProtocolSession, Sink } from '../protocols/protocol.ts';
import type { Frame, Link, OutFrame, SendOutcome } from '../transports/transport.ts';

/** Looks on at what passes on a connection. There is none unless somebody wants to see, and then it must neither throw nor change anything. */
export interface Tap {
  /**
   * A frame is about to be decoded. The object is the transport's, good until {@link Tap.decoded}.
   * @returns what the protocol is to write to: `sink`, or one that hands everything on to it
   */
  arrived(frame: Frame, sink: Sink): Sink;
  /** The frame that arrived has been decoded. */
  decoded(): void;
  sent(link: string, frames: readonly OutFrame[], outcome: SendOutcome): void;
  /** An order leaves by HTTP. */
  requested(plan: Extract<CommandPlan, { kind: 'http' }>): void;
  opened(link: string): void;
  /** @param reason in words; may come partly from outside */
  ended(link: string, reason: string): void;
  /** Readings stop: their lines have a gap from this time, epoch ms. */
  broken(link: string, at: number): void;
}

/** Has a frame decoded, seen by whoever looks on. One that the decoder fails on is told as unreadable. */
export function decode(session: ProtocolSession, frame: Frame, to: Sink, tap: Tap | null): void {
  const sink = tap === null ? to : tap.arrived(frame, to);
  try {
    session.decode(frame, sink);
  } catch {
    sink.unreadable('the decoder failed on it');
  }
  if (tap !== null) tap.decoded();
}

/** A link whose sending is seen by whoever looks on at that moment. */
export function watched(link: Link, name: string, tap: () => Tap | null): Link {
  return {
    get isWaiting() {
      return link.isWaiting;
    },
    send(frames) {
      const outcome = link.send(frames);
      tap()?.sent(name, frames, outcome);
      return outcome;
    },
    close: () => link.close(),
  };
}
