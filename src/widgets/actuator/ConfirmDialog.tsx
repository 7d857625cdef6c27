import { useEffect, useId, useRef } from 'react';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import widgetStyles from '../widgets.module.css';
import styles from './confirm.module.css';
import { isSecondClick } from './hold.ts';

interface ConfirmDialogProps {
  readonly title: string;
  readonly sentence: string;
  readonly onAnswer: (isConfirmed: boolean) => void;
}

/** Asks whether an order is meant. The focus is on the answer that does nothing; Escape gives it, too. */
export function ConfirmDialog({ title, sentence, onAnswer }: ConfirmDialogProps) {
  const ids = { title: useId(), sentence: useId() };
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={ids.title}
      aria-describedby={ids.sentence}
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <h2 id={ids.title}>{title}</h2>
      <p id={ids.sentence}>{said(sentence)}</p>
      <div className={styles.answers}>
        <button type="button" className={widgetStyles.button} onClick={() => onAnswer(false)}>
          {t('Cancel')}
        </button>
        <button
          type="button"
          className={`${widgetStyles.button} ${styles.confirm}`}
          onClick={(event) => {
            // That opened the question, and found this button under the pointer.
            if (!isSecondClick(event)) onAnswer(true);
          }}
        >
          {t('Confirm')}
        </button>
      </div>
    </dialog>
  );
}
