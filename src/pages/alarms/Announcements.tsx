import { useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import controls from '../../ui/controls.module.css';
import { type PlainText, t } from '../../ui/text.ts';
import styles from './alarms.module.css';
import { announceSettings, changeAnnouncements } from './announce-settings.ts';
import { notificationProblem, onNotificationProblem, startNotifying } from './notify.ts';
import { sound } from './sound.ts';

const UNHEARD: PlainText =
  'The browser let no sound through. Check its volume, and that it lets this address play sound.';

/** How this browser announces alarms. */
export function Announcements() {
  const { sound: isSounding, notify: wantsNotifications } = useStore(announceSettings);
  const withheld = useSyncExternalStore(onNotificationProblem, notificationProblem);
  const [said, setSaid] = useState('');
  const test = async () => setSaid((await sound('high')) ? t('That was the sound.') : t(UNHEARD));
  const switchNotifications = async (isOn: boolean) => {
    setSaid('');
    if (!isOn) return changeAnnouncements({ notify: false });
    const problem = await startNotifying();
    setSaid(problem && t(problem));
    changeAnnouncements({ notify: problem === '' });
  };
  return (
    <fieldset className={styles.announcements}>
      <legend className={styles.caption}>{t('Announce alarms in this browser')}</legend>
      <label className={styles.option}>
        <input
          type="checkbox"
          checked={isSounding}
          onChange={(event) => changeAnnouncements({ sound: event.currentTarget.checked })}
        />
        {t('Sound')}
      </label>
      <button type="button" className={controls.small} onClick={() => void test()}>
        {t('Test the sound')}
      </button>
      <label className={styles.option}>
        <input
          type="checkbox"
          checked={wantsNotifications && withheld === ''}
          onChange={(event) => void switchNotifications(event.currentTarget.checked)}
        />
        {t('Desktop notifications')}
      </label>
      <span role="status" className={styles.said}>
        {said || (wantsNotifications && withheld !== '' && t(withheld))}
      </span>
    </fieldset>
  );
}
