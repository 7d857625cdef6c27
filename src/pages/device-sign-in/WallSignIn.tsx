import { t } from '../../ui/text.ts';
import { DeviceCode } from './DeviceCode.tsx';
import { useDeviceSignIn } from './use-device-sign-in.ts';
import styles from './WallSignIn.module.css';

/** Over a wall whose session has ended for good: the code that begins another, while what still arrives stays in sight. */
export default function WallSignIn() {
  const { view, again } = useDeviceSignIn();
  return (
    <section className={styles.card} aria-label={t('Sign in again')}>
      <h2>{t('The session of this display has ended. Sign it in again:')}</h2>
      <DeviceCode view={view} again={again} />
    </section>
  );
}
