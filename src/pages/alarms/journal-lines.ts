import type { JournalBatch, JournalCursor, JournalEntry } from '../../model/alarm.ts';

/** Entries a batch: small enough that the engine is never held up by one. */
const BATCH = 1_000;

/** Entries of the journal by {@link keyOf}, the newest first. */
export type Lines = ReadonlyMap<string, JournalEntry>;

export const NO_LINES: Lines = new Map();

/** The same for an entry wherever it is met. */
export function keyOf({ at, id }: JournalEntry): string {
  return `${at} ${id}`;
}

/**
 * What is known of the journal and what has come to it, the newest first.
 * @param read the engine's journal, a batch at a time
 * @param most lines at most: a page that is open for months keeps no more than the journal itself
 */
export async function readOn(
  read: (after: JournalCursor | null, limit: number) => Promise<JournalBatch>,
  known: Lines,
  most: number,
): Promise<Lines> {
  const all = new Map<string, JournalEntry>();
  let after: JournalCursor | null = null;
  do {
    const { entries, next } = await read(after, BATCH);
    const isKnown = entries.some((entry) => known.has(keyOf(entry)));
    for (const entry of entries) all.set(keyOf(entry), entry);
    after = isKnown ? null : next;
  } while (after !== null && all.size < most);
  for (const [key, entry] of known) all.set(key, entry);
  return new Map([...all].sort(([, a], [, b]) => b.at - a.at).slice(0, most));
}
