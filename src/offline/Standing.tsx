import { useEffect, useState, useSyncExternalStore } from 'react';
import { liveStore, whenUnneeded } from '../live/index.ts';
import { whenUnattended } from '../live/when-unattended.ts';
import controls from '../ui/controls.module.css';
import { useLanguage } from '../ui/language.ts';
import { t } from '../ui/text.ts';
import styles from './Standing.module.css';
import { type Update, watchUpdates } from './updates.ts';

/** Between two looks for what no event tells of: that a page has become a wall, or is none any more, ms. */
const LOOK_EVERY_MS = 2_000;

function listen(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  const stop = liveStore.subscribe(changed);
  const timer = setInterval(changed, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
    stop();
  };
}

/** Where a link still works, as to this machine itself, values are live and orders leave, whatever the browser thinks of its network. */
function isOffline(): boolean {
  return !navigator.onLine && liveStore.getState().connections.every(({ status }) => status !== 'online');
}

function isRecording(): boolean {
  return liveStore.getState().isRecording;
}

/** Tells what else lies at the bottom of the screen how much of that this takes. @returns takes it back */
function tellHeight(bar: HTMLElement | null): (() => void) | undefined {
  if (!bar) return undefined;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty('--sb-standing', `${bar.offsetHeight + 16}px`));
  observer.observe(bar);
  return () => {
    observer.disconnect();
    style.removeProperty('--sb-standing');
  };
}

/** Has a new version taken in a quiet moment. @returns stops waiting for one */
export type TakeQuietly = (take: () => void) => () => void;

interface StandingProps {
  readonly base: string;
  /** Whether it is a wall's address now. */
  readonly isWall: () => boolean;
  readonly takeQuietly: TakeQuietly;
}

/** How the page stands to its network and to newer versions of itself, over the bottom of the screen; nothing while all is well, and on walls. */
export function Standing({ base, isWall, takeQuietly }: StandingProps) {
  useLanguage();
  const hasNoNetwork = useSyncExternalStore(listen, isOffline);
  // Pages become walls and are left again while a version is waiting. A wall says how it is itself, and this would lie over its code or its reason for
  // showing nothing, too, neither moved nor darkened with the rest.
  const isHidden = useSyncExternalStore(listen, isWall);
  const hasRecording = useSyncExternalStore(listen, isRecording);
  const [update, setUpdate] = useState<Update | null>(null);
  const [isTaken, setTaken] = useState(false);
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const found = (next: Update) => {
      setUpdate(next);
      setLater(false);
    };
    void watchUpdates(base, found);
  }, [base]);
  useEffect(
    () => (update && isHidden ? takeQuietly(() => update.take(whenUnattended)) : undefined),
    [update, isHidden, takeQuietly],
  );
  if (isHidden) return null;
  if (hasNoNetwork) {
    return (
      <div className={styles.standing} role="status" ref={tellHeight}>
        <p>
          <strong>{t('Offline.')}</strong>{' '}
          {t(
            'These are the last known values, each with its age. Nothing can be switched until this device is connected again.',
          )}
        </p>
      </div>
    );
  }
  if (!update || isLater) return null;
  const take = () => {
    setTaken(true);
    update.take(whenUnneeded);
  };
  const waits = hasRecording
    ? t('Updating as soon as the recording is saved.')
    : t('Updating as soon as the order under way has ended.');
  return (
    <div className={styles.standing} role="status" ref={tellHeight}>
      <p>{isTaken ? waits : t('A new version of this page is ready.')}</p>
      {!isTaken && (
        <>
          <button type="button" className={controls.primary} onClick={take}>
            {t('Update')}
          </button>
          <button type="button" className={controls.button} onClick={() => setLater(true)}>
            {t('Later')}
          </button>
        </>
      )}
    </div>
  );
}
