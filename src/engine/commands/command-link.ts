import type { ActuatorDomain, ReportedState } from '../../model/catalogue.ts';
import type { Role } from '../../model/command.ts';
import type { CommandPlan, CommandRequest } from '../protocols/protocol.ts';
import type { OutFrame, SendOutcome } from '../transports/transport.ts';

/** What came of a command's request. */
export interface HttpAnswer {
  readonly status: number;
  readonly reason: string;
  /** It was refused for its token and, in words, why it was not made again with a renewed one; absent where that was not the reason. */
  readonly withheld?: string;
}

/** What the ledger needs of a connection. */
export interface CommandLink {
  readonly id: string;
  /** The least role that may send commands here. */
  readonly commandRole: Role;
  /** null when an order may leave now; else why not and what to do next, in words. */
  refusal(device: string, property: string): string | null;
  plan(request: CommandRequest): CommandPlan;
  /** What a plan sends, as the person is shown it; without credentials. */
  preview(plan: Exclude<CommandPlan, { kind: 'refused' }>): string;
  /**
   * On the link that serves the device; now or not at all.
   * @param mayWait behind bytes that have waited for a moment, too, which an order may not: for what ends a pulse
   */
  send(device: string, frames: readonly OutFrame[], mayWait?: boolean): SendOutcome;
  /** Resolves once nothing waits on the link that serves the device, or that has lasted too long for an order. Never rejects. */
  clear(device: string): Promise<void>;
  /**
   * Runs a planned HTTP request once (a 401 may be answered by one renewal and one more try).
   * @param signal fires when the command has ended: what has not left by then must not
   * @param deadline epoch ms; nothing may leave from then on, even where timers were kept from running and `signal` is not aborted yet
   * @param mayStill asked just before it is made again: why it may not be any more, in words; null when it may
   * @throws when the network failed: whether the request arrived is unknown
   */
  request(
    plan: Extract<CommandPlan, { kind: 'http' }>,
    signal: AbortSignal,
    deadline: number,
    mayStill: () => string | null,
  ): Promise<HttpAnswer>;
  /** When the device's link last gave a sign of life, epoch ms. */
  lastSignAt(device: string): number;
  /**
   * The device's link is not to be trusted: tear it down before anything else is sent on it.
   * @param wasDue something was to come on it and did not
   */
  suspect(device: string, wasDue: boolean): void;
  domainOf(device: string, property: string): ActuatorDomain | undefined;
  lastReport(device: string, property: string): ReportedState | undefined;
}
