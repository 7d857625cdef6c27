import type { Scalar } from './catalogue.ts';
import type { ActuatorRef } from './identity.ts';

/** `technician` may do all that `viewer` may, `admin` all that `technician` may. */
export type Role = 'viewer' | 'technician' | 'admin';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a person asks for. */
export interface Order extends ActuatorRef {
  /** The desired value; a JSON object where the actuator's domain is `json`. */
  readonly value: Json;
  /** When the person acted, epoch ms: an order that reaches the engine late is refused. */
  readonly at: number;
}

/**
 * pending → sent → one end state. `refused` never left the page; `confirmed` only by the device's report
 * (or by the back end's acceptance where the device reports nothing, see `Command.confirmedBy`).
 */
export type CommandState = 'pending' | 'sent' | 'confirmed' | 'rejected' | 'timed-out' | 'refused';

/** One order with its whole life. Times are epoch ms. */
export interface Command extends ActuatorRef {
  readonly id: string;
  readonly value: Json;
  /** Who: the session's user name, or '' without sign-in. */
  readonly by: string;
  readonly state: CommandState;
  readonly orderedAt: number;
  readonly sentAt: number | null;
  readonly endedAt: number | null;
  /** In words, what went wrong and what to do next; '' when nothing did. */
  readonly reason: string;
  readonly confirmedBy: 'report' | 'acceptance' | null;
  /** What the device reported last when the command ended, where known. */
  readonly reportedValue: Scalar | null;
}

/** Who is at the page, as far as commands are concerned. */
export interface Person {
  /** Stable subject identifier; '' without sign-in. */
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
}
