import { useMemo } from 'react';
import type { Turn } from '../../config/kiosk.ts';
import type { DashboardDocument } from '../../dashboards/schema.ts';
import { useDocuments } from './use-documents.ts';

/** A dashboard that a wall shows. */
export interface Show {
  readonly document: DashboardDocument;
  readonly lengthMs: number;
  /** Values of its variables, by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What there is to show of a playlist. */
export interface Shows {
  /** In their order; the same object for as long as nothing has changed. */
  readonly shows: readonly Show[];
  /** Why others cannot be shown, and what to do. */
  readonly problems: readonly string[];
}

/**
 * The dashboards of a playlist, as {@link useDocuments} has them.
 * @param turns should be stable (memoised)
 */
export function useShows(turns: readonly Turn[]): Shows | null {
  const sources = useMemo(() => turns.map(({ source }) => source), [turns]);
  const found = useDocuments(sources);
  return useMemo(() => {
    if (!found) return null;
    const shows = turns.flatMap(({ source, lengthMs, variables }) => {
      const document = found.documents.get(source);
      return document ? [{ document, lengthMs, variables }] : [];
    });
    return { shows, problems: found.problems };
  }, [turns, found]);
}
