import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useFullScreen } from './full-screen.ts';
import styles from './Outcome.module.css';
import { t } from './text.ts';

interface OutcomeProps {
  readonly children: ReactNode;
  /** What can be done about it, or with it. */
  readonly action?: ReactNode;
  readonly onDismiss: () => void;
}

/** The outcome of what the person has just done, over the bottom of the page, or of what fills the screen, until it is put away or there is a newer one. */
export default function Outcome({ children, action, onDismiss }: OutcomeProps) {
  const filled = useFullScreen();
  const outcome = (
    <div className={styles.outcome}>
      <p role="status">{children}</p>
      {action}
      <button
        type="button"
        className={styles.dismiss}
        aria-label={t('Put this message away')}
        onClick={onDismiss}
      >
        <IconX size={16} aria-hidden="true" />
      </button>
    </div>
  );
  return filled ? createPortal(outcome, filled) : outcome;
}
