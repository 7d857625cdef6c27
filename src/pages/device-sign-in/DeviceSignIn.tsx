import { useEffect, useRef } from 'react';
import { t } from '../../ui/text.ts';
import { useWakeLock } from '../kiosk/use-wake-lock.ts';
import { DeviceCode } from './DeviceCode.tsx';
import styles from './DeviceSignIn.module.css';
import { useDeviceSignIn } from './use-device-sign-in.ts';

interface DeviceSignInProps {
  readonly title: string;
  /** The person has a keyboard after all. */
  readonly onBack: () => void;
}

/** The whole screen of a device that nobody types on, before somebody has signed it in. */
export default function DeviceSignIn({ title, onBack }: DeviceSignInProps) {
  const { view, again } = useDeviceSignIn();
  useWakeLock();
  const heading = useRef<HTMLHeadingElement>(null);
  // What led here is gone; keyboard and screen reader go on from the top.
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.top}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p>{t('Sign in to see what the plant does.')}</p>
        </div>
        <DeviceCode view={view} again={again} />
        <button type="button" className={styles.quiet} onClick={onBack}>
          {t('Sign in on this device')}
        </button>
      </div>
    </main>
  );
}
