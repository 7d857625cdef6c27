import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** What the person can do about it. */
  readonly action?: ReactNode;
  /** Over the end of the page, wherever it has been scrolled to. */
  readonly isOver?: boolean;
}

/** Something that is wrong, said across the page: shape, words and what to do. */
export function Notice({ title, children, action, isOver = false }: NoticeProps) {
  return (
    <div className={isOver ? styles.over : styles.notice} role="alert">
      <IconAlertTriangle size={20} aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>
        <strong>{title}</strong>
        {children}
      </div>
      {action}
    </div>
  );
}
