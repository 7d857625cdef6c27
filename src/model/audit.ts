import type { Scalar } from './catalogue.ts';
import type { CommandState, Json, PulsePart, Role } from './command.ts';
import type { ActuatorRef } from './identity.ts';

/** One step of a command's life. `at` in epoch ms. */
interface AuditStep {
  readonly state: CommandState;
  readonly at: number;
}

/** One command as it is kept for those who ask later. Free of secrets; times are epoch ms. */
export interface AuditEntry extends ActuatorRef {
  /** The command's id: random, so that no two tabs use the same. */
  readonly id: string;
  /** When it was entered. The newest come first by this. */
  readonly enteredAt: number;
  /** When the person acted. */
  readonly orderedAt: number;
  /** Who, by name; '' without sign-in. */
  readonly by: string;
  /** The person's stable identifier at the sign-in service; '' without sign-in. */
  readonly subject: string;
  readonly role: Role;
  /** The desired value; secrets in it are left out, and a very long one is shortened to a text. */
  readonly value: Json;
  /** Oldest first, never empty. The last may be no end: then the page was closed before one was heard. */
  readonly steps: readonly AuditStep[];
  /** What went wrong; '' when nothing did. */
  readonly reason: string;
  readonly confirmedBy: 'report' | 'acceptance' | null;
  /** What the device reported last when the command ended, where known. */
  readonly reportedValue: Scalar | null;
  /** By then it has ended wherever its page is still open. */
  readonly deadlineAt: number;
  /** How many orders it stands for: more than one only in a flood, where the very same order was refused over and over, as by a key held down. */
  readonly times: number;
  /** When the last of these was entered; absent where there is one. */
  readonly lastAt?: number;
  /** Shared by all commands of one group order. */
  readonly group?: string;
  readonly pulse?: PulsePart;
  /** Of a pulse's first order, until its second is entered: by then the page has entered that, if it is still there. */
  readonly releaseBy?: number;
  /** Beside it, where the browser has locks: the lock that the engine which is to enter that holds for as long as it lives. */
  readonly owner?: string;
}

/** How much of the audit a browser keeps. */
export interface AuditLimits {
  readonly entries: number;
  readonly days: number;
}

export interface AuditSettings extends AuditLimits {
  /** Name of the browser's database: one a deployment. */
  readonly database: string;
}

/** Where the next batch of the audit begins: behind this entry. */
export type AuditCursor = Pick<AuditEntry, 'id' | 'enteredAt'>;

/** A part of the audit, newest first. */
export interface AuditBatch {
  readonly entries: readonly AuditEntry[];
  /** Where to go on; null when this was the last batch. */
  readonly next: AuditCursor | null;
  /** Why the audit is not kept as it should be and what to do, in words; '' when it is. */
  readonly problem: string;
  readonly limits: AuditLimits;
}

/**
 * Name of the broadcast channel on which the engines of a deployment's tabs tell of new and changed {@link AuditEntry}s. Its number is
 * that of their form.
 */
export function auditChannel({ database }: AuditSettings): string {
  return `${database} 1`;
}
