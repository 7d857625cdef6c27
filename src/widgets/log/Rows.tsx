import { memo } from 'react';
import type { LogEntry } from '../../model/catalogue.ts';
import { said } from '../../ui/said.ts';
import { type PlainText, t } from '../../ui/text.ts';
import { momentInWords } from '../time/moment.ts';
import styles from './log.module.css';

/** Level marks differ in shape as well as in word. */
const MARKS: Readonly<Record<LogEntry['level'], { readonly path: string; readonly word: PlainText }>> = {
  info: { path: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9Z', word: 'Info' },
  warning: { path: 'M6 1.2 11 10.5H1Z', word: 'Warning' },
  error: { path: 'M6 .8 11.2 6 6 11.2 .8 6Z', word: 'Error' },
};

function Mark({ level }: { readonly level: LogEntry['level'] }) {
  const { path, word } = MARKS[level];
  return (
    <span className={styles.level} data-level={level}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={path} />
      </svg>
      {t(word)}
    </span>
  );
}

interface RowsProps {
  /** What they are events of. */
  readonly label: string;
  readonly entries: readonly LogEntry[];
  /** Of connections, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Some moment of this day, epoch ms: the same one all day long, as a thousand rows are not to be drawn anew each second. */
  readonly today: number;
}

/** Events, each with its time, and its day where that is not today. */
export const Rows = memo(function Rows({ label, entries, names, today }: RowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <ol className={styles.rows} tabIndex={0} aria-label={t('{title}, newest first', { title: label })}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <time dateTime={new Date(entry.time).toISOString()}>{momentInWords(entry.time, today)}</time>
          <Mark level={entry.level} />
          <span className={styles.source}>
            {names.get(entry.connection) ?? entry.connection}
            {entry.device === '' ? '' : ` · ${entry.device}`}
          </span>
          <span className={styles.text}>{said(entry.text)}</span>
        </li>
      ))}
    </ol>
  );
});
