import { useMemo, useRef, useState } from 'react';
import { t } from '../../ui/text.ts';
import type { NotTakenListener } from './form/not-taken.ts';

/** What stands in fields of an open panel and is not the document's. */
export interface NotTaken {
  readonly isAny: boolean;
  readonly listener: NotTakenListener;
  /** Why nothing is to be saved now, in words; '' where all is well, or where the person has been told that of the very same. */
  readonly refusal: () => string;
}

/** Gathers what fields cannot hand over. @param onSaid for people: what was lost with its field */
export function useNotTakenFields(onSaid: (text: string) => void): NotTaken {
  const [fields, setFields] = useState<ReadonlyMap<string, string>>(new Map());
  const told = useRef<ReadonlyMap<string, string>>(fields);
  const listener = useMemo<NotTakenListener>(
    () => ({
      onNotTaken: (field, title) =>
        setFields((last) => {
          if (title === null && !last.has(field)) return last;
          const next = new Map(last);
          if (title === null) next.delete(field);
          else next.set(field, title);
          return next;
        }),
      onLost: (title) => onSaid(t('What stood in {fields} could not be taken.', { fields: title })),
    }),
    [onSaid],
  );
  const refusal = () => {
    if (fields.size === 0 || told.current === fields) return '';
    told.current = fields;
    return t(
      'Not saved yet: what stands in {fields} cannot be taken. Put right what is marked ▲, or save once more to leave it out.',
      { fields: [...fields.values()].join(', ') },
    );
  };
  return { isAny: fields.size > 0, listener, refusal };
}
