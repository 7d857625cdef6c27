import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import controls from '../../../ui/controls.module.css';
import { midSentence } from '../../../ui/mid-sentence.ts';
import { said } from '../../../ui/said.ts';
import { t, write } from '../../../ui/text.ts';
import { choiceInWords } from './choices.ts';
import { useForm } from './context.ts';
import { blank, type Field, formOf, type Kind } from './fields.ts';
import styles from './form.module.css';
import { JsonInput, NumberInput } from './Inputs.tsx';
import { namesIn, suggestionsFor } from './names.ts';
import { RefField } from './RefField.tsx';
import { Suggest } from './Suggest.tsx';
import { hasProblemsUnder, type Path, problemsAt, valueAt } from './values.ts';

interface FieldProps {
  readonly field: Field;
  readonly path: Path;
}

function placeholderOf({ otherwise }: Field): string {
  return otherwise === undefined || otherwise === '' ? '' : choiceInWords(String(otherwise));
}

/** The problems at a place, beside it. */
function ProblemsOf({ id, path }: { readonly id: string; readonly path: Path }) {
  const { problems } = useForm();
  const its = problemsAt(problems, path);
  if (its.length === 0) return null;
  return (
    <p id={id} className={styles.problem}>
      {its.map(said).join('. ')}
    </p>
  );
}

