import type { CSSProperties } from 'react';
import { t } from '../ui/text.ts';
import styles from './dashboard.module.css';

/** Tiles of the skeleton: columns and rows each. */
const SKELETON: readonly (CSSProperties & Record<`--${string}`, number>)[] = [
  { '--w': 3, '--h': 4 },
  { '--w': 6, '--h': 4 },
  { '--w': 3, '--h': 4 },
  { '--w': 6, '--h': 6 },
  { '--w': 6, '--h': 6 },
];

/** A dashboard that is being fetched: nothing at first, then the still outline of one. */
export function Skeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label={t('Loading the dashboard')}>
      {SKELETON.map((place, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <div key={index} style={place} />
      ))}
    </div>
  );
}
