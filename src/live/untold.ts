import { type ReportedState, saidBy } from '../model/catalogue.ts';
import type { Command } from '../model/command.ts';
import { type ActuatorRef, actuatorKey } from '../model/identity.ts';

/** Whether a command may have been carried out though no report says so. */
function isUnclear({ state, outcome, confirmedBy }: Command): boolean {
  switch (state) {
    case 'timed-out':
      return true;
    case 'rejected':
      return outcome !== 'not-done';
    case 'confirmed':
      return confirmedBy === 'acceptance';
    default:
      return false;
  }
}

/**
 * Whether an order to a target may have been carried out and nothing has been reported since, so that what was reported last may not hold any more.
 * @param commands of all targets, oldest first
 */
export function isUntold(
  target: ActuatorRef,
  commands: Iterable<Command>,
  reported: ReportedState | undefined,
): boolean {
  const key = actuatorKey(target);
  const since = reported ? saidBy(reported) : Number.NEGATIVE_INFINITY;
  let untold = false;
  for (const command of commands) {
    const place = (command.touches ?? [actuatorKey(command)]).indexOf(key);
    if (command.endedAt === null || place < 0) continue;
    if (command.confirmedBy === 'report') untold &&= place > 0;
    else if (isUnclear(command) && command.endedAt >= since) untold = true;
  }
  return untold;
}

/**
 * Whether an order in other words than its own that touches a target is open, or a pulse of such orders has not ended.
 * @param pulses under way, by their own targets
 */
export function isTouched(
  target: ActuatorRef,
  commands: Iterable<Command>,
  pulses: ReadonlyMap<string, Command> = new Map(),
): boolean {
  const key = actuatorKey(target);
  return (
    [...commands].some(({ endedAt, touches }) => endedAt === null && touches?.includes(key)) ||
    [...pulses].some(([own, { touches }]) => own !== key && touches?.includes(key))
  );
}
