import { type ControlFacts, controlState } from '../actuator/control-state.ts';

/** Everything a choice shows. */
export interface ChoiceState {
  readonly phase: 'known' | 'unknown' | 'pending' | 'failed' | 'refused';
  /** What the device reported, null when it is not known. */
  readonly reported: string | null;
  /** What an open order asks for. */
  readonly desired: string | null;
  readonly reason: string;
  readonly locked: string;
  readonly stale: boolean;
  /** What is shown is so for certain: to order it would change nothing. */
  readonly isSure: boolean;
  readonly unknownWhy: string;
}

/** What a choice shows for what is known: marks only what the device reported. */
export function choiceState(facts: ControlFacts): ChoiceState {
  const { order, locked, isSure } = controlState(facts);
  const { reported, command } = facts;
  const said = reported === undefined || reported.value === null ? null : String(reported.value);
  return {
    phase: order.phase === 'settled' ? (said === null ? 'unknown' : 'known') : order.phase,
    reported: said,
    desired: order.phase === 'pending' ? String(order.desired) : null,
    reason: 'reason' in order ? order.reason : '',
    locked,
    stale: reported?.stale ?? false,
    isSure,
    unknownWhy:
      said !== null ? '' : unknownBecause(reported !== undefined, command?.confirmedBy === 'acceptance'),
  };
}

function unknownBecause(answered: boolean, accepted: boolean): string {
  if (answered) return 'The module is not answering.';
  return accepted ? 'The order was accepted; the device does not report.' : 'It has not reported yet.';
}
