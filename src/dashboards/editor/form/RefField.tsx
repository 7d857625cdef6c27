import { useCallback, useId } from 'react';
import { midSentence } from '../../../ui/mid-sentence.ts';
import { t } from '../../../ui/text.ts';
import { useForm } from './context.ts';
import { FieldView } from './FieldView.tsx';
import type { Kind } from './fields.ts';
import styles from './form.module.css';
import { namesIn, type Target, targetNamed, targetsOf } from './names.ts';
import { Suggest } from './Suggest.tsx';
import { hasProblemsUnder, type Path, valueAt } from './values.ts';

interface RefFieldProps {
  readonly type: Extract<Kind, { kind: 'group' }>;
  readonly target: 'series' | 'actuator';
  readonly path: Path;
  readonly title: string;
}

const LIVE = { series: 'Live readings', actuator: 'Live actuators' } as const;
const FIND = { series: 'Find a reading', actuator: 'Find an actuator' } as const;

/** A series or an actuator: taken at once from what has been heard of, or named by hand where it is not live yet or a variable stands for it. */
export function RefField({ type, target: kind, path, title }: RefFieldProps) {
  const { value: all, heard, problems, change } = useForm();
  const id = useId();
  const value = valueAt(all, path);
  const names = namesIn(value);
  const targets = useCallback(() => targetsOf(kind, heard), [kind, heard]);
  const live = targetNamed(kind, heard, names);
  const named = type.fields.filter(({ type: its }) => its.kind === 'text' && its.named !== null);
  const others = type.fields.filter((field) => !named.includes(field));
  const written = named
    .map(({ name }) => valueAt(value, [name]))
    .filter((one) => typeof one === 'string' && one !== '');
  const take = (target: Target) => change(path, { ...Object(value), ...target.names });
  return (
    <>
      <div className={styles.field}>
        <label htmlFor={id}>{t(LIVE[kind])}</label>
        <Suggest
          id={id}
          value={live?.label ?? written.join(' · ')}
          suggestions={targets}
          placeholder={t(FIND[kind])}
          onTake={take}
        />
        {!live && written.length === named.length && (
          <p className={styles.help}>
            {written.some((one) => String(one).includes('$'))
              ? t('The dashboard’s variables stand for a part of it.')
              : t('Nothing of this name has been heard of yet.')}
          </p>
        )}
      </div>
      <details className={styles.names} open={!live || hasProblemsUnder(problems, path)}>
        <summary>{t('Names of {what}', { what: midSentence(title) })}</summary>
        {named.map((field) => (
          <FieldView key={field.name} field={field} path={[...path, field.name]} />
        ))}
      </details>
      {others.map((field) => (
        <FieldView key={field.name} field={field} path={[...path, field.name]} />
      ))}
    </>
  );
}
