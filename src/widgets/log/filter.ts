import type { LogEntry } from '../../model/catalogue.ts';

/** What a person wants to see of the log. */
export interface LogFilter {
  /** Part of the text, the device or the connection, in any case; '' for all. */
  readonly text: string;
  /** One connection's id; '' for all. */
  readonly connection: string;
  /** The mildest level shown. */
  readonly level: LogEntry['level'];
}

/** Rows shown at most: the tile is for what happened lately. */
const ROWS = 200;

const SEVERITY: Readonly<Record<LogEntry['level'], number>> = { info: 0, warning: 1, error: 2 };

/**
 * The newest entries that fit, newest first.
 * @param log oldest first
 * @param only connections the widget is restricted to; empty: none
 */
export function matching(log: readonly LogEntry[], only: readonly string[], filter: LogFilter): LogEntry[] {
  const needle = filter.text.trim().toLowerCase();
  const rows: LogEntry[] = [];
  for (let i = log.length - 1; i >= 0 && rows.length < ROWS; i--) {
    const entry = log[i];
    if (!entry || SEVERITY[entry.level] < SEVERITY[filter.level]) continue;
    if (only.length > 0 && !only.includes(entry.connection)) continue;
    if (filter.connection !== '' && entry.connection !== filter.connection) continue;
    const hay = `${entry.text} ${entry.device} ${entry.connection}`.toLowerCase();
    if (hay.includes(needle)) rows.push(entry);
  }
  return rows;
}
