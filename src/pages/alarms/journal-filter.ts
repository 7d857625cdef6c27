import type { JournalEntry } from '../../model/alarm.ts';
import { t } from '../../ui/text.ts';
import { conditionSought, EVENT_WORDS, KIND_WORDS, PRIORITY_WORDS } from './words.ts';

/** Lines of the journal that fit, in their order. All words of the text have to be found, anywhere in a line. */
export function fittingLines(
  entries: Iterable<JournalEntry>,
  text: string,
  nameOf: (connection: string) => string,
): readonly JournalEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  return [...entries].filter((entry) => {
    const { title, device, quantity, connection, priority, event, by, kind } = entry;
    const all = [
      title,
      device,
      quantity,
      nameOf(connection),
      t(PRIORITY_WORDS[priority]),
      t(EVENT_WORDS[event]),
      by,
      t(KIND_WORDS[kind]),
      conditionSought(entry),
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
