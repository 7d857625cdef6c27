import { Fragment, type ReactNode } from 'react';
import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { printed } from '../../ui/keys.ts';
import { t } from '../../ui/text.ts';
import { ACTIONS, PLACES } from './actions.ts';
import styles from './around.module.css';
import { hasOneKeyShortcuts } from './one-key.ts';

interface KeysProps {
  readonly children: ReactNode;
  /** Each way to do it, key by key. */
  readonly ways: readonly (readonly string[])[];
}

/** A line of the sheet: what is done, and by which keys. */
function Keys({ children, ways }: KeysProps) {
  return (
    <>
      <dt>{children}</dt>
      <dd>
        {ways.map((keys, index) => (
          <Fragment key={keys.join(' ')}>
            {index > 0 && <span>{t('or')}</span>}
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </Fragment>
        ))}
      </dd>
    </>
  );
}

/** Every shortcut there is, from the table that they work by. */
export default function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t('Keyboard shortcuts')} onClose={onClose}>
      <div className={dialog.form}>
        <dl className={styles.keys}>
          {ACTIONS.map(
            ({ text, keys, together }) =>
              (keys ?? together) && (
                <Keys key={text} ways={[...(together ? [printed(together)] : []), ...(keys ? [keys] : [])]}>
                  {t(text)}
                </Keys>
              ),
          )}
        </dl>
        <p>
          {t(
            'No shortcut ever switches anything. While you type only those with Ctrl work; copy, cut and paste are then your text’s.',
          )}
        </p>
        <p>
          {t(
            hasOneKeyShortcuts()
              ? 'Shortcuts without Ctrl are on. Your account page switches them off.'
              : 'Shortcuts without Ctrl are off. Your account page switches them on.',
          )}
        </p>
        {PLACES.map(({ place, lines }) => (
          <section key={place}>
            <h3>{t(place)}</h3>
            <dl className={styles.keys}>
              {lines.map(({ deed, text, presses }) => (
                <Keys key={deed} ways={presses.map(printed)}>
                  {t(text)}
                </Keys>
              ))}
            </dl>
          </section>
        ))}
        <div className={dialog.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('Close')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
