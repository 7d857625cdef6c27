import { useMemo } from 'react';
import { readMends } from '../healing/mends.ts';
import { useEngineLosses } from '../live/index.ts';
import { timeFormat } from '../ui/locale.ts';
import { said } from '../ui/said.ts';
import { t } from '../ui/text.ts';
import styles from './AccountPage.module.css';
import page from './page.module.css';

/** How this page has been doing since it was opened: what of it failed and came back by itself. */
export function PageHealth() {
  const { count, at, why } = useEngineLosses();
  const mends = useMemo(readMends, []);
  const moment = (time: number) => timeFormat('moment').format(time);
  return (
    <section className={styles.section} aria-labelledby="page-health">
      <h2 id="page-health">{t('Health of this page')}</h2>
      <p className={page.quiet}>{t('Open since {time}.', { time: moment(performance.timeOrigin) })}</p>
      <p>
        {at === null
          ? t('Its data engine has been running without interruption.')
          : t(
              'Its data engine stopped {count, plural, one {# time} other {# times}} and was started again by itself; last on {time}: {why}.',
              { count, time: moment(at), why: said(why) },
            )}
      </p>
      {mends.length > 0 && (
        <>
          <p>{t('It was loaded anew by itself:')}</p>
          <ul>
            {mends.toReversed().map((one) => (
              <li key={one.at}>
                {moment(one.at)}:{' '}
                {one.what === 'update' && one.why === '' ? t('for a new version') : said(one.why)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
