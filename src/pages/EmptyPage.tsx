import { Link } from 'react-router';
import { useConnections } from '../live/index.ts';
import { rich } from '../ui/rich.tsx';
import { t } from '../ui/text.ts';
import styles from './page.module.css';

/** From nothing to a chart: what to do where there is no connection yet. */
function FirstSteps() {
  return (
    <>
      <p>{t('Three steps to a chart of your own back end:')}</p>
      <ol>
        <li>
          {rich('{link}: its kind, its address, and how to sign in. The page tests it before it is kept.', {
            link: <Link to="/connections/new">{t('Add a connection')}</Link>,
          })}
        </li>
        <li>
          {rich(
            'Open {link}. What the connection brings appears there by itself, nothing has to be set up.',
            {
              link: <Link to="/devices">{t('Devices')}</Link>,
            },
          )}
        </li>
        <li>{t('Choose a device: each of its quantities is a live chart.')}</li>
      </ol>
      <p className={styles.quiet}>
        {rich('For everybody who opens this page, name the connections in {file} beside it and reload.', {
          file: <code>config.json</code>,
        })}
      </p>
    </>
  );
}

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
