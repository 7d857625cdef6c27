import type { ConnectionId } from './identity.ts';

/** Bounds of a recording. */
export interface RecordingLimits {
  readonly maxBytes: number;
  readonly maxMs: number;
}

/** A recording that is being made, or has been and waits to be saved. Times are epoch ms. */
export interface RecordingState extends RecordingLimits {
  readonly connection: ConnectionId;
  /** The connection's name as it was when the recording began. */
  readonly name: string;
  readonly startedAt: number;
  /** null while it goes on. */
  readonly endedAt: number | null;
  /** Why it has ended: a person said so, one of its bounds is reached, or its connection was changed or ended; '' while it goes on. */
  readonly why: '' | 'stopped' | 'size' | 'time' | 'connection';
  readonly frames: number;
  readonly bytes: number;
  /** Frames that are not in it: bytes that might hold a secret nobody can find in them. */
  readonly leftOut: number;
  /** Frames that are in it without the secrets that were found in them: replayed, they may be read otherwise. */
  readonly changed: number;
}

/** What a recording was made of; nobody has checked the options. Or why the file is none, in words. */
export type RecordedConnection =
  | {
      /** Of the connection, as it was recorded. */
      readonly name: string;
      readonly protocol: string;
      readonly options: Readonly<Record<string, unknown>>;
    }
  | { readonly problem: string };

/** What became of a file that was to be replayed. */
export type ReplayStart =
  | { readonly connection: ConnectionId }
  /** Why not, and what to do, in words. */
  | { readonly problem: string };
