import type { AuditEntry } from '../../model/audit.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { OUTCOME_WORDS, type Outcome, outcomeOf, partOf, reasonOf, valueText } from './life.ts';

/** What is looked for; '' means any. */
export interface AuditFilter {
  readonly connection: string;
  readonly device: string;
  readonly person: string;
  readonly outcome: Outcome | '';
  readonly text: string;
}

export const ANY: AuditFilter = { connection: '', device: '', person: '', outcome: '', text: '' };

/** Who an entry says it was, for people. */
export function personOf({ by }: AuditEntry): string {
  return by || 'nobody signed in';
}

/** Entries that fit, in their order. All words of the text have to be found, anywhere in an entry. */
export function fitting(
  entries: readonly AuditEntry[],
  filter: AuditFilter,
  now: number,
  nameOf: (connection: string) => string,
): readonly AuditEntry[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (filter.connection !== '' && entry.connection !== filter.connection) return false;
    if (filter.device !== '' && entry.device !== filter.device) return false;
    if (filter.person !== '' && personOf(entry) !== filter.person) return false;
    const outcome = outcomeOf(entry, now);
    if (filter.outcome !== '' && outcome !== filter.outcome) return false;
    if (words.length === 0) return true;
    const text = [
      nameOf(entry.connection),
      entry.connection,
      entry.device,
      entry.property,
      said(personOf(entry)),
      t(entry.role),
      said(valueText(entry.value)),
      // As programs write it, too.
      typeof entry.value === 'number' ? String(entry.value) : '',
      t(OUTCOME_WORDS[outcome]),
      said(reasonOf(entry, outcome)),
      partOf(entry),
      entry.id,
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What can be chosen in the filters: everything that occurs, in alphabetical order. */
export function choices(entries: readonly AuditEntry[]) {
  const sorted = (pick: (entry: AuditEntry) => string) =>
    [...new Set(entries.map(pick))].sort((a, b) => a.localeCompare(b));
  return {
    connections: sorted((entry) => entry.connection),
    devices: sorted((entry) => entry.device),
    people: sorted(personOf),
  };
}
