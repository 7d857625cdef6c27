import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { t } from '../../ui/text.ts';
import type { DashboardDocument } from '../schema.ts';
import { entryOf } from './changes.ts';
import { beginHistory, commit, type History, redo, settle, undo } from './history.ts';

interface State {
  readonly history: History<DashboardDocument>;
  /** Name of the widget whose settings are shown. */
  readonly selected: string | null;
  /** What happened last, for those who hear the page. Counted, so that the same can be said twice. */
  readonly said: { readonly text: string; readonly count: number };
}

/** What a change does, and its words. */
interface Change {
  /** The same document where nothing is to be changed. */
  readonly make: (document: DashboardDocument) => DashboardDocument;
  /** For people: `Moved Heater`. */
  readonly what: string;
  /** Steps that follow each other under one name are one. */
  readonly goesOnWith?: string;
  /** Selected afterwards; absent: as before. */
  readonly select?: string | null;
}

type Action =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'undo' | 'redo' | 'settle' }
  | { readonly kind: 'select'; readonly name: string | null }
  | { readonly kind: 'say'; readonly text: string };

function saying({ said }: State, text: string): State['said'] {
  return { text, count: said.count + 1 };
}

/** A widget that is not there any more has no settings. */
function checked(state: State): State {
  const { selected, history } = state;
  return selected !== null && !entryOf(history.present, selected) ? { ...state, selected: null } : state;
}

function reduce(state: State, action: Action): State {
  const { history } = state;
  switch (action.kind) {
    case 'change': {
      const { make, what, goesOnWith, select } = action.change;
      const next = commit(history, make(history.present), what, goesOnWith ?? null);
      const selected = select === undefined ? state.selected : select;
      // Typing is heard as it is typed.
      const said = next === history || goesOnWith !== undefined ? state.said : saying(state, what);
      return checked({ history: next, selected, said });
    }
    case 'undo': {
      const what = history.past.at(-1)?.what;
      return checked({
        ...state,
        history: undo(history),
        said: saying(state, what === undefined ? t('Nothing to undo') : t('Undone: {what}', { what })),
      });
    }
    case 'redo': {
      const what = history.future[0]?.what;
      return checked({
        ...state,
        history: redo(history),
        said: saying(state, what === undefined ? t('Nothing to redo') : t('Redone: {what}', { what })),
      });
    }
    case 'settle': {
      const settled = settle(history);
      return settled === history ? state : { ...state, history: settled };
    }
    case 'select':
      return checked({ ...state, selected: action.name });
    case 'say':
      return { ...state, said: saying(state, action.text) };
  }
}

/** A dashboard that is being edited. */
export interface EditorModel {
  readonly document: DashboardDocument;
  readonly history: History<DashboardDocument>;
  readonly selected: string | null;
  readonly said: State['said'];
  readonly change: (change: Change) => void;
  /** Ends the newest step, as leaving a field does: what comes next is another one. */
  readonly settle: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly select: (name: string | null) => void;
  readonly say: (text: string) => void;
}

/** Keeps a document that is being edited, with the way it went. */
export function useEditor(document: DashboardDocument): EditorModel {
  const [state, dispatch] = useReducer(
    reduce,
    document,
    (first): State => ({ history: beginHistory(first), selected: null, said: { text: '', count: 0 } }),
  );
  const change = useCallback((one: Change) => dispatch({ kind: 'change', change: one }), []);
  const select = useCallback((name: string | null) => dispatch({ kind: 'select', name }), []);
  const say = useCallback((text: string) => dispatch({ kind: 'say', text }), []);
  const back = useCallback(() => dispatch({ kind: 'undo' }), []);
  const forth = useCallback(() => dispatch({ kind: 'redo' }), []);
  const end = useCallback(() => dispatch({ kind: 'settle' }), []);
  useEffect(() => {
    // Whoever leaves a field has finished typing in it.
    addEventListener('focusout', end);
    return () => removeEventListener('focusout', end);
  }, [end]);
  return useMemo(
    () => ({
      ...state,
      document: state.history.present,
      change,
      select,
      say,
      settle: end,
      undo: back,
      redo: forth,
    }),
    [state, change, select, say, end, back, forth],
  );
}
