import { type ReactNode, Suspense } from 'react';
import { lazy } from '../ui/lazy.tsx';
import { PageTime, TimeControl, usePageTime } from '../widgets/index.ts';
import styles from './dashboard.module.css';
import { Grid } from './Grid.tsx';
import type { DashboardDocument } from './schema.ts';

const Variables = lazy(() => import('./variables/Variables.tsx'));

interface DashboardViewProps {
  readonly document: DashboardDocument;
  /** What can be done with it, beside its title. */
  readonly actions?: ReactNode;
}

/** A dashboard with its header. The window of its charts and the values of its variables are in the address. */
export function DashboardView({ document, actions }: DashboardViewProps) {
  const { metadata, spec } = document;
  const time = usePageTime(spec.window);
  const grid = <Grid document={document} />;
  return (
    <PageTime value={time}>
      <div className={styles.dashboard} data-print="wide">
        <header className={styles.header}>
          <div className={styles.title}>
            <h1>{metadata.title}</h1>
            {actions}
          </div>
          <TimeControl navigator={time} />
        </header>
        {spec.variables.length === 0 ? (
          grid
        ) : (
          <Suspense fallback={null}>
            <Variables spec={spec}>{grid}</Variables>
          </Suspense>
        )}
      </div>
    </PageTime>
  );
}
