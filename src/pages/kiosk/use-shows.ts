import { useEffect, useState } from 'react';
import type { Turn } from '../../config/kiosk.ts';
import { type LoadedDashboard, loadDashboard } from '../../dashboards/load.ts';
import type { DashboardDocument } from '../../dashboards/schema.ts';

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

/** A wall stands for months: what its dashboards are is asked again so often. */
const REFRESH_MS = 300_000;
/** So soon where one could not be fetched. */
const RETRY_MS = 20_000;

/**
 * The dashboards of a playlist, fetched now and again; null until they have been once. One that cannot be fetched later stays as it was.
 * @param turns should be stable (memoised)
 */
export function useShows(turns: readonly Turn[]): Shows | null {
  const [shows, setShows] = useState<Shows | null>(null);
  useEffect(() => {
    const aborted = new AbortController();
    const { signal } = aborted;
    const kept = new Map<string, DashboardDocument>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let written = '';
    setShows(null);

    async function look(): Promise<void> {
      const sources = [...new Set(turns.map(({ source }) => source))];
      const loaded = new Map<string, LoadedDashboard>();
      await Promise.all(
        sources.map(async (source) => loaded.set(source, await loadDashboard(source, signal))),
      );
      const problems: string[] = [];
      for (const [source, one] of loaded) {
        if (one.ok) kept.set(source, one.document);
        else if (!kept.has(source)) problems.push([one.reason, ...one.problems].join(' '));
      }
      const next = turns.flatMap(({ source, lengthMs, variables }) => {
        const document = kept.get(source);
        return document ? [{ document, lengthMs, variables }] : [];
      });
      const text = JSON.stringify([next, problems]);
      if (text !== written) setShows({ shows: next, problems });
      written = text;
      const isWhole = [...loaded.values()].every(({ ok }) => ok);
      timer = setTimeout(repeat, isWhole ? REFRESH_MS : RETRY_MS);
    }
    // Nothing but the end of the page rejects.
    const repeat = () => void look().catch(() => undefined);
    repeat();
    return () => {
      aborted.abort();
      clearTimeout(timer);
    };
  }, [turns]);
  return shows;
}
