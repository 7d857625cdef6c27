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
  // A key that saves may come before what was typed last has been drawn.
  const newest = useRef(fields);
  const told = useRef(fields);
  const listener = useMemo<NotTakenListener>(
    () => ({
      onNotTaken: (field, title) => {
        if (title === null && !newest.current.has(field)) return;
        const next = new Map(newest.current);
        if (title === null) next.delete(field);
        else next.set(field, title);
        newest.current = next;
        setFields(next);
      },
      onLost: (title) =>
        onSaid(
          t('What stood in {fields} could not be taken. Open the settings again and type it anew.', {
            fields: title,
          }),
        ),
    }),
    [onSaid],
  );
  const refusal = () => {
    const { current } = newest;
    if (current.size === 0 || told.current === current) return '';
    told.current = current;
    return t(
      'Not saved yet: what stands in {fields} cannot be taken. Put right what is marked ▲, or save once more to leave it out.',
      { fields: [...current.values()].join(', ') },
    );
  };
  return { isAny: fields.size > 0, listener, refusal };
}
