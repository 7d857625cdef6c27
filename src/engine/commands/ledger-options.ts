import type { agrees } from '../../model/agreement.ts';
import type { Command, Interlock } from '../../model/command.ts';
import type { ActuatorRef, ConnectionId } from '../../model/identity.ts';
import type { InterlockReading } from '../../model/interlock.ts';

/** What the ledger needs of the engine around it. */
export interface LedgerOptions {
  /** A command with no end after this long is `timed-out`. */
  readonly deadlineMs: number;
  /** Orders that one connection takes in a second at most; 10 where absent. */
  readonly ordersPerSecond?: number;
  /** Epoch ms. */
  now(): number;
  /** Runs `work` once after `ms`; returns the canceller. */
  schedule(ms: number, work: () => void): () => void;
  newId(): string;
  /** Every step in a command's life. */
  changed(command: Command): void;
  /** Something for the event log. */
  noticed(notice: { connection: ConnectionId; device: string; text: string; level?: 'warning' }): void;
  /** Whether no other tab has a command to this target open; asked just before one is opened here. Where absent there are no other tabs. */
  holds?(key: string): boolean;
  /** No command to this target is open any more. */
  freed?(key: string): void;
  /** Whether a property is an actuator's, so that its change is somebody's doing. Where absent, every boolean counts as one. */
  isActuator?(ref: ActuatorRef): boolean;
  /** How finely an actuator tells its values apart; see {@link agrees}. Where absent nothing says so. */
  stepOf?(ref: ActuatorRef): number;
  /** The newest reading of an interlock's series. Where absent nothing is known, and interlocks forbid. */
  reading?(interlock: Interlock): InterlockReading | undefined;
}
