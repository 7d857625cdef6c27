import { type ReactNode, useCallback, useId } from 'react';
import controls from '../../../ui/controls.module.css';
import { t, write } from '../../../ui/text.ts';
import { choiceInWords } from './choices.ts';
import { useForm } from './context.ts';
import type { Field } from './fields.ts';
import styles from './form.module.css';
import { JsonInput, NumberInput } from './Inputs.tsx';
import { namesIn, suggestionsFor } from './names.ts';
import { ProblemsOf } from './ProblemsOf.tsx';
import { Suggest } from './Suggest.tsx';
import { type Path, problemsAt, valueAt } from './values.ts';

export interface FieldProps {
  readonly field: Field;
  readonly path: Path;
}

function placeholderOf({ otherwise }: Field): string {
  return otherwise === undefined || otherwise === '' ? '' : choiceInWords(String(otherwise));
}

/** A field of one line, or of a few. */
export function PlainField({ field, path }: FieldProps) {
  const { value: all, problems, heard, variables, change, type: enter, settle } = useForm();
  const ids = { field: useId(), help: useId(), problem: useId() };
  const { type, title, help, isRequired } = field;
  const value = valueAt(all, path);
  const isWrong = problemsAt(problems, path).length > 0;
  const describedBy =
    [help !== '' && ids.help, isWrong && ids.problem].filter(Boolean).join(' ') || undefined;
  // What is required stays, empty: so that the problem stands beside it.
  const set = (next: unknown) => enter(path, next);
  const worth = (text: string) => (text === '' && !isRequired ? undefined : text);
  const setText = (text: string) => set(worth(text));
  const common = { id: ids.field, isWrong, describedBy };

  const named = type.kind === 'text' ? type.named : null;
  const { connection = '', device = '' } = namesIn(valueAt(all, path.slice(0, -1)));
  const suggestions = useCallback(
    () => (named === null ? [] : suggestionsFor(named, { connection, device }, heard, variables)),
    [named, connection, device, heard, variables],
  );

  const control = (): ReactNode => {
    switch (type.kind) {
      case 'number':
        return (
          <NumberInput
            {...common}
            title={write(title)}
            type={type}
            value={value}
            onChange={set}
            empty={isRequired ? null : undefined}
            placeholder={placeholderOf(field)}
          />
        );
      case 'choice':
        return (
          <select
            id={ids.field}
            className={controls.select}
            aria-describedby={describedBy}
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => change(path, worth(event.currentTarget.value))}
          >
            {!isRequired && <option value="">{placeholderOf(field) || t('Not set')}</option>}
            {type.choices
              .filter((choice) => choice !== field.otherwise)
              .map((choice) => (
                <option key={choice} value={choice}>
                  {choiceInWords(choice)}
                </option>
              ))}
          </select>
        );
      case 'json':
        return (
          <JsonInput
            {...common}
            title={write(title)}
            value={value === undefined ? field.otherwise : value}
            onChange={set}
          />
        );
      case 'text': {
        const text = typeof value === 'string' ? value : '';
        if (type.named === null) {
          return (
            <input
              id={ids.field}
              aria-invalid={isWrong}
              aria-describedby={describedBy}
              maxLength={type.longest}
              placeholder={placeholderOf(field)}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          );
        }
        return (
          <Suggest
            {...common}
            value={text}
            placeholder={placeholderOf(field)}
            suggestions={suggestions}
            onType={setText}
            onTake={(one) => {
              setText(one.value);
              settle();
            }}
          />
        );
      }
      default:
        return null;
    }
  };

  return (
    <div className={styles.field}>
      <label htmlFor={ids.field}>{write(title)}</label>
      {control()}
      {help !== '' && (
        <p id={ids.help} className={styles.help}>
          {write(help)}
        </p>
      )}
      <ProblemsOf id={ids.problem} path={path} />
    </div>
  );
}
