import { type ControlFacts, controlState } from '../actuator/control-state.ts';

/** The switch's `data-state`. */
type SwitchPhase = 'on' | 'off' | 'unknown' | 'pending' | 'failed' | 'refused';

/** Everything a switch shows. */
export interface SwitchState {
  readonly phase: SwitchPhase;
  /** What the device reported: the side the thumb is on. */
  readonly side: 'on' | 'off' | 'unknown';
  /** The side an open order asks for. */
  readonly desired: 'on' | 'off' | null;
  /** What went wrong with the last order; '' when nothing did. */
  readonly reason: string;
  /** Why nothing can be ordered now; '' when it can. */
  readonly locked: string;
  /** What is shown is what was said before the link broke. */
  readonly stale: boolean;
  /** What pressing the switch does not order and somebody may want all the same, since what is shown is not certain; null where it is. */
  readonly also: boolean | null;
  /** Why the side is unknown; '' when it is known. */
  readonly unknownWhy: string;
}

function side(value: unknown): 'on' | 'off' | 'unknown' {
  if (value === true) return 'on';
  return value === false ? 'off' : 'unknown';
}

/**
 * What a switch shows for what is known.
 *
 * The side is only ever what the device reported; an order is shown beside it. With no report, or one that is
 * neither true nor false, the side is unknown, never off.
 */
export function switchState(facts: ControlFacts): SwitchState {
  const { order, locked, isSure } = controlState(facts);
  const { reported } = facts;
  const shown = side(reported?.value);
  const desired = order.phase === 'pending' ? side(order.desired) : 'unknown';
  return {
    phase: order.phase === 'settled' ? shown : order.phase,
    side: shown,
    desired: desired === 'unknown' ? null : desired,
    reason: 'reason' in order ? order.reason : '',
    locked,
    stale: reported?.stale ?? false,
    also: isSure || locked !== '' ? null : shown === 'on',
    unknownWhy: shown === 'unknown' ? unknownBecause(facts) : '',
  };
}

function unknownBecause({ reported, command }: ControlFacts): string {
  if (reported?.value === null) return 'The module is not answering.';
  if (reported) return 'It reported something that is neither on nor off.';
  if (command?.confirmedBy === 'acceptance') return 'The order was accepted; the device does not report.';
  return 'It has not reported yet.';
}
