import { useSession } from '../../session/index.ts';
import controls from '../../ui/controls.module.css';
import { rich } from '../../ui/rich.tsx';
import { Link } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import page from '../page.module.css';
import { ReplayPicker } from '../recording/ReplayPicker.tsx';
import styles from './first-steps.module.css';

/** From nothing to a chart of one's own back end: what to do where there is no connection yet. */
export function FirstSteps() {
  const mayAdd = useSession((s) => s.person.role !== 'viewer');
  if (!mayAdd) {
    return (
      <p>
        {t(
          'No connection has been set up yet, and that needs the role technician. Ask whoever runs this page, or sign in as somebody else.',
        )}
      </p>
    );
  }
  return (
    <>
      <p>{t('Three steps to a chart of your own back end:')}</p>
      <ol className={styles.steps}>
        <li>{t('Add its connection: its kind, its address, and how to sign in. A test says what works.')}</li>
        <li>
          {t('What it brings appears by itself: devices, quantities and controls, nothing has to be set up.')}
        </li>
        <li>{t('One press makes a dashboard of it, for you to change as you like.')}</li>
      </ol>
      <div className={styles.actions}>
        <Link className={controls.primary} to="/connections/new">
          {t('Add a connection')}
        </Link>
        <ReplayPicker />
      </div>
      <p className={page.quiet}>
        {rich('For everybody who opens this page, name the connections in {file} beside it and reload.', {
          file: <code>config.json</code>,
        })}
      </p>
    </>
  );
}
