import { useConnections } from '../live/index.ts';
import { rich } from '../ui/rich.tsx';
import { Link } from '../ui/router/index.ts';
import { t } from '../ui/text.ts';
import { FirstSteps } from './first-steps/FirstSteps.tsx';
import styles from './page.module.css';

/** The overview of a deployment that has no connection, or names no dashboard. */
export default function EmptyPage() {
  const connections = useConnections();
  return (
    <div className={styles.page}>
      <h1>{t('Nothing to show yet')}</h1>
      {connections.length === 0 ? (
        <FirstSteps />
      ) : (
        <p>
          {rich('This deployment names no dashboard. {link} that were found are there all the same.', {
            link: <Link to="/devices">{t('The devices')}</Link>,
          })}
        </p>
      )}
    </div>
  );
}
