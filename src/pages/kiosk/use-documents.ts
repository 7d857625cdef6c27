import { useEffect, useState } from 'react';
import { type LoadedDashboard, loadDashboard } from '../../dashboards/load.ts';
import type { DashboardDocument } from '../../dashboards/schema.ts';

/** What there is of some dashboards. */
export interface Documents {
  /** By the address of their files, in the order asked; the same object for as long as nothing has changed. */
  readonly documents: ReadonlyMap<string, DashboardDocument>;
  /** Why others cannot be shown, and what to do. */
  readonly problems: readonly string[];
}

/** A wall stands for months: what its dashboards are is asked again so often. */
const REFRESH_MS = 300_000;
/** So soon where one could not be fetched. */
const RETRY_MS = 20_000;

/**
 * Dashboards for a wall, fetched now and again; null until they have been once. One that cannot be fetched later stays as it was.
 * @param sources addresses of their files; should be stable (memoised)
 */
export function useDocuments(sources: readonly string[]): Documents | null {
  const [found, setFound] = useState<Documents | null>(null);
  useEffect(() => {
    const aborted = new AbortController();
    const { signal } = aborted;
    let kept: ReadonlyMap<string, DashboardDocument> = new Map();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let written = '';
    setFound(null);

    async function look(): Promise<void> {
      const all = await Promise.all(
        [...new Set(sources)].map(
          async (source): Promise<readonly [string, LoadedDashboard]> => [
            source,
            await loadDashboard(source, signal),
          ],
        ),
      );
      const problems: string[] = [];
      const documents = new Map<string, DashboardDocument>();
      for (const [source, one] of all) {
        const document = one.ok ? one.document : kept.get(source);
        if (document) documents.set(source, document);
        else if (!one.ok) problems.push([one.reason, ...one.problems].join(' '));
      }
      const text = JSON.stringify([...documents, problems]);
      if (text !== written) setFound({ documents, problems });
      written = text;
      kept = documents;
      timer = setTimeout(repeat, all.every(([, { ok }]) => ok) ? REFRESH_MS : RETRY_MS);
    }
    // Nothing but the end of the page rejects.
    const repeat = () => void look().catch(() => undefined);
    repeat();
    return () => {
      aborted.abort();
      clearTimeout(timer);
    };
  }, [sources]);
  return found;
}
