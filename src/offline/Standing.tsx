import { useEffect, useState, useSyncExternalStore } from 'react';
import controls from '../ui/controls.module.css';
import { useLanguage } from '../ui/language.ts';
import { t } from '../ui/text.ts';
import styles from './Standing.module.css';
import { type Update, watchUpdates, whenIdle } from './updates.ts';

function listen(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

/** The page began without a network, so with a copy of its configuration that holds no secrets. */
const beganOffline = !navigator.onLine;

/** Loads the page anew as soon as the network has given the configuration itself. */
async function beginAgain(base: string): Promise<void> {
  const answer = await fetch(`${base}config.json`, { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) whenIdle(() => location.reload());
}

/** How the page stands to its network and to newer versions of itself, over the bottom of the screen; nothing while all is well. */
export function Standing({ base }: { readonly base: string }) {
  useLanguage();
  const isOnline = useSyncExternalStore(listen, () => navigator.onLine);
  const [update, setUpdate] = useState<Update | null>(null);
  const [isTaken, setTaken] = useState(false);
  useEffect(() => {
    // Without a service worker (plain http, some private windows) everything else works.
    watchUpdates(base, setUpdate).catch(() => undefined);
  }, [base]);
  useEffect(() => {
    if (beganOffline && isOnline) void beginAgain(base);
  }, [base, isOnline]);
  if (!isOnline) {
    return (
      <div className={styles.standing} role="status">
        <p>
          <strong>{t('Offline.')}</strong>{' '}
          {t(
            'These are the last known values, each with its age. Nothing can be switched until this device is connected again.',
          )}
        </p>
      </div>
    );
  }
  if (!update) return null;
  const take = () => {
    setTaken(true);
    update.take();
  };
  return (
    <div className={styles.standing} role="status">
      <p>
        {isTaken
          ? t('Updating as soon as the order under way has ended.')
          : t('A new version of this page is ready.')}
      </p>
      {!isTaken && (
        <>
          <button type="button" className={controls.primary} onClick={take}>
            {t('Update')}
          </button>
          <button type="button" className={controls.button} onClick={() => setUpdate(null)}>
            {t('Later')}
          </button>
        </>
      )}
    </div>
  );
}
