import { t } from '../../ui/text.ts';
import { FirstSteps } from './FirstSteps.tsx';
import styles from './first-steps.module.css';

/** Before a dashboard that nothing can fill, since there is no connection yet. */
export default function Beginning() {
  return (
    <div className={styles.before}>
      <section className={styles.beginning} aria-label={t('First steps')}>
        <h2>{t('Nothing is connected yet')}</h2>
        <FirstSteps />
      </section>
    </div>
  );
}
