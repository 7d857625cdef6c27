import type { Scalar } from './catalogue.ts';
import type { ActuatorRef, SeriesRef } from './identity.ts';

/** `technician` may do all that `viewer` may, `admin` all that `technician` may. */
export type Role = 'viewer' | 'technician' | 'admin';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Something may be ordered only while the newest reading of a series is within these limits, and not stale. */
export interface Interlock extends SeriesRef {
  /** Only while the reading is less than this, in the series' unit. */
  readonly below?: number;
  /** Only while the reading is more than this. */
  readonly above?: number;
}

/** An order that is undone by a second one, the release. */
export interface PulseOrder {
  /** From the sending of the first order to the sending of the second. */
  readonly ms: number;
  /** What the second order asks for. */
  readonly release: Json;
}

/** Which half of a pulse a command is; both halves share the id. */
export interface PulsePart {
  readonly id: string;
  readonly part: 'press' | 'release';
  /** Of a press: what is to follow it. */
  readonly order?: PulseOrder;
}

/** What a person asks for. */
export interface Order extends ActuatorRef {
  /** The desired value; a JSON object where the actuator's domain is `json`. */
  readonly value: Json;
  /** When the person acted, epoch ms: an order that reaches the engine late is refused. */
  readonly at: number;
  /** The least role, where the control wants a higher one than its connection; it never lowers that. */
  readonly role?: Role;
  /** Checked by the ledger at the moment of the order. */
  readonly interlock?: Interlock;
  /**
   * The person was asked to confirm and did not: nothing is sent, and the ledger keeps it as `refused`. `changed`: they could not, as the device reported
   * another state than the one they were asked about.
   */
  readonly withheld?: boolean | 'changed';
  /** What the person was shown ({@link Preview}); an order that would send anything else is refused. */
  readonly shown?: string;
  readonly pulse?: PulseOrder;
}

/** What a control says about an order beside its target and value. */
export type OrderTerms = Omit<Order, keyof ActuatorRef | 'value' | 'at'>;

/** What an order would send, exactly and without credentials; or why it would not be sent. */
export type Preview =
  | {
      readonly text: string;
      /** Whose reports would tell what became of it; the target itself where none do. */
      readonly reports: ActuatorRef;
      /** Whether any would: otherwise the back end's acceptance is all there is. */
      readonly isReported: boolean;
    }
  | { readonly refusal: string };

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
  /** Of a rejection: whether the order may have been carried out all the same. */
  readonly outcome?: 'not-done' | 'unknown';
  readonly confirmedBy: 'report' | 'acceptance' | null;
  /** What the device reported last when the command ended, where known. */
  readonly reportedValue: Scalar | null;
  /** Shared by all commands of one group order. */
  readonly group?: string;
  readonly pulse?: PulsePart;
  /**
   * What it may change of its device, by `actuatorKey`: what reports of it first, its target among them. Absent where that is the target alone. An
   * order in other words than an actuator's own touches that one, too.
   */
  readonly touches?: readonly string[];
}

/** Who is at the page, as far as commands are concerned. */
export interface Person {
  /** Stable subject identifier; '' without sign-in. */
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
}
