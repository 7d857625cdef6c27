import type { Command, Json, PulseOrder } from '../../model/command.ts';
import { type ControlFacts, controlState, failedValue } from '../actuator/control-state.ts';

/** Everything a push button shows. */
export interface ButtonState {
  readonly phase: 'ready' | 'pending' | 'done' | 'failed' | 'refused';
  readonly word: string;
  readonly reason: string;
  readonly locked: string;
}

/** Whether the second order of a pulse is still to come. */
function isBetween({ pulse, state }: Command): boolean {
  return pulse?.part === 'press' && (state === 'confirmed' || state === 'timed-out');
}

/**
 * What a push button shows for what is known. A pulse has gone well when both its orders have.
 * @param press the first order of the pulse whose second is the newest command
 */
export function buttonState(facts: ControlFacts, press: Command | undefined): ButtonState {
  // Until a pulse has ended it is what the button tells of, whatever was refused meanwhile.
  const command = facts.pulse ?? facts.command;
  const { order, locked, isUnclear } = controlState({ ...facts, command });
  const { dismissed } = facts;
  const isRelease = command?.pulse?.part === 'release';
  if (order.phase === 'pending') {
    return { phase: 'pending', word: isRelease ? 'Releasing…' : 'Pressing…', reason: '', locked };
  }
  if (command && isBetween(command)) {
    return {
      phase: 'pending',
      word: 'Pressed',
      reason: '',
      locked: locked || 'Waiting for the pulse to end.',
    };
  }
  if (order.phase !== 'settled') {
    // A pulse that was begun and not ended has not been left undone.
    const word = isUnclear || isRelease ? 'Not sure' : 'Not done';
    return { phase: order.phase, word, reason: order.reason, locked };
  }
  const isPressBad = press !== undefined && press.state !== 'confirmed';
  if (isRelease && isPressBad && command.id !== dismissed) {
    return { phase: 'failed', word: 'Not sure', reason: press.reason, locked };
  }
  const isDone = command?.state === 'confirmed';
  return { phase: isDone ? 'done' : 'ready', word: isDone ? doneWord(command) : 'Ready', reason: '', locked };
}

function doneWord({ confirmedBy }: Command): string {
  return confirmedBy === 'report' ? 'Done' : 'Accepted';
}

/**
 * Whether what went wrong is what a press orders, so that pressing is to try it again. The newest order of the target may be another
 * control's; and a pulse that may not have ended is ended by hand: another one would begin by pressing again.
 * @param value what a press orders
 * @param pulse what follows it; undefined where nothing does
 */
export function isAgain(facts: ControlFacts, value: Json, pulse: PulseOrder | undefined): boolean {
  const failed = failedValue(facts);
  if (failed === undefined || !isSame(failed, value)) return false;
  const ordered = facts.command?.pulse;
  if (!ordered || !pulse) return ordered === pulse;
  return ordered.order?.ms === pulse.ms && isSame(ordered.order.release, pulse.release);
}

/** Both come from the same options, so that their fields are in the same order. */
function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
