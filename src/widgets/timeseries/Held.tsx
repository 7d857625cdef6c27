import controls from '../../ui/controls.module.css';
import { useFullScreen } from '../../ui/full-screen.ts';
import { t } from '../../ui/text.ts';
import { useTimeRange } from '../time/context.ts';
import type { TimeNavigator } from '../time/navigator.ts';
import { rangeInWords } from '../time/range.ts';
import styles from './timeseries.module.css';

/** Where a chart fills the screen, and the page's own control is not seen: says that time stands still, and leads back to live. */
export function Held({ navigator }: { readonly navigator: TimeNavigator }) {
  const range = useTimeRange(navigator);
  const isFilled = useFullScreen() !== null;
  if (!isFilled || range.until === null) return null;
  return (
    <p className={styles.held}>
      {`${t('Paused')} · ${rangeInWords(range, Date.now())}`}
      <button type="button" className={controls.small} onClick={() => navigator.goLive()}>
        {t('Back to live')}
      </button>
    </p>
  );
}
