import type { JournalEntry } from '../../model/alarm.ts';

const HEADINGS = [
  'time (UTC)',
  'event',
  'priority',
  'title',
  'kind',
  'connection',
  'device',
  'quantity',
  'value',
  'limit',
  'unit',
  'person',
  'account',
  'shelved until (UTC)',
  'rule',
] as const;

/** Lines of the journal as rows of a table for other programs, with a row of headings. Times as ISO 8601 in UTC. */
export function journalRows(entries: readonly JournalEntry[]): readonly (readonly (string | number)[])[] {
  return [
    HEADINGS,
    ...entries.map((one) => [
      isoTime(one.at),
      one.event,
      one.priority,
      one.title,
      one.kind,
      one.connection,
      one.device,
      one.quantity,
      one.value ?? '',
      one.limit ?? '',
      one.unit,
      one.by,
      one.subject,
      one.until === null ? '' : isoTime(one.until),
      one.rule,
    ]),
  ];
}

/** ISO 8601 in UTC; '' for a time that no calendar has. */
function isoTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
