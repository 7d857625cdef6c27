import { agrees } from '../../model/agreement.ts';
import { type ReportedState, saidBy } from '../../model/catalogue.ts';
import type { Command, Json } from '../../model/command.ts';
import type { ConnectionStatus } from '../../model/connection.ts';

/** An order on its way to the engine, before the ledger has told of its command. */
interface Ordering {
  readonly value: Json;
}

/** All that a control's look depends on. */
export interface ControlFacts {
  readonly reported: ReportedState | undefined;
  /** How finely the actuator tells its values apart; see {@link agrees}. */
  readonly step?: number;
  /** The newest command to this target. */
  readonly command: Command | undefined;
  /** The newest order of a pulse that has not ended at this target, whoever gave it; absent: there is none. */
  readonly pulse?: Command | undefined;
  readonly ordering: Ordering | null;
  /** Why the last order never reached the engine; '' when it did. */
  readonly orderFailure: string;
  /** The command whose bad end the person has read and put away. */
  readonly dismissed: string | null;
  /** An order, this one or one before, may have been carried out, and nothing has been reported since; put away or not. */
  readonly isUntold?: boolean;
  /** An order in other words that touches the same is open: it may change at any moment. */
  readonly isTouched?: boolean;
  /** Why this person may not send orders here; '' when they may. */
  readonly forbidden: string;
  /** Why an interlock allows no orders now; '' or absent when it does, or when there is none. */
  readonly blocked?: string;
  /** Why the target takes no orders, as far as its device and link tell; '' or absent when it does. */
  readonly unfit?: string;
  readonly connection: { readonly name: string; readonly status: ConnectionStatus } | undefined;
}

/** What has become of the last order. */
type OrderPhase =
  | { readonly phase: 'settled' }
  | { readonly phase: 'pending'; readonly desired: Json }
  | { readonly phase: 'failed' | 'refused'; readonly reason: string; readonly desired: Json };

/** What a control shows besides the value. */
export interface ControlState {
  readonly order: OrderPhase;
  /** Why nothing can be ordered now, in words; '' when it can. */
  readonly locked: string;
  /** What was reported is so for certain: not stale, and no order is open or may have been carried out since. */
  readonly isSure: boolean;
  /** The order went wrong, and nobody knows whether it was carried out all the same. */
  readonly isUnclear: boolean;
}

const BAD_END = {
  rejected: 'The back end rejected the order.',
  'timed-out': 'No report came in time: the device may or may not have carried it out.',
  refused: 'The order was not sent.',
} as const;

const STATUS_WORDS: Readonly<Record<Exclude<ConnectionStatus, 'online'>, string>> = {
  connecting: 'is still connecting',
  reconnecting: 'is reconnecting',
  renewing: 'is waiting for a renewed sign-in',
  denied: 'was denied by the back end',
  offline: 'is offline',
  replaying: 'is a recording',
};

/** Whether what the last order asked for has been reported after its end, by this page's clock: what was so before may have changed meanwhile. */
function isReportedSince({ command, reported, step }: ControlFacts): boolean {
  return (
    typeof command?.endedAt === 'number' &&
    reported !== undefined &&
    saidBy(reported) > command.endedAt &&
    agrees(command.value, reported.value, step)
  );
}

function orderPhase(facts: ControlFacts): OrderPhase {
  const { command, ordering, orderFailure, dismissed } = facts;
  if (ordering) return { phase: 'pending', desired: ordering.value };
  if (orderFailure !== '') return { phase: 'refused', reason: orderFailure, desired: null };
  if (!command) return { phase: 'settled' };
  switch (command.state) {
    case 'pending':
    case 'sent':
      return { phase: 'pending', desired: command.value };
    case 'confirmed':
      return { phase: 'settled' };
    case 'rejected':
    case 'timed-out':
    case 'refused': {
      if (command.id === dismissed) return { phase: 'settled' };
      return {
        phase: command.state === 'refused' ? 'refused' : 'failed',
        reason: `${command.reason || BAD_END[command.state]}${isReportedSince(facts) ? ' It has reported the ordered value since.' : ''}`,
        desired: command.value,
      };
    }
  }
}

/** Whether an order has been given and has not ended. */
export function isUnderWay(command: Command | undefined): boolean {
  return command?.state === 'pending' || command?.state === 'sent';
}

/** What a control shows for what is known. Never takes the desired for the reported. */
export function controlState(facts: ControlFacts): ControlState {
  const order = orderPhase(facts);
  const isUnclear = order.phase === 'failed' && facts.command?.outcome !== 'not-done';
  const { value = null, stale = true } = facts.reported ?? {};
  const isOpen = order.phase === 'pending' || facts.isTouched === true;
  return {
    order,
    locked: lockedBecause(facts, isOpen),
    isSure: value !== null && !stale && !isOpen && !isUnclear && facts.isUntold !== true,
    isUnclear,
  };
}

/**
 * What *try again* would order: what the last order asked for, where it went wrong and the device has not reported it since. Undefined where
 * there is nothing to try again, or nothing can be ordered now; and after the press of a pulse, which alone would never be released.
 */
export function againValue(facts: ControlFacts): Json | undefined {
  return facts.command?.pulse?.part === 'press' ? undefined : failedValue(facts);
}

/** {@link againValue}, the press of a pulse among them: for who orders its release with it. */
export function failedValue(facts: ControlFacts): Json | undefined {
  const { order, locked } = controlState(facts);
  if (!('reason' in order) || locked !== '' || facts.orderFailure !== '') return undefined;
  return isReportedSince(facts) ? undefined : order.desired;
}

/**
 * Why nothing can be ordered of a target now, in words; '' when it can.
 * @param isOpen an order to it is open
 */
export function lockedBecause(
  {
    forbidden,
    blocked = '',
    unfit = '',
    connection,
    pulse,
  }: Pick<ControlFacts, 'forbidden' | 'blocked' | 'unfit' | 'connection' | 'pulse'>,
  isOpen: boolean,
): string {
  if (forbidden !== '') return forbidden;
  if (!connection) return 'This connection is not configured.';
  if (connection.status !== 'online') return `${connection.name} ${STATUS_WORDS[connection.status]}.`;
  if (isOpen) return 'Waiting for the device to report.';
  return pulse ? 'Waiting for the pulse to end.' : unfit || blocked;
}
