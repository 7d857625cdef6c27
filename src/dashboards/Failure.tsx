import type { ReactNode } from 'react';
import { said } from '../ui/said.ts';
import { t } from '../ui/text.ts';
import styles from './dashboard.module.css';

interface FailureProps {
  /** Why, and what to do. */
  readonly reason: string;
  readonly problems?: readonly string[];
  /** What leads on. */
  readonly children: ReactNode;
}

/** In the place of a dashboard that cannot be shown. */
export function Failure({ reason, problems = [], children }: FailureProps) {
  return (
    <section className={styles.failure} role="alert">
      <h1>{t('This dashboard cannot be shown')}</h1>
      <p>{said(reason)}</p>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{said(problem)}</li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
