import type { ReactNode } from 'react';
import { Display } from './Display.tsx';
import type { KeptWall } from './kept-wall.ts';
import { useWakeLock } from './use-wake-lock.ts';
import styles from './wall.module.css';

interface StrandedWallProps extends Pick<KeptWall, 'settings'> {
  readonly children: ReactNode;
}

/**
 * A wall that nothing can be started on. It tries again by itself: whoever looks at it then finds it awake, and it is moved and darkened
 * meanwhile as in the configuration that it had last.
 */
export function StrandedWall({ settings, children }: StrandedWallProps) {
  useWakeLock();
  return (
    <Display settings={settings}>
      <div className={styles.close}>{children}</div>
    </Display>
  );
}
