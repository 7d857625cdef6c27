import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { keptConfig } from '../../config/kept-copy.ts';
import { checkKiosk } from '../../config/kiosk.ts';
import { Display } from './Display.tsx';
import { useWakeLock } from './use-wake-lock.ts';
import styles from './wall.module.css';

/** The `kiosk` part of the configuration that the browser has kept; undefined where there is none. */
async function keptKiosk(base: string): Promise<unknown> {
  try {
    const kept: unknown = await (await keptConfig(base))?.json();
    return typeof kept === 'object' && kept !== null && 'kiosk' in kept ? kept.kiosk : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A wall that nothing can be started on. It tries again by itself: whoever looks at it then finds it awake, and it is moved and darkened
 * meanwhile as in the configuration that it had last.
 */
export function StrandedWall({ children }: { readonly children: ReactNode }) {
  useWakeLock();
  const [kiosk, setKiosk] = useState<unknown>();
  useEffect(() => {
    void keptKiosk(document.baseURI).then(setKiosk);
  }, []);
  const settings = useMemo(() => checkKiosk(kiosk, document.baseURI).wall, [kiosk]);
  return (
    <Display settings={settings}>
      <div className={styles.close}>{children}</div>
    </Display>
  );
}
