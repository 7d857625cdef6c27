import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { midSentence } from '../../../ui/mid-sentence.ts';
import { t, write } from '../../../ui/text.ts';
import { useForm } from './context.ts';
import { blank, type Field, formOf, type Kind } from './fields.ts';
import styles from './form.module.css';
import { type FieldProps, PlainField } from './PlainField.tsx';
import { ProblemsOf } from './ProblemsOf.tsx';
import { RefField } from './RefField.tsx';
import { hasProblemsUnder, type Path, valueAt } from './values.ts';

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
        <PlainField
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
  // Items have no names of their own: after one is removed their fields are made anew, so that none keeps what was typed into another's.
  const [removals, setRemovals] = useState(0);
  const { type } = field;
  if (type.kind !== 'list') return null;
  const value = valueAt(all, path);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const one = write(field.item);
  const remove = (index: number) => {
    setRemovals(removals + 1);
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
              <Content key={removals} type={type.item} path={[...path, index]} title={title} />
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
      return <PlainField field={field} path={path} />;
  }
}
