import type { AlarmEvent, JournalEntry } from '../../model/alarm.ts';
import type { AlarmStore } from './alarm-store.ts';
import { APART_MS, isSame } from './early-deeds.ts';
import type { AlarmRecord } from './record.ts';

/** So far back it is looked for what an alarm was before. */
const BEFORE_MS = 3_600_000;

/** What comes after what in the life of an alarm: of these the newest tells how it is. */
const COURSE: Readonly<Record<AlarmEvent, number>> = {
  raised: 0,
  returned: 0,
  acknowledged: 1,
  shelved: 2,
  unshelved: 2,
  suppressed: 3,
  released: 3,
};

/** A line of the journal of a tab that does not write it. */
export interface Witnessed {
  readonly entry: JournalEntry;
  /** A person did it in this very tab, which has written it down. */
  readonly isOwn: boolean;
  /** When it was noted, epoch ms. */
  readonly since: number;
}

/**
 * What a tab that does not write has to write all the same, since the one that does has not heard it: its link is down, or it is told other things.
 * @param all every alarm of this tab
 * @param told when this tab last wrote a line of an alarm itself, epoch ms by the alarm's id
 * @param limit lines in the journal at most
 */
export async function unheardOf(
  noted: readonly Witnessed[],
  store: AlarmStore,
  all: Iterable<AlarmRecord>,
  told: Map<string, number>,
  limit: number,
): Promise<{ readonly entries: readonly JournalEntry[]; readonly records: readonly AlarmRecord[] }> {
  const times = noted.map(({ entry }) => entry.at);
  const from = times.reduce((least, at) => Math.min(least, at)) - BEFORE_MS;
  const to = times.reduce((most, at) => Math.max(most, at)) + APART_MS;
  const lines = new Map<string, JournalEntry[]>(noted.map(({ entry }) => [entry.alarm, []]));
  for (const line of await store.between(from, to, limit))
    if (line.at > (told.get(line.alarm) ?? Number.NEGATIVE_INFINITY)) lines.get(line.alarm)?.push(line);
  const entries: JournalEntry[] = [];
  const done = new Set<string>();
  for (const { entry, isOwn } of noted) {
    if (isOwn) done.add(entry.alarm);
    else if (!isKnown(entry, lines.get(entry.alarm) ?? [])) entries.push(entry);
  }
  for (const { entry, isOwn } of noted) if (!isOwn) told.delete(entry.alarm);
  for (const { alarm, at } of entries) told.set(alarm, at);
  const rows = new Map(done.size === 0 ? [] : (await store.recall()).alarms.map((row) => [row.id, row]));
  const records = [...all].filter(({ id, raisedAt }) => {
    if (told.has(id) || !done.has(id)) return told.has(id) && lines.has(id);
    const row = rows.get(id);
    // Of an alarm that has begun anew there nobody has seen that one here.
    return !row || row.raisedAt === null || raisedAt === null || isSame(row.raisedAt, raisedAt);
  });
  return { entries, records };
}

/** @param lines of its alarm, the newest first */
function isKnown({ event, at }: JournalEntry, lines: readonly JournalEntry[]): boolean {
  if (lines.some((line) => line.event === event && isSame(line.at, at))) return true;
  // Tabs whose links are not down at the same times date the same very differently.
  return lines.find((line) => line.at <= at && COURSE[line.event] === COURSE[event])?.event === event;
}
