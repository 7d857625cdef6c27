import { type ReactNode, useEffect, useState } from 'react';
import { whenIdle } from '../live/index.ts';
import { t } from '../ui/text.ts';
import { DashboardView } from './DashboardView.tsx';
import { Failure } from './Failure.tsx';
import { type LoadedDashboard, loadDashboard } from './load.ts';
import { Skeleton } from './Skeleton.tsx';
import type { DashboardDocument } from './schema.ts';

interface DashboardPageProps {
  /** Address of the dashboard's document, as the configuration names it. */
  readonly source: string;
  /** What can be done with it, beside its title. */
  readonly actions: (document: DashboardDocument) => ReactNode;
}

/** A dashboard with its header, fetched. */
export function DashboardPage({ source, actions }: DashboardPageProps) {
  const [loaded, setLoaded] = useState<LoadedDashboard | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again
  useEffect(() => {
    const aborted = new AbortController();
    setLoaded(null);
    let kept: LoadedDashboard | null = null;
    const early = (copy: LoadedDashboard) => {
      kept = copy;
      if (!aborted.signal.aborted) setLoaded(copy);
    };
    loadDashboard(source, aborted.signal, early).then(
      (newest) => {
        const show = () => aborted.signal.aborted || setLoaded(newest);
        // Nothing changes under somebody who waits for the end of an order.
        if (kept === null) show();
        else if (kept !== newest) whenIdle(show);
      },
      () => undefined,
    );
    return () => aborted.abort();
  }, [source, attempt]);

  if (!loaded) return <Skeleton />;
  if (!loaded.ok) {
    return (
      <Failure reason={loaded.reason} problems={loaded.problems}>
        <button type="button" onClick={() => setAttempt((last) => last + 1)}>
          {t('Try again')}
        </button>
      </Failure>
    );
  }
  return <DashboardView key={source} document={loaded.document} actions={actions(loaded.document)} />;
}
