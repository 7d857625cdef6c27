import type { ReactNode } from 'react';
import page from '../page.module.css';
import styles from './wall.module.css';

/** What is read close by, in the place of a wall. */
export function NoWall({ children }: { readonly children: ReactNode }) {
  return <main className={`${page.page} ${styles.close}`}>{children}</main>;
}
