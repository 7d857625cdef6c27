import { chooseSaver, type SaverChoice, type SaverReason, useSaver, useSaverChoice } from '../live/index.ts';
import { type PlainText, t } from '../ui/text.ts';
import styles from './AccountPage.module.css';
import page from './page.module.css';

const CHOICES: readonly { readonly value: SaverChoice; readonly word: PlainText }[] = [
  { value: 'auto', word: 'As the network is' },
  { value: 'on', word: 'Always' },
  { value: 'off', word: 'Never' },
];

const WHY: Readonly<Record<SaverReason, PlainText>> = {
  chosen: 'It is on because you chose so.',
  asked: 'It is on because this browser asks pages for less.',
  slow: 'It is on because the network is slow.',
  metered: 'It is on because this is a mobile network.',
};

/** Whether this browser draws less, and what that means. */
export function SaverSettings() {
  const choice = useSaverChoice();
  const reason = useSaver();
  return (
    <fieldset className={styles.schemes}>
      <legend>{t('Data saver')}</legend>
      {CHOICES.map(({ value, word }) => (
        <label key={value} className={styles.scheme}>
          <input type="radio" name="saver" checked={choice === value} onChange={() => chooseSaver(value)} />
          {t(word)}
        </label>
      ))}
      <p className={page.quiet}>
        {t(reason ? WHY[reason] : 'It is off.')}{' '}
        {t(
          'While it is on, charts step four times a second, have half as many points and begin with one minute at most. Readings, alarms and switches stay as quick as they are.',
        )}
      </p>
    </fieldset>
  );
}
