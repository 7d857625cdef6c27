import { type FormEvent, useId, useMemo, useState } from 'react';
import { useAllSeries, useConnections, useDevices } from '../../live/index.ts';
import { t } from '../../ui/text.ts';
import { type Catalogue, type Option, optionsOf } from './options.ts';
import { LONGEST_VALUE, type Variable } from './schema.ts';
import type { Values } from './values.ts';
import styles from './variables.module.css';

interface PickerProps {
  readonly variable: Variable;
  readonly value: string;
  readonly options: readonly Option[];
  readonly isSecret: boolean;
  /** @param value '' for the default */
  readonly onChoose: (value: string) => void;
}

/** What people read beside a variable's picker. */
function labelOf({ label, name }: Variable): string {
  return label ?? name;
}

/** One of what has been heard of. An address may also name what has not: that is shown as what it is. */
function Choice({ variable, value, options, onChoose }: PickerProps) {
  const id = useId();
  const isKnown = options.some((one) => one.value === value);
  // There may be thousands: what is the same as before is not looked at again.
  const listed = useMemo(
    () =>
      options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      )),
    [options],
  );
  return (
    <div className={styles.picker}>
      <label htmlFor={id}>{labelOf(variable)}</label>
      <select
        id={id}
        value={value}
        data-unset={value === '' || undefined}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {/* A room is also given up again. */}
        {(value === '' || (variable.kind === 'room' && variable.default === undefined)) && (
          <option value="">{t('Choose…')}</option>
        )}
        {value !== '' && !isKnown && (
          <option value={value}>{t('{value} (not heard of yet)', { value })}</option>
        )}
        {listed}
      </select>
    </div>
  );
}

/** Any text, with suggestions. It counts once it is finished: by Enter, by leaving the field, or by taking a suggestion. */
function FreeText({ variable, value, options, isSecret, onChoose }: PickerProps) {
  const id = useId();
  const list = useId();
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    // Chosen elsewhere: by the address, or with another variable.
    setShown(value);
    setTyped(value);
  }
  const finish = (text: string) => {
    const chosen = text.trim();
    // An emptied field has the default, also where that was in force before.
    if (chosen === '') setTyped(variable.default ?? '');
    if (chosen !== value) onChoose(chosen);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish(typed);
  };
  return (
    <form onSubmit={submit}>
      <div className={styles.picker}>
        <label htmlFor={id}>{labelOf(variable)}</label>
        <input
          id={id}
          list={list}
          value={typed}
          // Browsers remember what was typed into a form.
          {...(isSecret && { autoComplete: 'off' })}
          maxLength={LONGEST_VALUE}
          placeholder={t('Type or choose…')}
          onBlur={() => finish(typed)}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setTyped(text);
            if (options.some((one) => one.value === text)) finish(text);
          }}
        />
      </div>
      <datalist id={list}>
        {options.map((one) => (
          <option key={one.value} value={one.value} />
        ))}
      </datalist>
    </form>
  );
}

const NOTHING: Catalogue = { connections: [], devices: [], series: new Map() };

/** What of the catalogue a variable's choices hang on: other news of it changes nothing for its picker. */
function relevant({ connections, devices, series }: Catalogue, variable: Variable): Catalogue {
  switch (variable.kind) {
    case 'connection':
      return { ...NOTHING, connections };
    case 'device':
      return { ...NOTHING, devices, ...(variable.quantity !== undefined && { series }) };
    case 'room':
      return { ...NOTHING, devices };
    case 'text':
      return NOTHING;
  }
}

interface OwnPickerProps extends Omit<PickerProps, 'value' | 'options'> {
  readonly catalogue: Catalogue;
  readonly values: Values;
}

/** A variable's picker with what can be chosen now. */
function Picker({ catalogue, values, ...props }: OwnPickerProps) {
  const { variable } = props;
  const { connections, devices, series } = relevant(catalogue, variable);
  const options = useMemo(
    () => optionsOf(variable, { connections, devices, series }, values),
    [variable, connections, devices, series, values],
  );
  const picker = { ...props, value: values.get(variable.name) ?? '', options };
  return variable.kind === 'text' ? <FreeText {...picker} /> : <Choice {...picker} />;
}

interface VariableBarProps {
  readonly variables: readonly Variable[];
  /** Names of those whose values are secrets. */
  readonly secrets: ReadonlySet<string>;
  readonly values: Values;
  readonly onChoose: (name: string, value: string) => void;
}

/** A picker for each of a dashboard's variables. What can be chosen is what has been heard of at the moment. */
export function VariableBar({ variables, secrets, values, onChoose }: VariableBarProps) {
  const connections = useConnections();
  const devices = useDevices();
  const series = useAllSeries();
  return (
    <search className={styles.bar} aria-label={t('Variables')}>
      {variables.map((variable) => (
        <Picker
          key={variable.name}
          variable={variable}
          catalogue={{ connections, devices, series }}
          values={values}
          isSecret={secrets.has(variable.name)}
          onChoose={(value) => onChoose(variable.name, value)}
        />
      ))}
    </search>
  );
}
