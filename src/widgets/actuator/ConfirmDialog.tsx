import { useEffect, useId, useRef } from 'react';
import type { Json } from '../../model/command.ts';
import { formatAsWritten } from '../../ui/as-written.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import widgetStyles from '../widgets.module.css';
import styles from './confirm.module.css';
import type { Question } from './confirmation.tsx';
import { isSecondClick } from './second-click.ts';

/** Of a value that is no number: the question is to be seen as a whole. */
const MAX_VALUE_LENGTH = 200;

interface ConfirmDialogProps extends Question {
  readonly onAnswer: (isConfirmed: boolean) => void;
}

function valueText(value: Json): string {
  if (typeof value === 'number') return formatAsWritten(value);
  return (typeof value === 'string' ? said(value) : JSON.stringify(value)).slice(0, MAX_VALUE_LENGTH);
}

/** What an order asks for: *Switch on*. */
function desiredWords({ value, pulse }: Question['orders'][number]): string {
  const words =
    typeof value === 'boolean'
      ? t(value ? 'Switch on' : 'Switch off')
      : t('Set to {value}', { value: valueText(value) });
  return pulse ? `${words}. ${t('A pulse of {n} ms.', { n: pulse.ms })}` : words;
}

/** Says what would be ordered and asks whether it is meant. The focus is on the answer that does nothing; Escape gives it, too. */
export function ConfirmDialog({ title, sentence, orders, onAnswer }: ConfirmDialogProps) {
  const ids = { title: useId(), sentence: useId() };
  const single = orders.length === 1 ? orders[0] : undefined;
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
      <h2 id={ids.title}>
        {title}
        {single && `: ${desiredWords(single)}`}
      </h2>
      <div id={ids.sentence}>
        <p>{said(sentence)}</p>
        {!single && (
          <ul>
            {orders.map((one) => (
              <li key={one.name}>
                {one.name}: {desiredWords(one)}
              </li>
            ))}
          </ul>
        )}
      </div>
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
