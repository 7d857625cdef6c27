import { Link } from '../ui/router/index.ts';
import { t } from '../ui/text.ts';
import styles from './page.module.css';

/** An address that is none of ours. */
export default function NotFound() {
  return (
    <div className={styles.page}>
      <h1>{t('There is no such page')}</h1>
      <p>{t('The address may be mistyped, or what it pointed to is gone.')}</p>
      <p>
        <Link to="/" className={styles.alone ?? ''}>
          {t('Go to the overview')}
        </Link>
      </p>
    </div>
  );
}
