import { useCallback, useEffect, useState } from 'react';
import { OrdersWithheld } from '../../live/index.ts';
import { LeaveDialog } from '../../ui/LeaveDialog.tsx';
import { useLeaveGuard } from '../../ui/router/leave-guard.ts';
import { t } from '../../ui/text.ts';
import { PageTime, usePageTime } from '../../widgets/index.ts';
import type { DashboardDocument } from '../schema.ts';
import Variables from '../variables/Variables.tsx';
import { Bar } from './Bar.tsx';
import { Catalogue } from './Catalogue.tsx';
import { entryOf, placedOf, removed } from './changes.ts';
import { DashboardSettings } from './DashboardSettings.tsx';
import { DraftOffers } from './DraftOffers.tsx';
import type { OfferedDrafts } from './drafts.ts';
import { EditGrid, type FocusWish } from './EditGrid.tsx';
import { EditorOutcome } from './EditorOutcome.tsx';
import { EmptyLayout } from './EmptyLayout.tsx';
import styles from './editor.module.css';
import { NotTakenProvider } from './form/not-taken.ts';
import { JsonView } from './JsonView.tsx';
import { type Breakpoint, besides, layoutOfStep } from './layout.ts';
import { droppedWords, savedWords, statusWords } from './status-words.ts';
import { useClipboard } from './use-clipboard.ts';
import { useDraft } from './use-draft.ts';
import { useEditor } from './use-editor.ts';
import { useMaking } from './use-making.ts';
import { useNotTakenFields } from './use-not-taken.ts';
import { usePlacing } from './use-placing.ts';
import { useSaving } from './use-saving.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { WidgetSettings } from './WidgetSettings.tsx';

interface EditorProps {
  /** See `dashboardsOf`. */
  readonly owner: string;
  readonly initial: DashboardDocument;
  /** The revision that is edited; 0 where nothing has been saved yet. */
  readonly revision: number;
  /** Whether what is saved here is found again after a reload. */
  readonly isLasting: boolean;
  /** What is left of earlier times at it, and what may yet be. */
  readonly drafts: OfferedDrafts;
  /** A connection that the dashboard is to be made of. */
  readonly makeOf: string | null;
  /** The editor is done. @param id of what is saved; null where nothing is */
  readonly onDone: (id: string | null) => void;
}

type Asking = 'catalogue' | 'json' | null;

