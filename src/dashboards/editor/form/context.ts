import { createContext, useContext } from 'react';
import type { Heard } from '../../../widgets/widget-settings.ts';
import type { Variable } from '../../variables/schema.ts';
import type { Path, Problems } from './values.ts';

/** What the fields of one form share. */
export interface FormState {
  readonly value: unknown;
  readonly problems: Problems;
  readonly heard: Heard;
  /** Of the dashboard: options can refer to them (`$device`). */
  readonly variables: readonly Variable[];
  /** Sets what stands at a place; undefined takes it out. Each time is a step of its own, to be undone alone. */
  readonly change: (path: Path, next: unknown) => void;
  /** {@link change} by a letter: all typing in one field, until it is left, is one step. */
  readonly type: (path: Path, next: unknown) => void;
  /** Ends a typing before its field is left: what was being looked for has been taken. */
  readonly settle: () => void;
}

const FormContext = createContext<FormState | null>(null);

export const FormProvider = FormContext.Provider;

/** The form around a field. @throws outside of one */
export function useForm(): FormState {
  const form = useContext(FormContext);
  if (!form) throw new Error('A field needs a form around it.');
  return form;
}
