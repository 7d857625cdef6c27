import { useState } from 'react';
import { t } from '../ui/text.ts';
import styles from './AccountPage.module.css';
import { chooseOneKeyShortcuts, hasOneKeyShortcuts } from './around/one-key.ts';
import page from './page.module.css';

/** Whether shortcuts of one key, or of one after another, work in this browser. */
export function KeySettings() {
  const [isOn, setOn] = useState(hasOneKeyShortcuts);
  return (
    <fieldset className={styles.schemes}>
      <legend>{t('Keyboard shortcuts')}</legend>
      <label className={styles.scheme}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget: { checked } }) => {
            chooseOneKeyShortcuts(checked);
            setOn(checked);
          }}
        />
        {t('Shortcuts without Ctrl')}
      </label>
      <p className={page.quiet}>
        {t(
          'Without them no letter alone does anything: better if you speak to this computer, or press keys by accident. Those with Ctrl always work, and so do the keys of a chart that has the focus. Kept in this browser.',
        )}
      </p>
    </fieldset>
  );
}
