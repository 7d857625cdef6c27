import { useDeferredValue, useId, useMemo, useState } from 'react';
import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import type { DashboardDocument } from '../schema.ts';
import { fileText } from '../transfer/file.ts';
import { useNotTaken } from './form/not-taken.ts';
import styles from './json-view.module.css';
import { readJson } from './read-json.ts';

interface JsonViewProps {
  readonly document: DashboardDocument;
  /** Somebody is asked whether the editor is to be left. */
  readonly isLeaving: boolean;
  readonly onApply: (document: DashboardDocument) => void;
  readonly onClose: () => void;
}

/** The dashboard as JSON. What is wrong with it is said with its place, and only what is right can be applied. */
export function JsonView({ document, isLeaving, onApply, onClose }: JsonViewProps) {
  const ids = { text: useId(), problems: useId() };
  const [before] = useState(() => fileText(document));
  const [text, setText] = useState(before);
  const isTyped = text !== before;
  const [isHeld, setHeld] = useState(false);
  if (isLeaving && isTyped && !isHeld) setHeld(true);
  useNotTaken(isTyped ? t('JSON') : null, text, true);
  const checked = useDeferredValue(text);
  const read = useMemo(() => readJson(checked, document.metadata.id), [checked, document]);
  const problems = read.ok ? [] : read.problems;
  const apply = () => {
    // What is applied is what stands there, not what was checked a moment ago.
    const now = readJson(text, document.metadata.id);
    if (now.ok) onApply(now.document);
  };
  return (
    <Dialog
      title={t('JSON of the dashboard')}
      // By Escape: an hour of typing is not worth a slip of a finger.
      onClose={() => (isTyped ? setHeld(true) : onClose())}
      isWide
    >
      <div className={dialog.form}>
        <textarea
          id={ids.text}
          className={styles.text}
          aria-label={t('JSON')}
          aria-invalid={!read.ok}
          aria-describedby={ids.problems}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div id={ids.problems} role="status" className={styles.problems}>
          {read.ok ? (
            <p>{t('This is a good dashboard.')}</p>
          ) : (
            <>
              <p>{t('Correct these places; nothing is applied before:')}</p>
              <ul>
                {problems.map((problem) => (
                  <li key={problem}>{said(problem)}</li>
                ))}
              </ul>
            </>
          )}
        </div>
        <div className={dialog.buttons}>
          <span role="status">
            {isHeld
              ? t('What you typed is still here: apply it, or press Cancel.')
              : isTyped && t('What is typed here is not kept as a draft until it is applied.')}
          </span>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('Cancel')}
          </button>
          <button type="button" className={controls.primary} disabled={!read.ok} onClick={apply}>
            {t('Apply')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
