import type { AuditEntry } from '../../model/audit.ts';
import type { CommandState } from '../../model/command.ts';
import { latencyOf, OUTCOME_WORDS, outcomeOf, partOf, reasonOf } from './life.ts';

const HEADINGS = [
  'ordered at (UTC)',
  'entered at (UTC)',
  'connection',
  'device',
  'property',
  'desired value',
  'person',
  'account',
  'role',
  'outcome',
  'reason',
  'sent at (UTC)',
  'ended at (UTC)',
  'latency to confirmation (ms)',
  'confirmed by',
  'reported value',
  'times',
  'last of these entered at (UTC)',
  'part of',
  'id',
] as const;

type Cell = string | number;

/** Entries as rows of a table for other programs, with a row of headings. Times as ISO 8601 in UTC. */
export function auditRows(entries: readonly AuditEntry[], now: number): readonly (readonly Cell[])[] {
  return [HEADINGS, ...entries.map((entry) => rowOf(entry, now))];
}

function rowOf(entry: AuditEntry, now: number): readonly Cell[] {
  const outcome = outcomeOf(entry, now);
  const ended = entry.steps.find(({ state }) => state !== 'pending' && state !== 'sent');
  return [
    isoTime(entry.orderedAt),
    isoTime(entry.enteredAt),
    entry.connection,
    entry.device,
    entry.property,
    cellOf(entry.value),
    entry.by,
    entry.subject,
    entry.role,
    OUTCOME_WORDS[outcome],
    reasonOf(entry, outcome),
    isoTime(timeOf(entry, 'sent')),
    isoTime(ended?.at),
    latencyOf(entry) ?? '',
    entry.confirmedBy ?? '',
    entry.reportedValue === null ? '' : cellOf(entry.reportedValue),
    entry.times,
    isoTime(entry.lastAt),
    partOf(entry),
    entry.id,
  ];
}

function timeOf(entry: AuditEntry, wanted: CommandState): number | undefined {
  return entry.steps.find(({ state }) => state === wanted)?.at;
}

/** ISO 8601 in UTC; '' for no time, and for one that no calendar has. */
function isoTime(time: number | undefined): string {
  if (time === undefined) return '';
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** Values as the device gets them, not in a person's words: `true`, not `on`. */
function cellOf(value: AuditEntry['value']): Cell {
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
