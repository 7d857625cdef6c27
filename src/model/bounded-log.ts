import type { LogEntry } from './catalogue.ts';

/**
 * The newest lines of an event log, but so that nobody who says much pushes out what others said, nor warnings: what is too much is taken from the
 * connection that has the most lines, its oldest `info` first.
 * @param lines oldest first
 */
export function boundedLog<Line extends Pick<LogEntry, 'connection' | 'level'>>(
  lines: readonly Line[],
  most: number,
): Line[] {
  const kept = [...lines];
  if (kept.length <= most) return kept;
  const counts = new Map<string, number>();
  for (const { connection } of kept) counts.set(connection, (counts.get(connection) ?? 0) + 1);
  while (kept.length > most) {
    const highest = Math.max(...counts.values());
    const isTheirs = ({ connection }: Line) => counts.get(connection) === highest;
    const info = kept.findIndex((line) => line.level === 'info' && isTheirs(line));
    for (const { connection } of kept.splice(info < 0 ? kept.findIndex(isTheirs) : info, 1))
      counts.set(connection, highest - 1);
  }
  return kept;
}
