import { type ReactNode, useId } from 'react';
import controls from '../../../ui/controls.module.css';
import { t } from '../../../ui/text.ts';
import styles from './editor.module.css';

/** What ties an input to its name, its help and its problem. */
interface Face {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

interface FieldFrameProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly problem?: string | undefined;
  readonly isOptional?: boolean;
  readonly children: (face: Face) => ReactNode;
}

/** A field with its name, what to write into it, and what is wrong with it. */
export function FieldFrame({ label, help, problem, isOptional = false, children }: FieldFrameProps) {
  const id = useId();
  return (
    <div className={controls.field}>
      <label htmlFor={id}>
        {label}
        {isOptional && <span className={styles.optional}> {t('(optional)')}</span>}
      </label>
      {children({ id, 'aria-describedby': `${id}-help`, 'aria-invalid': problem !== undefined })}
      <span id={`${id}-help`}>
        {help && <span className={styles.help}>{help}</span>}
        {problem !== undefined && <span className={styles.problem}>{problem}</span>}
      </span>
    </div>
  );
}
