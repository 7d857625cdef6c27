import type { Scalar } from './catalogue.ts';

/** One thing that a protocol took from a frame. Names and values come from outside; secrets among them are left out. */
export interface Decoded {
  readonly what: 'reading' | 'history' | 'state' | 'rejection' | 'device' | 'actuator' | 'event' | 'notice';
  /** '' where it is about no device. */
  readonly device: string;
  /** Quantity or property; '' where there is none. */
  readonly name: string;
  /** A value, or words. */
  readonly value: Scalar | null;
  readonly unit: string;
  /** Time of the reading, epoch ms; null where it has none. */
  readonly time: number | null;
}

/** What passed on a connection's link, as the inspector shows it: without secrets, cut to a length. */
export interface InspectedFrame {
  /** Counts up from 1 within one inspection; frames that were not kept leave holes. */
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  readonly direction: 'in' | 'out';
  /** `frame` on the link, `request` by HTTP beside it, `link`: it opened or ended, and `text` says why. */
  readonly kind: 'frame' | 'request' | 'link';
  /** Which of the connection's links; '' where there is only one. */
  readonly link: string;
  /** Socket.IO event name or SSE event type; '' on a raw WebSocket. */
  readonly event: string;
  readonly text: string;
  /** Bytes of the whole frame, of which `text` may be the beginning only. */
  readonly size: number;
  readonly isCut: boolean;
  readonly isBinary: boolean;
  readonly decoded: readonly Decoded[];
  /** More was taken from the frame than `decoded` lists. */
  readonly moreDecoded: number;
  /** Why it, or a part of it, could not be read; '' where all was. */
  readonly unreadable: string;
  /** Why it, or a part of it, was left out on purpose; '' where none was. */
  readonly skipped: string;
  /** Of what was to be sent: why it did not leave; '' where it did. */
  readonly notSent: string;
}

/** What is new since the last look. */
export interface Inspection {
  readonly frames: readonly InspectedFrame[];
  /** When it began, epoch ms: nothing of before is known. */
  readonly since: number;
  /** Frames in both directions since then. */
  readonly seen: number;
  /** Frames of these that were not kept, because more came than anybody could look at. */
  readonly leftOut: number;
}

/** Frames that an inspection keeps, in the engine and on the page. */
export const INSPECTED_FRAMES = 300;
