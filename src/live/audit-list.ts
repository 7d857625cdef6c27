import type { AuditEntry } from '../model/audit.ts';

/** Newest first; entries of the same millisecond in the order of their ids, as in the storage. */
function byAge(a: AuditEntry, b: AuditEntry): number {
  return b.enteredAt - a.enteredAt || (a.id < b.id ? -1 : 1);
}

/** The same entry may come from the storage and from a tab that is further: the longer life is the newer state. */
function newer(a: AuditEntry, b: AuditEntry): AuditEntry {
  return b.steps.length > a.steps.length || b.times > a.times ? b : a;
}

/**
 * One list of a list and more entries, newest first, each command once.
 * @param limit what is older than the newest this many is left out
 */
export function mergedEntries(
  list: readonly AuditEntry[],
  more: readonly AuditEntry[],
  limit: number,
): readonly AuditEntry[] {
  const byId = new Map(list.map((entry) => [entry.id, entry]));
  for (const entry of more) {
    const known = byId.get(entry.id);
    byId.set(entry.id, known ? newer(known, entry) : entry);
  }
  return [...byId.values()].sort(byAge).slice(0, limit);
}
