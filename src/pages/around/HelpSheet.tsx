import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/text.ts';
import { ACTIONS, PLACE_KEYS } from './actions.ts';
import styles from './around.module.css';

/** Every shortcut there is, from the table that they work by. */
export default function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t('Keyboard shortcuts')} onClose={onClose}>
      <div className={dialog.form}>
        <dl className={styles.keys}>
          <dt>{t('Everything that can be found or done')}</dt>
          <dd>
            <kbd>Ctrl</kbd> <kbd>K</kbd>
          </dd>
          {ACTIONS.flatMap(({ text, keys }) =>
            keys
              ? [
                  <dt key={text}>{t(text)}</dt>,
                  <dd key={`${text} keys`}>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>,
                ]
              : [],
          )}
        </dl>
        <p>{t('No shortcut ever switches anything, and none works while you type.')}</p>
        {PLACE_KEYS.map(({ place, keys: there }) => (
          <section key={place}>
            <h3>{t(place)}</h3>
            <dl className={styles.keys}>
              {there.flatMap(({ text, keys }) => [
                <dt key={text}>{t(text)}</dt>,
                <dd key={`${text} keys`}>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>,
              ])}
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
