import { useState } from 'react';
import { numberFormat } from '../../../ui/locale.ts';
import { t } from '../../../ui/text.ts';
import type { Kind } from './fields.ts';
import styles from './form.module.css';

interface InputProps<Value> {
  readonly id: string;
  readonly value: Value;
  readonly onChange: (next: unknown) => void;
  readonly isWrong: boolean;
  readonly describedBy: string | undefined;
}

interface NumberProps extends InputProps<unknown> {
  readonly type: Extract<Kind, { kind: 'number' }>;
  /** Taken when the field is emptied. */
  readonly empty: null | undefined;
  readonly placeholder: string;
}

/** A number as somebody types it, with a point or a comma; NaN where it is none. */
function numberIn(text: string): number {
  return Number(text.trim().replace(',', '.'));
}

/** What the page's language has between a number and its decimals. */
function decimalMark(): string {
  return numberFormat(1).format(0.5).charAt(1);
}

/** A number. What is typed on the way to one (`-`, `1.`) stays in the field and counts as none. */
export function NumberInput({
  id,
  value,
  onChange,
  isWrong,
  describedBy,
  type,
  empty,
  placeholder,
}: NumberProps) {
  const shown = typeof value === 'number' ? String(value).replace('.', decimalMark()) : '';
  const [typed, setTyped] = useState(shown);
  const isSame = typed.trim() !== '' && numberIn(typed) === value;
  return (
    <input
      id={id}
      type="text"
      inputMode={type.isWhole && (type.least ?? -1) >= 0 ? 'numeric' : 'decimal'}
      aria-invalid={isWrong}
      aria-describedby={describedBy}
      placeholder={placeholder}
      // Changed elsewhere, by an undo for one: what was typed is past.
      value={isSame || shown === '' ? typed : shown}
      onBlur={() => setTyped(shown)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const number = numberIn(text);
        onChange(text.trim() === '' || Number.isNaN(number) ? empty : number);
      }}
    />
  );
}

/** Any JSON value, as text. It counts once it is JSON. */
export function JsonInput({ id, value, onChange, isWrong, describedBy }: InputProps<unknown>) {
  const written = value === undefined ? '' : JSON.stringify(value);
  const [typed, setTyped] = useState({ text: written, of: written });
  const [problem, setProblem] = useState('');
  const text = typed.of === written ? typed.text : written;
  return (
    <>
      <textarea
        id={id}
        className={styles.json}
        rows={Math.min(6, text.split('\n').length + 1)}
        spellCheck={false}
        aria-invalid={isWrong || problem !== ''}
        aria-describedby={describedBy}
        value={text}
        onChange={(event) => {
          const next = event.currentTarget.value;
          if (next.trim() === '') {
            setProblem('');
            setTyped({ text: next, of: '' });
            return onChange(undefined);
          }
          try {
            const read: unknown = JSON.parse(next);
            setProblem('');
            setTyped({ text: next, of: JSON.stringify(read) });
            onChange(read);
          } catch {
            setTyped({ text: next, of: written });
            setProblem(t('This is not JSON yet. Texts need quotation marks: "on".'));
          }
        }}
      />
      {problem !== '' && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
