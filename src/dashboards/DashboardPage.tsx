import { type CSSProperties, useEffect, useState } from 'react';
import { PageTime, TimeControl, usePageTime } from '../widgets/index.ts';
import styles from './dashboard.module.css';
import type { DashboardDocument } from './schema.ts';
import { Grid } from './Grid.tsx';
import { type LoadedDashboard, loadDashboard } from './load.ts';

/** Tiles of the skeleton: columns and rows each. */
const SKELETON: readonly (CSSProperties & Record<`--${string}`, number>)[] = [
  { '--w': 3, '--h': 4 },
  { '--w': 6, '--h': 4 },
  { '--w': 3, '--h': 4 },
  { '--w': 6, '--h': 6 },
  { '--w': 6, '--h': 6 },
];

/** A dashboard that is being fetched: nothing at first, then the still outline of one. */
function Skeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Loading the dashboard">
      {SKELETON.map((place, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <div key={index} style={place} />
      ))}
    </div>
  );
}

interface FailureProps {
  readonly reason: string;
  readonly problems: readonly string[];
  readonly onRetry: () => void;
}

function Failure({ reason, problems, onRetry }: FailureProps) {
  return (
    <section className={styles.failure} role="alert">
      <h1>This dashboard cannot be shown</h1>
      <p>{reason}</p>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </section>
  );
}

/** A dashboard that could be read. The window of its charts is in the address, also when it is paused. */
function Dashboard({ document }: { readonly document: DashboardDocument }) {
  const { metadata, spec } = document;
  const time = usePageTime(spec.window);
  return (
    <PageTime value={time}>
      <div className={styles.dashboard}>
        <header className={styles.header}>
          <h1>{metadata.title}</h1>
          <TimeControl navigator={time} />
        </header>
        <Grid document={document} />
      </div>
    </PageTime>
  );
}

/**
 * A dashboard with its header, fetched.
 * @param source address of the dashboard's document, as the configuration names it
 */
export function DashboardPage({ source }: { readonly source: string }) {
  const [loaded, setLoaded] = useState<LoadedDashboard | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again
  useEffect(() => {
    const aborted = new AbortController();
    setLoaded(null);
    loadDashboard(source, aborted.signal).then(setLoaded, () => undefined);
    return () => aborted.abort();
  }, [source, attempt]);

  if (!loaded) return <Skeleton />;
  if (!loaded.ok) {
    return (
      <Failure
        reason={loaded.reason}
        problems={loaded.problems}
        onRetry={() => setAttempt((last) => last + 1)}
      />
    );
  }
  return <Dashboard key={source} document={loaded.document} />;
}
