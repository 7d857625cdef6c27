import type { AuditEntry } from '../../model/audit.ts';
import type { CommandState } from '../../model/command.ts';
import { formatAsWritten } from '../../ui/as-written.ts';
import { formatValue } from '../../ui/format.ts';
import { type PlainText, t } from '../../ui/text.ts';

/** Time for an end that is heard at the last moment to be noted. */
const GRACE_MS = 1_500;

/**
 * What became of a command. `unknown`: its page was closed, or stands still, before an end was heard. `accepted`: the back end took it, and
 * nothing that the device would report tells of it.
 */
export type Outcome = CommandState | 'accepted' | 'unknown';

/** All outcomes, in the order in which they are offered. */
export const OUTCOMES: readonly Outcome[] = [
  'confirmed',
  'accepted',
  'rejected',
  'timed-out',
  'refused',
  'unknown',
  'pending',
  'sent',
];

export const OUTCOME_WORDS: Readonly<Record<Outcome, PlainText>> = {
  confirmed: 'confirmed',
  accepted: 'accepted',
  rejected: 'rejected',
  'timed-out': 'timed out',
  refused: 'refused',
  unknown: 'unknown',
  pending: 'pending',
  sent: 'sent',
};

/** What became of a command, as far as is known now (epoch ms). */
export function outcomeOf(entry: AuditEntry, now: number): Outcome {
  const state = entry.steps.at(-1)?.state ?? 'pending';
  if (state !== 'pending' && state !== 'sent') return stepOutcome(entry, state);
  // A clock that was set back makes the deadline far: such a command is not of this moment either.
  const isOver = now > entry.deadlineAt + GRACE_MS || now < entry.enteredAt - GRACE_MS;
  return isOver ? 'unknown' : state;
}

/** What a step of a command says: a back end's word alone is no confirmation. */
export function stepOutcome({ confirmedBy }: AuditEntry, state: CommandState): Exclude<Outcome, 'unknown'> {
  return state === 'confirmed' && confirmedBy === 'acceptance' ? 'accepted' : state;
}

/** Whether any command may yet come to its end, so that the passing of time changes what is known of it. */
export function isAnyOpen(entries: readonly AuditEntry[], now: number): boolean {
  return entries.some((entry) => ['pending', 'sent'].includes(outcomeOf(entry, now)));
}

/** What is to be said of an outcome, in words; '' when nothing is. */
export function reasonOf(entry: AuditEntry, outcome: Outcome): string {
  if (outcome !== 'unknown' || entry.reason !== '') return entry.reason;
  const wasSent = entry.steps.some(({ state }) => state === 'sent');
  return wasSent
    ? 'The page was closed before an end was heard. The device may or may not have carried it out; see what it reports now. It was not sent again.'
    : 'The page was closed before it was known to have been sent. See what the device reports now. It was not sent again.';
}

/** From the person's act to the device's confirmation, ms; null where it was not confirmed, or a clock was set meanwhile. */
export function latencyOf(entry: AuditEntry): number | null {
  const end = entry.steps.at(-1);
  if (!end || stepOutcome(entry, end.state) !== 'confirmed') return null;
  const latency = end.at - entry.orderedAt;
  return latency >= 0 ? latency : null;
}

/** What else a command was given with, in words; '' when by itself. */
export function partOf({ pulse, group }: AuditEntry): string {
  const parts = [
    pulse &&
      t(pulse.part === 'press' ? 'pulse {id}, its beginning' : 'pulse {id}, its end', { id: pulse.id }),
    group !== undefined && t('group {id}', { id: group }),
  ];
  return parts.filter(Boolean).join('; ');
}

/** A desired or reported value as people read it. */
export function valueText(value: AuditEntry['value']): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? formatAsWritten(value) : JSON.stringify(value);
}

/** A time between two steps: `12 ms`, `2.4 s`. */
export function durationText(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${formatValue(ms / 1_000, 1)} s`;
}
