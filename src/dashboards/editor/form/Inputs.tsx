import { useId, useState } from 'react';
import { withDecimalSign } from '../../../ui/locale.ts';
import { t } from '../../../ui/text.ts';
import type { Kind } from './fields.ts';
import styles from './form.module.css';
import { useNotTaken } from './not-taken.ts';
import { numberIn } from './number-in.ts';

interface InputProps<Value> {
  readonly id: string;
  readonly value: Value;
  readonly onChange: (next: unknown) => void;
  readonly isWrong: boolean;
  readonly describedBy: string | undefined;
}

interface NumberProps extends InputProps<unknown> {
  /** Of the field, for people. */
  readonly title: string;
  readonly type: Extract<Kind, { kind: 'number' }>;
  /** Taken when the field is emptied. */
  readonly empty: null | undefined;
  readonly placeholder: string;
}

/** A number. What is typed on the way to one (`-`, `1e`) stays in the field and is not taken. */
export function NumberInput({
  id,
  value,
  onChange,
  isWrong,
  describedBy,
  title,
  type,
  empty,
  placeholder,
}: NumberProps) {
  const shown = typeof value === 'number' ? withDecimalSign(String(value)) : '';
  const [typed, setTyped] = useState({ text: shown, of: value });
  // Changed elsewhere, by an undo for one: what was typed is past.
  const text = typed.of === value ? typed.text : shown;
  const isNone = Number.isNaN(numberIn(text));
  const problem = useId();
  useNotTaken(isNone ? title : null, text);
  return (
    <>
      <input
        id={id}
        type="text"
        inputMode={type.isWhole && (type.least ?? -1) >= 0 ? 'numeric' : 'decimal'}
        aria-invalid={isWrong || isNone}
        aria-describedby={isNone ? [describedBy, problem].filter(Boolean).join(' ') : describedBy}
        placeholder={placeholder}
        value={text}
        onBlur={() => isNone || setTyped({ text: shown, of: value })}
        onChange={(event) => {
          const next = event.currentTarget.value;
          const number = numberIn(next);
          const taken = number === null || Number.isNaN(number) ? empty : number;
          setTyped({ text: next, of: taken });
          onChange(taken);
        }}
      />
      {isNone && (
        <p id={problem} className={styles.problem}>
          {t('Write a plain number, with nothing between thousands, such as {example}.', {
            example: type.isWhole ? '1250' : withDecimalSign('1250.5'),
          })}
        </p>
      )}
    </>
  );
}

interface JsonProps extends InputProps<unknown> {
  /** Of the field, for people. */
  readonly title: string;
}

/** Any JSON value, as text. It counts once it is JSON. */
export function JsonInput({ id, value, onChange, isWrong, describedBy, title }: JsonProps) {
  const written = value === undefined ? '' : JSON.stringify(value);
  const [typed, setTyped] = useState({ text: written, of: written, isJson: true });
  // Changed elsewhere, by an undo for one: what was typed is past.
  const { text, isJson } = typed.of === written ? typed : { text: written, isJson: true };
  useNotTaken(isJson ? null : title, text);
  return (
    <>
      <textarea
        id={id}
        className={styles.json}
        rows={Math.min(6, text.split('\n').length + 1)}
        spellCheck={false}
        aria-invalid={isWrong || !isJson}
        aria-describedby={describedBy}
        value={text}
        onChange={(event) => {
          const next = event.currentTarget.value;
          if (next.trim() === '') {
            setTyped({ text: next, of: '', isJson: true });
            return onChange(undefined);
          }
          try {
            const read: unknown = JSON.parse(next);
            setTyped({ text: next, of: JSON.stringify(read), isJson: true });
            onChange(read);
          } catch {
            setTyped({ text: next, of: written, isJson: false });
          }
        }}
      />
      {!isJson && (
        <p className={styles.problem} role="alert">
          {t('This is not JSON yet. Texts need quotation marks: "on".')}
        </p>
      )}
    </>
  );
}
