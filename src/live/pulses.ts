import type { Command } from '../model/command.ts';
import { actuatorKey } from '../model/identity.ts';

/** Whether the pulse of this command is over by what became of it. The same words as the ledger's: after a press that was not carried out no release follows. */
function isOver({ pulse, state, outcome }: Command): boolean {
  if (pulse?.part === 'release') return state !== 'pending' && state !== 'sent';
  return state === 'refused' || (state === 'rejected' && outcome === 'not-done');
}

/**
 * The pulses that have begun, or may have, and not ended: the newest order of each, by {@link actuatorKey}. What became of other orders to
 * their targets says nothing of them.
 * @param commands of all targets, in the order in which they were entered
 */
export function pulsesUnderWay(commands: Iterable<Command>): ReadonlyMap<string, Command> {
  const pulses = new Map<string, Command>();
  for (const command of commands) {
    const { pulse } = command;
    if (!pulse) continue;
    if (isOver(command)) pulses.delete(pulse.id);
    else pulses.set(pulse.id, command);
  }
  return new Map([...pulses.values()].map((command) => [actuatorKey(command), command]));
}
