import { IconDots } from '@tabler/icons-react';
import { type ReactNode, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import {
  networkEstimate,
  overallQuality,
  useConnections,
  useEngineFailure,
  useHasAlarms,
  useSaver,
} from '../live/index.ts';
import { useSession, useSessionActions } from '../session/index.ts';
import { Asked } from '../ui/Asked.tsx';
import { Boundary } from '../ui/Boundary.tsx';
import controls from '../ui/controls.module.css';
import { lazy } from '../ui/lazy.tsx';
import { timeFormat } from '../ui/locale.ts';
import { Notice } from '../ui/Notice.tsx';
import { onPaper, paperTime } from '../ui/paper.ts';
import { QualityMark } from '../ui/QualityMark.tsx';
import { NavLink, useLocation } from '../ui/router/index.ts';
import { said } from '../ui/said.ts';
import { t } from '../ui/text.ts';
import { AroundButton } from './around/AroundButton.tsx';
import styles from './Frame.module.css';
import { FURTHER, NEAR } from './places.ts';

const AlarmBanner = lazy(() => import('./alarms/AlarmBanner.tsx'));
const MoreSheet = lazy(() => import('./MoreSheet.tsx'));

/** One line on all links: quiet while they are fine. */
function LinkHealth() {
  // A recording is no link.
  const connections = useConnections().filter((one) => one.status !== 'replaying');
  const online = connections.filter((one) => one.status === 'online').length;
  if (connections.length === 0) return null;
  const fine = online === connections.length;
  const quality = overallQuality(connections, networkEstimate(), Date.now());
  return (
    <NavLink to="/connections" className={(fine ? styles.health : styles.unwell) ?? ''}>
      {quality && <QualityMark quality={quality} isQuiet />}
      {fine
        ? t('{n} online', { n: online })
        : t('{n} of {all} online', { n: online, all: connections.length })}
    </NavLink>
  );
}

/** Says that less is drawn on purpose, so that nobody takes it for a fault. */
function SaverMark() {
  if (useSaver() === null) return null;
  return (
    <NavLink to="/account" className={styles.saver ?? ''}>
      {t('Data saver')}
    </NavLink>
  );
}

/** Says that the session is ending or has ended; one click signs in again. */
function SessionNotice() {
  const status = useSession((s) => s.status);
  const problem = useSession((s) => s.problem);
  const session = useSessionActions();
  if (status !== 'renewal-failed' && status !== 'expired') return null;
  return (
    <Notice
      title={said(problem)}
      action={
        <button type="button" className={controls.button} onClick={() => void session.signIn()}>
          {t('Sign in again')}
        </button>
      }
    />
  );
}

/** On paper only, where nothing else says of when it is. */
function PrintedAt() {
  const at = useSyncExternalStore(onPaper, paperTime);
  return (
    at !== null && (
      <span className={styles.printed}>{t('Printed {time}', { time: timeFormat('exact').format(at) })}</span>
    )
  );
}

interface FrameProps {
  readonly title: string;
  readonly problems: readonly string[];
  /** Addresses of the deployment's dashboards. */
  readonly dashboards: readonly string[];
  readonly children: ReactNode;
}

/** The rail or bottom bar, the top line, what is wrong, and the page itself. */
export function Frame({ title, problems, dashboards, children }: FrameProps) {
  const failure = useEngineFailure();
  const hasAlarms = useHasAlarms();
  const person = useSession((s) => s.person.name);
  const { pathname } = useLocation();
  /** Counts each press, so that one after a failure fetches anew. */
  const [more, setMore] = useState(0);
  const [finding, setFinding] = useState(0);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    // Keyboard and screen reader go on from the new page, not from the link that was followed.
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);
  return (
    <div className={styles.frame}>
      {/* No link: `#main` would count from the deployment's folder and lead to its start. */}
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        {t('Skip to the content')}
      </button>
      <nav className={styles.nav} aria-label={t('Pages')}>
        {[...NEAR, ...FURTHER].map(({ to, word, icon: Icon }, index) => (
          <NavLink
            key={to}
            to={to}
            end={to === '/'}
            className={(index < NEAR.length ? styles.place : styles.further) ?? ''}
          >
            <Icon size={24} stroke={1.5} aria-hidden="true" />
            <span>{t(word)}</span>
          </NavLink>
        ))}
        <button
          type="button"
          className={styles.more}
          aria-haspopup="dialog"
          data-current={FURTHER.some(({ to }) => pathname.startsWith(to))}
          onClick={() => setMore((last) => last + 1)}
        >
          <IconDots size={24} stroke={1.5} aria-hidden="true" />
          <span>{t('More')}</span>
        </button>
      </nav>
      {more > 0 && (
        <Asked key={more} onClose={() => setMore(0)}>
          <MoreSheet onFind={() => setFinding((last) => last + 1)} onClose={() => setMore(0)} />
        </Asked>
      )}
      <header className={styles.top}>
        <span className={styles.title}>{title}</span>
        <div aria-live="assertive" className={styles.alarm}>
          {hasAlarms && (
            <Boundary what="The alarm banner">
              <Suspense fallback={null}>
                <AlarmBanner />
              </Suspense>
            </Boundary>
          )}
        </div>
        <AroundButton sources={dashboards} className={styles.find ?? ''} asked={finding} />
        <PrintedAt />
        <SaverMark />
        <LinkHealth />
        {person && <span className={styles.person}>{person}</span>}
      </header>
      <main id="main" className={styles.main} tabIndex={-1} ref={main}>
        <div className={styles.notices}>
          {failure && (
            <Notice
              title={said(failure)}
              action={
                <button type="button" className={controls.button} onClick={() => location.reload()}>
                  {t('Reload')}
                </button>
              }
            />
          )}
          <SessionNotice />
          {problems.length > 0 && (
            <Notice title={t('Parts of the configuration are wrong and were left out:')}>
              <ul>
                {problems.map((problem) => (
                  <li key={problem}>{said(problem)}</li>
                ))}
              </ul>
            </Notice>
          )}
        </div>
        <Boundary key={pathname} what="This page">
          {children}
        </Boundary>
      </main>
    </div>
  );
}
