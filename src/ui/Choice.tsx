import { useId } from 'react';
import controls from './controls.module.css';

interface ChoiceProps {
  readonly label: string;
  /** What stands for any. */
  readonly any: string;
  /** '' for any. */
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly word: string }[];
  readonly onChange: (value: string) => void;
}

/** A field to choose one of several, or any. */
export function Choice({ label, any, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className={controls.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={controls.select}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{any}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.word}
          </option>
        ))}
      </select>
    </div>
  );
}
