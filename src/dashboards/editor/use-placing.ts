import { useCallback } from 'react';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';
import { added, type Placed } from './changes.ts';
import { type CopiedWidgets, pasted, pastedInWords } from './clipboard.ts';
import type { EditorModel } from './use-editor.ts';

interface Told {
  /** @param name of the first widget that was added */
  readonly onPlaced: (name: string) => void;
  /** For people: what came of it. */
  readonly onSaid: (text: string) => void;
}

/** Adding of widgets to a dashboard that is being edited. */
interface Placing {
  /** @param what for people, as a step that can be undone */
  readonly add: (placed: Placed, what: string) => void;
  readonly paste: (copied: CopiedWidgets) => void;
}

/** Adds widgets where they fit, selects them, and says what came of it. */
export function usePlacing({ document, change }: EditorModel, { onPlaced, onSaid }: Told): Placing {
  /** @returns whether they are added */
  const place = useCallback(
    (adding: (old: DashboardDocument) => ReturnType<typeof added>, what: string): boolean => {
      const next = adding(document);
      const read = readDocument(next.document);
      if (!read.ok) {
        // Nobody could save it, or find it again after a crash.
        onSaid(`${t('Nothing was added.')} ${read.problems.map(said).join('. ')}`);
        return false;
      }
      const [first] = next.names;
      if (first === undefined) return false;
      change({ make: (old) => adding(old).document, what, select: first });
      onPlaced(first);
      return true;
    },
    [document, change, onPlaced, onSaid],
  );
  const add = useCallback(
    (placed: Placed, what: string) => void place((old) => added(old, [placed]), what),
    [place],
  );
  const paste = useCallback(
    (copied: CopiedWidgets) => {
      const titles = copied.widgets.map(({ entry }) => entry.title).join(', ');
      const isPasted = place((old) => pasted(old, copied), t('Pasted {titles}', { titles }));
      if (isPasted) onSaid(pastedInWords(pasted(document, copied)));
    },
    [document, place, onSaid],
  );
  return { add, paste };
}
