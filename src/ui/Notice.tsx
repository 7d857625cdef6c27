import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** What the person can do about it. */
  readonly action?: ReactNode;
}

/** Something that is wrong, said across the page: shape, words and what to do. */
export function Notice({ title, children, action }: NoticeProps) {
  return (
    <div className={styles.notice} role="alert">
      <IconAlertTriangle size={20} aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>
        <strong>{title}</strong>
        {children}
      </div>
      {action}
    </div>
  );
}
