import { useEffect, useMemo, useRef } from 'react';
import { setup } from '../../config/index.ts';
import { checkKiosk } from '../../config/kiosk.ts';
import { useLocation } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { isKioskAddress } from '../kiosk/address.ts';
import { Display } from '../kiosk/Display.tsx';
import { useWakeLock } from '../kiosk/use-wake-lock.ts';
import { DeviceCode } from './DeviceCode.tsx';
import styles from './DeviceSignIn.module.css';
import { useDeviceSignIn } from './use-device-sign-in.ts';

interface DeviceSignInProps {
  readonly title: string;
  /** The `kiosk` part of config.json, as it is in the file. */
  readonly kiosk: unknown;
  /** Somebody seems to have a keyboard after all. Told when a wall shows the code again, untouched, ms; null for what is no wall: never. */
  readonly onBack: (untilMs: number | null) => void;
}

/** The whole screen of a device that nobody types on, before somebody has signed it in. */
export default function DeviceSignIn({ title, kiosk, onBack }: DeviceSignInProps) {
  const { view, again } = useDeviceSignIn();
  useWakeLock();
  const { pathname, search } = useLocation();
  const settings = useMemo(
    () => (isKioskAddress(pathname, search) ? checkKiosk(kiosk, setup().base).wall : null),
    [pathname, search, kiosk],
  );
  const heading = useRef<HTMLHeadingElement>(null);
  // What led here is gone; keyboard and screen reader go on from the top.
  useEffect(() => heading.current?.focus(), []);
  const content = (
    <main className={settings ? `${styles.page} ${styles.onWall}` : styles.page}>
      <div className={styles.card}>
        <div className={styles.top}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p>{t('Sign in to see what the plant does.')}</p>
        </div>
        <DeviceCode view={view} again={again} />
        <button
          type="button"
          className={styles.quiet}
          onClick={() => onBack(settings?.resumeAfterMs ?? null)}
        >
          {t('Sign in on this device')}
        </button>
      </div>
    </main>
  );
  return settings ? <Display settings={settings}>{content}</Display> : content;
}
