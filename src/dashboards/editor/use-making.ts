import { useCallback, useEffect, useState } from 'react';
import { t } from '../../ui/text.ts';
import { useHeard } from './heard.ts';
import { isEmpty, madeInWords, suggestionFor } from './suggestion.ts';
import type { EditorModel } from './use-editor.ts';

interface Making {
  /** Somebody has named the dashboard already; otherwise it gets the connection's name. */
  readonly isNamed: boolean;
  /** A connection that the dashboard is to be made of at once. */
  readonly first: string | null;
  /** For people: what came of it. */
  readonly onSaid: (text: string) => void;
}

/** @returns what makes a dashboard of what a connection has announced */
export function useMaking(
  editor: EditorModel,
  { isNamed, first, onSaid }: Making,
): (connection: string) => void {
  const { document, change } = editor;
  const heard = useHeard();
  const make = useCallback(
    (connection: string) => {
      const suggestion = suggestionFor(document, heard, connection);
      const { document: made } = suggestion;
      const name = heard.connections.find((one) => one.id === connection)?.name ?? connection;
      onSaid(madeInWords(name, suggestion));
      if (isEmpty(suggestion)) return;
      const metadata = isNamed ? made.metadata : { ...made.metadata, title: name };
      change({
        make: () => ({ ...made, metadata }),
        what: t('Made a dashboard of {name}', { name }),
        select: null,
      });
    },
    [document, heard, isNamed, change, onSaid],
  );
  const [toMake, setToMake] = useState(first);
  useEffect(() => {
    if (toMake === null) return;
    setToMake(null);
    make(toMake);
  }, [toMake, make]);
  return make;
}
