import { IconAlertTriangle, IconChevronLeft, IconChevronRight, IconPlayerPause } from '@tabler/icons-react';
import { useAlarms, useConnections, useEngineFailure, useNow, useWatchesAlarms } from '../../live/index.ts';
import type { ConnectionStatus } from '../../model/connection.ts';
import { useSession } from '../../session/index.ts';
import { formatAge } from '../../ui/format.ts';
import { timeFormat } from '../../ui/locale.ts';
import { said } from '../../ui/said.ts';
import { type PlainText, t } from '../../ui/text.ts';
import { PriorityMark } from '../alarms/PriorityMark.tsx';
import { kindWords } from '../alarms/words.ts';
import { healthOf, wallAlarms } from './health.ts';
import type { WallRotation } from './use-rotation.ts';
import { useKeptAwake } from './use-wake-lock.ts';
import styles from './wall.module.css';

/** Connections named in the line at most; the others are in its count. */
const NAMED = 2;
const FRESH_MS = 5_000;

const STATUS_WORDS: Readonly<Record<ConnectionStatus, PlainText>> = {
  online: 'online',
  connecting: 'connecting',
  reconnecting: 'reconnecting',
  renewing: 'renewing sign-in',
  denied: 'denied',
  offline: 'offline',
  replaying: 'recording',
};

/** What is wrong in the plant: the worst, and how many. */
function PlantAlarms() {
  const watches = useWatchesAlarms();
  const { worst, count } = wallAlarms(useAlarms().values());
  if (!worst) return <span data-alarms="0">{watches ? t('No alarms') : t('Alarms are not watched')}</span>;
  const what = kindWords(worst);
  return (
    <span className={styles.alarm} data-alarms={count} data-priority={worst.priority}>
      <PriorityMark priority={worst.priority} isActive={worst.isActive} />
      <span className={styles.what}>
        {said(worst.title)}
        {what !== '' && `, ${what}`}
        {!worst.isActive && ` ${t('(over)')}`}
      </span>
      {count > 1 && <span>{t('{count, plural, one {# alarm} other {# alarms}}', { count })}</span>}
    </span>
  );
}

/** How the wall itself is, in the words that fit its state. */
function useOwnHealth(problems: readonly string[]): {
  readonly words: readonly string[];
  readonly isWell: boolean;
} {
  const now = useNow();
  const { online, all, down, ageMs, isOld } = healthOf(useConnections(), now);
  const failure = useEngineFailure();
  const status = useSession((s) => s.status);
  const sessionProblem = useSession((s) => s.problem);
  const wake = useKeptAwake();
  const isSignedOut = status === 'expired' || status === 'renewal-failed';
  const words: string[] = [];
  if (failure !== null) words.push(said(failure));
  if (isSignedOut) words.push(said(sessionProblem));
  if (problems.length > 0)
    words.push(
      t('{count, plural, one {# problem} other {# problems}} in the configuration', {
        count: problems.length,
      }),
    );
  for (const { name, status: of } of down.slice(0, NAMED)) words.push(`${name}: ${t(STATUS_WORDS[of])}`);
  words.push(
    down.length === 0 ? t('{n} online', { n: online }) : t('{n} of {all} online', { n: online, all }),
  );
  // Counting the seconds of what is well would be all that moves in the line.
  if (ageMs !== null)
    words.push(
      ageMs < FRESH_MS
        ? t('data less than {n} s old', { n: FRESH_MS / 1000 })
        : t('newest data {age} old', { age: formatAge(ageMs) }),
    );
  else if (isOld && down.length === 0) words.push(t('age of the data unknown'));
  if (failure === null) words.push(t('engine runs'));
  // Said, but no reason to be called unwell: over plain http it would be so for good, wherever the sleep of the screen is turned off instead.
  if (wake === 'refused') words.push(t('the screen may go dark'));
  return {
    words,
    isWell: failure === null && !isSignedOut && problems.length === 0 && down.length === 0 && !isOld,
  };
}

interface WallLineProps {
  /** Of the dashboard shown. */
  readonly title: string;
  /** Which part of it, as `1/2`; '' where it is whole. */
  readonly part: string;
  /** How many screens there are. */
  readonly count: number;
  readonly rotation: WallRotation;
  readonly problems: readonly string[];
}

/** What somebody can do who has touched the wall: it says that it waits, and for how long. */
function Pause({ count, rotation }: Pick<WallLineProps, 'count' | 'rotation'>) {
  // Counted down once a second, by the clock that nobody sets.
  useNow();
  const { pausedUntil } = rotation;
  if (pausedUntil === null) return null;
  const rest = Math.max(0, Math.ceil((pausedUntil - performance.now()) / 1000));
  return (
    <span className={styles.pause}>
      <IconPlayerPause size={16} aria-hidden="true" />
      <span>{t('Paused, goes on in {n} s', { n: rest })}</span>
      {count > 1 && (
        <>
          <button type="button" aria-label={t('Previous dashboard')} onClick={() => rotation.step(-1)}>
            <IconChevronLeft size={20} aria-hidden="true" />
          </button>
          <button type="button" aria-label={t('Next dashboard')} onClick={() => rotation.step(1)}>
            <IconChevronRight size={20} aria-hidden="true" />
          </button>
        </>
      )}
      <button type="button" onClick={rotation.resume}>
        {t('Go on')}
      </button>
    </span>
  );
}

/** The one line of a wall: the time, what is shown, the plant's alarms, and whether what is seen can be believed. */
export function WallLine({ title, part, count, rotation, problems }: WallLineProps) {
  const now = useNow();
  const { words, isWell } = useOwnHealth(problems);
  // What somebody can press needs the room; the worst is said first.
  const isPaused = rotation.pausedUntil !== null;
  return (
    <section className={styles.line} aria-label={t('State of the display')}>
      <time className={styles.time} dateTime={new Date(now).toISOString()}>
        {timeFormat('minutes').format(now)}
      </time>
      <h1 className={styles.title}>
        {title}
        {part !== '' && <span className={styles.part}> {part}</span>}
      </h1>
      <Pause count={count} rotation={rotation} />
      <span className={styles.alarms}>
        <PlantAlarms />
      </span>
      <span className={styles.health} data-health={isWell ? 'well' : 'unwell'}>
        {!isWell && <IconAlertTriangle size={16} aria-hidden="true" />}
        <span className={styles.words}>{(isPaused ? words.slice(0, 1) : words).join(' · ')}</span>
      </span>
    </section>
  );
}
