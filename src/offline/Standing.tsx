import { useEffect, useState, useSyncExternalStore } from 'react';
import { liveStore, whenIdle } from '../live/index.ts';
import { KEPT_HEADER, keptCache } from '../model/kept.ts';
import controls from '../ui/controls.module.css';
import { useLanguage } from '../ui/language.ts';
import { t } from '../ui/text.ts';
import styles from './Standing.module.css';
import { type Update, watchUpdates } from './updates.ts';

function listen(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  const stop = liveStore.subscribe(changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
    stop();
  };
}

/** Where a link still works, as to this machine itself, values are live and orders leave, whatever the browser thinks of its network. */
function isOffline(): boolean {
  return !navigator.onLine && liveStore.getState().connections.every(({ status }) => status !== 'online');
}

/** A wall has its own line for how it is, and this would lie over it, neither moved nor darkened with the rest. */
function isOnWall(): boolean {
  return document.querySelector('[data-wall]') !== null;
}

/** The page that is loaded next begins with the file itself, and does not find that it is another once more. @returns whether it is so */
async function forgetKept(base: string): Promise<boolean> {
  try {
    await (await caches.open(keptCache(base))).delete(`${base}config.json`);
    return true;
  } catch {
    return false;
  }
}

/** Between two looks for the configuration itself, where the page has only a copy of it, ms. */
const LOOK_AGAIN_MS = 5_000;

/**
 * What this page began with may be a kept copy of the configuration, without its secrets, or of one that is another now: then it looks for the
 * real one, as long as it takes, and loads anew. Whether there is a network is not asked: browsers call one that leads nowhere a network, too.
 * @returns stops looking
 */
function beginAgain(base: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const look = async () => {
    const answer = await fetch(`${base}config.json`, { cache: 'no-store' }).catch(() => null);
    if (isOver) return;
    const isThere = answer?.ok === true && !answer.headers.has(KEPT_HEADER);
    if (isThere && (await forgetKept(base))) whenIdle(() => isOver || location.reload());
    else timer = setTimeout(() => void look(), LOOK_AGAIN_MS);
  };
  void look();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Has a new version taken in a quiet moment; returns what stops waiting for one, or nothing where people are asked. */
export type TakeQuietly = (take: () => void) => (() => void) | undefined;

interface StandingProps {
  readonly base: string;
  readonly isCopy: boolean;
  readonly takeQuietly: TakeQuietly;
}

/** How the page stands to its network and to newer versions of itself, over the bottom of the screen; nothing while all is well, and on walls. */
export function Standing({ base, isCopy, takeQuietly }: StandingProps) {
  useLanguage();
  const hasNoNetwork = useSyncExternalStore(listen, isOffline);
  const isWall = useSyncExternalStore(listen, isOnWall);
  const [update, setUpdate] = useState<Update | null>(null);
  const [isTaken, setTaken] = useState(false);
  const [isQuiet, setQuiet] = useState(false);
  useEffect(() => {
    // Without a service worker (plain http, some private windows) everything else works.
    watchUpdates(base, setUpdate).catch(() => undefined);
  }, [base]);
  useEffect(() => {
    const stop = update && takeQuietly(() => update.take());
    setQuiet(stop !== null && stop !== undefined);
    return stop ?? undefined;
  }, [update, takeQuietly]);
  useEffect(() => (isCopy ? beginAgain(base) : undefined), [base, isCopy]);
  if (isWall) return null;
  if (hasNoNetwork) {
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
  if (!update || isQuiet) return null;
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
