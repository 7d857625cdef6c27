import { createPortal } from 'react-dom';
import { useAlarms } from '../../live/index.ts';
import { formatCount } from '../../ui/format.ts';
import { useFullScreen } from '../../ui/full-screen.ts';
import { Link } from '../../ui/router/index.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './AlarmBanner.module.css';
import { openCounts } from './list.ts';
import { PriorityMark } from './PriorityMark.tsx';
import { useAnnouncements } from './use-announcements.ts';
import { kindWords } from './words.ts';

/**
 * The worst alarm that nobody has acknowledged, and how many more there are. Nothing while there is none; announcements go by it
 * all the same. Over what fills the screen, where something does.
 */
export default function AlarmBanner() {
  const alarms = useAlarms();
  const isSilent = useAnnouncements(alarms);
  const filled = useFullScreen();
  const { worst, all } = openCounts(alarms.values());
  if (!worst) return null;
  const what = kindWords(worst);
  const banner = (
    <Link to="/alarms" className={styles.banner ?? ''} data-alarm-banner data-priority={worst.priority}>
      <PriorityMark priority={worst.priority} isActive={worst.isActive} />
      <span className={styles.what}>
        {said(worst.title)}
        {what !== '' && `, ${what}`}
        {!worst.isActive && ` ${t('(over)')}`}
      </span>
      {all > 1 && <span className={styles.more}>{t('and {n} more', { n: formatCount(all - 1) })}</span>}
      {isSilent && <span className={styles.more}>{t('Click anywhere to hear alarms.')}</span>}
    </Link>
  );
  return filled
    ? createPortal(
        <div aria-live="assertive" className={styles.over}>
          {banner}
        </div>,
        filled,
      )
    : banner;
}
