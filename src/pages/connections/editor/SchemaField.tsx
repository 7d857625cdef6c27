import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ComponentProps, useState } from 'react';
import controls from '../../../ui/controls.module.css';
import { midSentence } from '../../../ui/mid-sentence.ts';
import { t, write } from '../../../ui/text.ts';
import { problemWithin } from './draft.ts';
import styles from './editor.module.css';
import { FieldFrame } from './FieldFrame.tsx';
import type { Field, Variant } from './fields.ts';
import { labelOf, variantLabel } from './labels.ts';
import { jsonOf, NotJson, textOfJson } from './not-json.ts';

type Entries = Readonly<Record<string, unknown>>;

function entriesOf(value: unknown): Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** What need not be given is not given once all its fields are empty. */
function orNothing(value: unknown): unknown {
  return Object.keys(entriesOf(value)).length === 0 ? undefined : value;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What all fields need to know. */
interface FieldContext {
  readonly protocol: string;
  /** What is wrong, by path. */
  readonly problems: ReadonlyMap<string, string>;
}

interface FieldProps {
  readonly field: Field;
  /** As problems name it: `devices[0].deviceId`. */
  readonly path: string;
  readonly value: unknown;
  /** Undefined: nothing is given. */
  readonly onChange: (value: unknown) => void;
  readonly context: FieldContext;
}

interface LabelledProps {
  readonly path: string;
  readonly required: boolean;
  readonly context: FieldContext;
  /** One field for all that is inside of it: what is wrong there is said here. */
  readonly isWhole?: boolean;
  /** What the field itself finds wrong, before anything is checked. */
  readonly slip?: string | undefined;
  readonly children: ComponentProps<typeof FieldFrame>['children'];
}

function Labelled({ path, required, context, isWhole = false, slip, children }: LabelledProps) {
  const { protocol, problems } = context;
  const { label, help } = labelOf(protocol, path);
  const problem = slip ?? (isWhole ? problemWithin(problems, path) : problems.get(path));
  return (
    <FieldFrame label={label} help={help} problem={problem} isOptional={!required}>
      {children}
    </FieldFrame>
  );
}

/** A field made from its part of the schema. */
function SchemaField(props: FieldProps) {
  const { field, path, value, onChange, context } = props;
  const { required, preset } = field;
  switch (field.kind) {
    case 'group':
      return (
        <fieldset className={styles.group}>
          <legend>
            {labelOf(context.protocol, path).label}
            {!required && preset === undefined && ` ${t('(optional)')}`}
          </legend>
          <Help {...props} />
          <Members
            of={field.of}
            path={path}
            value={value}
            onChange={(next) => onChange(required ? next : orNothing(next))}
            context={context}
          />
        </fieldset>
      );
    case 'rows':
      return <Rows {...props} of={field.of} />;
    case 'variants':
      return <Variants {...props} variants={field.variants} />;
    case 'json':
      return <JsonField {...props} />;
    case 'boolean':
      return (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={value === undefined ? preset === true : value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          {labelOf(context.protocol, path).label}
        </label>
      );
    case 'choice':
      return (
        <Labelled path={path} required={required || preset !== undefined} context={context}>
          {(face) => (
            <select
              {...face}
              className={controls.select}
              value={textOf(value ?? preset)}
              onChange={(event) => onChange(event.currentTarget.value)}
            >
              {field.options.map((option) => (
                <option key={option} value={option}>
                  {write(option)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      );
    case 'lines':
      return (
        <Labelled path={path} required={required} context={context} isWhole>
          {(face) => (
            <textarea
              {...face}
              rows={3}
              defaultValue={Array.isArray(value) ? value.map(textOf).join('\n') : ''}
              onChange={(event) => {
                const lines = event.currentTarget.value.split('\n').map((line) => line.trim());
                onChange(lines.filter((line) => line !== ''));
              }}
            />
          )}
        </Labelled>
      );
    case 'number':
      return (
        <Labelled path={path} required={required} context={context}>
          {(face) => (
            <input
              {...face}
              type="number"
              step="any"
              placeholder={textOf(preset)}
              value={Number.isNaN(value) ? '' : textOf(value)}
              onChange={({ currentTarget: { value: text, valueAsNumber, validity } }) =>
                // What the browser takes for no number is none that may be left out.
                onChange(text === '' && !validity.badInput ? undefined : valueAsNumber)
              }
            />
          )}
        </Labelled>
      );
    case 'text':
      return (
        <Labelled path={path} required={required} context={context}>
          {(face) => (
            <input
              {...face}
              placeholder={textOf(preset) || labelOf(context.protocol, path).placeholder}
              value={textOf(value)}
              spellCheck={false}
              autoCapitalize="none"
              onChange={({ currentTarget: { value: text } }) => onChange(text === '' ? undefined : text)}
            />
          )}
        </Labelled>
      );
  }
}

function Help({ path, context }: FieldProps) {
  const { help } = labelOf(context.protocol, path);
  const problem = context.problems.get(path);
  return (
    <>
      {help && <p className={styles.help}>{help}</p>}
      {problem !== undefined && <p className={styles.problem}>{problem}</p>}
    </>
  );
}

interface MembersProps extends Omit<FieldProps, 'field'> {
  readonly of: readonly Field[];
}

/** The fields of an object. */
export function Members({ of, path, value, onChange, context }: MembersProps) {
  const entries = entriesOf(value);
  return of.map((field) => (
    <SchemaField
      key={field.name}
      field={field}
      path={path === '' ? field.name : `${path}.${field.name}`}
      value={entries[field.name]}
      context={context}
      onChange={(next) => {
        const { [field.name]: _before, ...rest } = entries;
        onChange(next === undefined ? rest : { ...rest, [field.name]: next });
      }}
    />
  ));
}

function Rows(props: FieldProps & { readonly of: readonly Field[] }) {
  const { of, path, value, onChange, context } = props;
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const { label } = labelOf(context.protocol, path);
  // Rows have no names of their own: after one is removed all are made anew, so that none keeps what was typed into another.
  const [removals, setRemovals] = useState(0);
  const remove = (index: number) => {
    setRemovals(removals + 1);
    onChange(rows.filter((_one, at) => at !== index));
  };
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <Help {...props} />
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing moves but by a removal, which is in the key
        <div key={`${removals} ${index}`} className={styles.row}>
          <Members
            of={of}
            path={`${path}[${index}]`}
            value={row}
            context={context}
            onChange={(next) => onChange(rows.map((one, at) => (at === index ? next : one)))}
          />
          <button
            type="button"
            className={styles.remove}
            aria-label={t('Remove entry {n} of {list}', { n: index + 1, list: label })}
            title={t('Remove')}
            onClick={() => remove(index)}
          >
            <IconTrash size={18} aria-hidden="true" />
          </button>
        </div>
      ))}
      <button type="button" className={styles.add} onClick={() => onChange([...rows, {}])}>
        <IconPlus size={18} aria-hidden="true" /> {t('Add to {list}', { list: midSentence(label) })}
      </button>
    </fieldset>
  );
}

function fits(variant: Variant, value: unknown): boolean {
  if (variant.of.length === 0) return variant.initial === value;
  if (typeof value !== 'object' || value === null) return false;
  return variant.of.every((field) => !field.required || field.name in value);
}

function Variants(props: FieldProps & { readonly variants: readonly Variant[] }) {
  const { field, variants, path, value, onChange, context } = props;
  const chosen = variants.find((one) => fits(one, value ?? field.preset));
  return (
    <>
      <Labelled path={path} required context={context}>
        {(face) => (
          <select
            {...face}
            className={controls.select}
            value={chosen?.id ?? ''}
            onChange={({ currentTarget }) =>
              onChange(variants.find((one) => one.id === currentTarget.value)?.initial)
            }
          >
            {variants.map(({ id }) => (
              <option key={id} value={id}>
                {variantLabel(field.name, id)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {chosen && chosen.of.length > 0 && (
        <Members of={chosen.of} path={path} value={value} onChange={onChange} context={context} />
      )}
    </>
  );
}

function JsonField({ field, path, value, onChange, context }: FieldProps) {
  const [text, setText] = useState(() => textOfJson(value));
  const slip =
    value instanceof NotJson ? t('This is not JSON yet. Texts need quotation marks: "on".') : undefined;
  return (
    <Labelled path={path} required={field.required} context={context} isWhole slip={slip}>
      {(face) => (
        <textarea
          {...face}
          rows={3}
          spellCheck={false}
          placeholder={labelOf(context.protocol, path).placeholder}
          className={styles.json}
          value={text}
          onChange={({ currentTarget: { value: next } }) => {
            setText(next);
            onChange(jsonOf(next));
          }}
        />
      )}
    </Labelled>
  );
}