/** A dashboard being built. What is seen is live; what is switched is nothing. */
export default function Editor(props: EditorProps) {
  const { owner, initial, revision, drafts, makeOf, onDone } = props;
  const editor = useEditor(initial);
  const { document, history, selected, change, select } = editor;
  const [breakpoint, setBreakpoint] = useState<Breakpoint>(() =>
    matchMedia('(max-width: 640px)').matches ? 'narrow' : 'wide',
  );
  const [asking, setAsking] = useState<Asking>(null);
  const [isSetting, setSetting] = useState(false);
  const [focus, setFocusWish] = useState<FocusWish | null>(null);
  const setFocus = useCallback((name: string | null) => setFocusWish(name === null ? null : { name }), []);
  const [panelFocus, setPanelFocus] = useState(0);
  const [outcome, setOutcome] = useState('');
  /** What was said as the browser's storage took nothing. */
  const [unkept, setUnkept] = useState<string | null>(null);
  const { saved, basedOn, isLasting, save, saveCopy, isOutdated, standOn, follow } = useSaving(owner, {
    saved: initial,
    basedOn: revision,
    isLasting: props.isLasting,
  });
  useEffect(() => follow(document), [follow, document]);
  const isChanged = document !== saved;
  const notTaken = useNotTakenFields(setOutcome);
  const isUnsaved = isChanged || notTaken.isAny;
  const { isKept, wasKept, forget, goOnWith } = useDraft(
    owner,
    isChanged ? document : null,
    basedOn,
    useCallback((title: string) => setOutcome(droppedWords(title)), []),
  );
  const guard = useLeaveGuard(isUnsaved);
  const time = usePageTime(document.spec.window);

  const choose = useCallback(
    (name: string | null) => {
      setSetting(false);
      setPanelFocus(0);
      select(name);
    },
    [select],
  );

  const onPlaced = useCallback(
    (name: string) => {
      setSetting(false);
      setFocus(name);
    },
    [setFocus],
  );
  const { add, paste } = usePlacing(editor, { onPlaced, onSaid: setOutcome });
  const remove = useCallback(
    (name: string) => {
      const title = entryOf(document, name)?.title ?? name;
      change({ make: (old) => removed(old, name), what: t('Removed {title}', { title }) });
      setFocus(besides(document, breakpoint, name));
    },
    [document, breakpoint, change, setFocus],
  );
  const duplicate = (name: string) => {
    const placed = placedOf(document, name);
    if (placed) add(placed, t('Duplicated {title}', { title: placed.entry.title }));
  };
  const clipboard = useClipboard(editor, remove, { onPasted: paste, onSaid: setOutcome });

  const make = useMaking(editor, {
    isNamed: document.metadata.title !== initial.metadata.title || basedOn > 0,
    first: makeOf,
    onSaid: setOutcome,
  });
  const go = (way: 'undo' | 'redo') => {
    const next = way === 'undo' ? history.past.at(-1) : history.future[0];
    if (next) setBreakpoint(layoutOfStep(document, next.state, breakpoint));
    editor[way]();
  };
  const [undo, redo] = [() => go('undo'), () => go('redo')];

  /** @returns what is saved; null where nothing is */
  const keep = async (act: typeof save) => {
    const refusal = notTaken.refusal();
    if (refusal !== '') {
      setOutcome(refusal);
      return null;
    }
    const result = await act(document);
    if (result.ok) {
      await forget(document);
      return result;
    }
    setOutcome(result.problem);
    setUnkept(result.isOutdated ? null : result.problem);
    return null;
  };
  const saveAndClose = async (act: typeof save) => {
    const kept = await keep(act);
    if (!kept) return;
    guard.release();
    onDone(kept.document.metadata.id);
  };

  useShortcuts({
    selected,
    save: () => void keep(save).then((kept) => kept && setOutcome(savedWords(kept.isLasting))),
    undo,
    redo,
    duplicate,
  });

  const entry = selected === null ? undefined : entryOf(document, selected);
  const isEmpty = Object.keys(document.spec.widgets).length === 0;
  const grid = (
    <EditGrid
      editor={{ ...editor, select: choose }}
      breakpoint={breakpoint}
      focus={focus}
      onFocus={setFocus}
      onRemove={remove}
      onOpen={(name) => {
        setSetting(false);
        select(name);
        setPanelFocus((last) => last + 1);
      }}
    />
  );
  const closePanel = () => {
    if (selected !== null) setFocus(selected);
    choose(null);
  };

  return (
    <PageTime value={time}>
      <OrdersWithheld value={t('The dashboard is being edited: nothing is switched meanwhile.')}>
        <div className={styles.editor}>
          <h1 className={styles.hidden}>{t('Editing {title}', { title: document.metadata.title })}</h1>
          <Bar
            editor={{ ...editor, undo, redo }}
            breakpoint={breakpoint}
            onBreakpoint={setBreakpoint}
            isChanged={isUnsaved}
            status={statusWords({ isChanged, isUnsaved, isKept, basedOn, isLasting })}
            onAdd={() => setAsking('catalogue')}
            onPaste={clipboard.paste}
            onSettings={() => {
              select(null);
              setSetting(true);
            }}
            onJson={() => setAsking('json')}
            onCancel={() => onDone(basedOn === 0 ? null : document.metadata.id)}
            onSave={() => void saveAndClose(save)}
          />
          <DraftOffers
            owner={owner}
            drafts={drafts}
            onRestore={(draft, release) => {
              goOnWith(draft, release);
              // A draft of a new dashboard becomes this one: that is where a reload looks for it.
              const { metadata } = draft.document;
              const restored = { ...draft.document, metadata: { ...metadata, id: initial.metadata.id } };
              change({ make: () => restored, what: t('Restored the draft'), select: null });
              setOutcome(standOn(draft.basedOn, restored));
            }}
            onSaid={setOutcome}
          />
          <div className={styles.split} data-panel={entry || isSetting || undefined}>
            <div className={styles.work}>
              {isEmpty ? (
                <EmptyLayout onAdd={() => setAsking('catalogue')} onMake={make} />
              ) : document.spec.variables.length > 0 ? (
                <Variables spec={document.spec}>{grid}</Variables>
              ) : (
                grid
              )}
            </div>
            <div className={styles.side}>
              <NotTakenProvider value={notTaken.listener}>
                {entry && selected !== null && (
                  <WidgetSettings
                    key={selected}
                    editor={editor}
                    name={selected}
                    entry={entry}
                    focus={panelFocus}
                    onDuplicate={() => duplicate(selected)}
                    onCopy={() => clipboard.copy(selected)}
                    onRemove={() => remove(selected)}
                    onClose={closePanel}
                  />
                )}
                {isSetting && !entry && (
                  <DashboardSettings editor={editor} onClose={() => setSetting(false)} />
                )}
              </NotTakenProvider>
            </div>
          </div>
          <p role="status" className={styles.hidden}>
            {wasKept && t('What is changed is kept as a draft.')}
            {wasKept === false && t('What is changed is not kept as a draft: save before you leave.')}
          </p>
          <p role="status" className={styles.hidden}>
            <span key={editor.said.count}>{editor.said.text}</span>
          </p>
          {asking === 'catalogue' && (
            <Catalogue
              onAdd={(placed) => {
                setAsking(null);
                add(placed, t('Added {title}', { title: placed.entry.title }));
              }}
              onClose={() => setAsking(null)}
            />
          )}
          {asking === 'json' && (
            <NotTakenProvider value={notTaken.listener}>
              <JsonView
                document={document}
                isLeaving={guard.leave !== null}
                onApply={(next) => {
                  setAsking(null);
                  change({ make: () => next, what: t('Changed the JSON') });
                }}
                onClose={() => setAsking(null)}
              />
            </NotTakenProvider>
          )}
          {guard.leave && (
            <LeaveDialog
              title={document.metadata.title}
              onStay={guard.stay}
              onDiscard={() => {
                const { leave } = guard;
                guard.release();
                void forget().then(() => leave?.());
              }}
              onSave={() => {
                const { leave } = guard;
                void keep(save).then((kept) => {
                  if (!kept) return guard.stay();
                  guard.release();
                  leave?.();
                });
              }}
            />
          )}
          <EditorOutcome
            document={document}
            text={outcome}
            isUnkept={outcome === unkept}
            isOutdated={isOutdated}
            onSaveCopy={() => void saveAndClose(saveCopy)}
            onSaid={setOutcome}
          />
        </div>
      </OrdersWithheld>
    </PageTime>
  );
}
