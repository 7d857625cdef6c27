import type { ConnectionSnapshot } from '../../model/connection.ts';
import type { CommandLink } from '../commands/command-link.ts';
import type { Tap } from './tap.ts';

/** A connection as the engine runs it, whether its frames come from a back end or from a recording. */
export interface EngineConnection extends CommandLink {
  /** Who looks on at what passes; null nearly always. */
  tap: Tap | null;
  /** What must never be shown of what passes. */
  readonly secrets: readonly string[];
  /** All of it is live: only then can what it brought last be taken for the present. */
  readonly isOnline: boolean;
  /** Running counts since the start; readings and frames that are lost together. */
  readonly counts: { readonly frames: number; readonly readings: number; readonly lost: number };
  start(): void;
  stop(): void;
  retry(): void;
  networkBack(): void;
  supplyCredentials(username: string, password: string): void;
  /** @param isOtherRole the person's role has changed with it */
  tokenChanged(isOtherRole?: boolean): Promise<void>;
  /** Once a second. @param now epoch ms */
  tick(now: number): void;
  snapshot(): ConnectionSnapshot;
  /** Whether the back end itself has said that a property takes commands. */
  hasAnnounced(device: string, property: string): boolean;
}