/** A field of one line, or of a few. */
function Plain({ field, path }: FieldProps) {
  const { value: all, problems, heard, variables, change } = useForm();
  const ids = { field: useId(), help: useId(), problem: useId() };
  const { type, title, help, isRequired } = field;
  const value = valueAt(all, path);
  const isWrong = problemsAt(problems, path).length > 0;
  const describedBy =
    [help !== '' && ids.help, isWrong && ids.problem].filter(Boolean).join(' ') || undefined;
  // What is required stays, empty: so that the problem stands beside it.
  const set = (next: unknown) => change(path, next);
  const setText = (text: string) => set(text === '' && !isRequired ? undefined : text);
  const common = { id: ids.field, isWrong, describedBy };

  const control = (): ReactNode => {
    switch (type.kind) {
      case 'number':
        return (
          <NumberInput
            {...common}
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
            onChange={(event) => setText(event.currentTarget.value)}
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
        return <JsonInput {...common} value={value === undefined ? field.otherwise : value} onChange={set} />;
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
            suggestions={suggestionsFor(
              type.named,
              namesIn(valueAt(all, path.slice(0, -1))),
              heard,
              variables,
            )}
            onType={setText}
            onTake={(one) => setText(one.value)}
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

function Toggle({ field, path }: FieldProps) {
  const { value: all, change } = useForm();
  const id = useId();
  const value = valueAt(all, path) ?? field.otherwise;
  return (
    <div className={styles.toggle}>
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          change(path, checked === (field.otherwise ?? false) && !field.isRequired ? undefined : checked);
        }}
      />
      <label htmlFor={id}>
        {write(field.title)}
        {field.help !== '' && <span className={styles.help}>{write(field.help)}</span>}
      </label>
    </div>
  );
}

function Heading({ field }: { readonly field: Field }) {
  return (
    <>
      <legend>{write(field.title)}</legend>
      {field.help !== '' && <p className={styles.help}>{write(field.help)}</p>}
    </>
  );
}

/** Whatever stands in a list, or under a heading of its own. */
function Content({
  type,
  path,
  title,
}: {
  readonly type: Kind;
  readonly path: Path;
  readonly title: string;
}) {
  const { value: all, change } = useForm();
  switch (type.kind) {
    case 'group':
      return type.ref === null ? (
        type.fields.map((field) => <FieldView key={field.name} field={field} path={[...path, field.name]} />)
      ) : (
        <RefField type={type} path={path} target={type.ref} title={title} />
      );
    case 'forms': {
      const chosen = formOf(type.forms, valueAt(all, path));
      const form = type.forms[chosen];
      return (
        <>
          <fieldset className={styles.forms} aria-label={t('Kind of {what}', { what: midSentence(title) })}>
            {type.forms.map((one, index) => (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: the forms of a schema never change
                key={index}
                type="button"
                aria-pressed={index === chosen}
                onClick={() => index !== chosen && change(path, carried(one, valueAt(all, path)))}
              >
                {nameOf(one)}
              </button>
            ))}
          </fieldset>
          {form && <Content type={form} path={path} title={title} />}
        </>
      );
    }
    default:
      return (
        <Plain
          field={{
            name: '',
            title,
            help: '',
            item: '',
            add: '',
            isRequired: true,
            otherwise: undefined,
            type,
          }}
          path={path}
        />
      );
  }
}

/** What tells a form from the others: its first field. */
function nameOf(form: Kind): string {
  return write((form.kind === 'group' && form.fields[0]?.title) || 'Value');
}

/** A new value of a form, with what an old one has in common with it, and its first field there. */
function carried(form: Kind, old: unknown): unknown {
  if (form.kind !== 'group' || typeof old !== 'object' || old === null) return blank(form);
  const common = Object.entries(old).filter(([name]) => form.fields.some((field) => field.name === name));
  const [first] = form.fields;
  const start = first ? { [first.name]: blank(first.type) } : {};
  return {
    ...start,
    ...Object.fromEntries(Object.entries(Object(blank(form)))),
    ...Object.fromEntries(common),
  };
}

function List({ field, path }: FieldProps) {
  const { value: all, change } = useForm();
  const problem = useId();
  const { type } = field;
  if (type.kind !== 'list') return null;
  const value = valueAt(all, path);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const one = write(field.item);
  const remove = (index: number) => {
    const left = items.filter((_, at) => at !== index);
    change(path, left.length === 0 && !field.isRequired ? undefined : left);
  };
  return (
    <fieldset className={styles.group}>
      <Heading field={field} />
      {items.map((_, index) => {
        const title = `${one} ${index + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item of a list is its place
          <fieldset key={index} className={styles.item} aria-label={title}>
            <div className={styles.fields}>
              <Content type={type.item} path={[...path, index]} title={title} />
              <ProblemsOf id={`${problem}-${index}`} path={[...path, index]} />
            </div>
            <button
              type="button"
              className={styles.icon}
              aria-label={t('Remove {what}', { what: midSentence(title) })}
              title={t('Remove')}
              onClick={() => remove(index)}
            >
              <IconTrash size={16} aria-hidden="true" />
            </button>
          </fieldset>
        );
      })}
      <ProblemsOf id={problem} path={path} />
      {items.length < type.most && (
        <button
          type="button"
          className={styles.add}
          onClick={() => change([...path, items.length], blank(type.item))}
        >
          <IconPlus size={16} aria-hidden="true" /> {write(field.add)}
        </button>
      )}
    </fieldset>
  );
}

function Group({ field, path }: FieldProps) {
  const { value: all, change, problems } = useForm();
  const problem = useId();
  const isThere = valueAt(all, path) !== undefined;
  if (!isThere && !field.isRequired) {
    return (
      <div className={styles.absent}>
        <button type="button" className={styles.add} onClick={() => change(path, blank(field.type))}>
          <IconPlus size={16} aria-hidden="true" /> {write(field.title)}
        </button>
        {field.help !== '' && <p className={styles.help}>{write(field.help)}</p>}
      </div>
    );
  }
  return (
    <fieldset className={styles.group} data-wrong={hasProblemsUnder(problems, path) || undefined}>
      <Heading field={field} />
      <Content type={field.type} path={path} title={write(field.title)} />
      <ProblemsOf id={problem} path={path} />
      {!field.isRequired && (
        <button type="button" className={styles.add} onClick={() => change(path, undefined)}>
          <IconTrash size={16} aria-hidden="true" />{' '}
          {t('Remove {what}', { what: midSentence(write(field.title)) })}
        </button>
      )}
    </fieldset>
  );
}

/** One option, by whatever control fits it. */
export function FieldView({ field, path }: FieldProps) {
  switch (field.type.kind) {
    case 'boolean':
      return <Toggle field={field} path={path} />;
    case 'list':
      return <List field={field} path={path} />;
    case 'group':
    case 'forms':
      return <Group field={field} path={path} />;
    default:
      return <Plain field={field} path={path} />;
  }
}
