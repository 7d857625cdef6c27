import { IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { t } from '../../ui/text.ts';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: string;
  /** What it is about, quiet beneath the title. */
  readonly about?: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** Settings beside the layout; on small screens a sheet over it. */
export function Panel({ title, about, children, onClose }: PanelProps) {
  const heading = useId();
  return (
    <aside
      className={styles.panel}
      aria-labelledby={heading}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={styles.header}>
        <div>
          <h2 id={heading}>{title}</h2>
          {about !== undefined && <p className={styles.about}>{about}</p>}
        </div>
        <button type="button" className={styles.close} aria-label={t('Close the settings')} onClick={onClose}>
          <IconX size={18} aria-hidden="true" />
        </button>
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}
