import { IconPlayerRecord } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { retryConnection, useNow } from '../../live/index.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import type { RecordingState } from '../../model/recording.ts';
import controls from '../../ui/controls.module.css';
import { formatAge, formatValue } from '../../ui/format.ts';
import { Link } from '../../ui/router/index.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { formatBytes } from '../inspector/words.ts';
import { ReplayControls } from '../recording/ReplayControls.tsx';
import { CredentialsForm } from './CredentialsForm.tsx';
import styles from './connections.module.css';
import { LinkMark } from './LinkMark.tsx';

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly abnormal?: boolean;
  readonly why?: string;
}

function Figure({ name, value, abnormal = false, why }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd {...(abnormal && { 'data-abnormal': 'true' })}>
        {value}
        {why && <span className={styles.why}>{why}</span>}
      </dd>
    </div>
  );
}

function ago(time: number | null, now: number): string {
  return time === null ? t('never') : t('{age} ago', { age: formatAge(now - time) });
}

interface ConnectionCardProps {
  readonly connection: ConnectionSnapshot;
  /** Its recording, while there is one. */
  readonly recording: RecordingState | undefined;
  /** What can be done with it beside looking. */
  readonly menu: ReactNode;
}

/** One connection with its figures. */
export function ConnectionCard({ connection, recording, menu }: ConnectionCardProps) {
  const now = useNow();
  const { id, name, status, reason, retryAt, unreadable, unreadableWhy, dropped, asks, replay } = connection;
  const what = recording
    ? t('{count, plural, one {# frame} other {# frames}}, {size}', {
        count: recording.frames,
        size: formatBytes(recording.bytes),
      })
    : '';
  const { summarised, forgotten } = connection;
  const inspector = `/connections/${encodeURIComponent(id)}/inspect`;
  const canRetry = !replay && status !== 'online' && status !== 'connecting' && asks === null;
  return (
    <li className={styles.card} data-connection={id} data-status={status} aria-label={name}>
      <div className={styles.heading}>
        <h2>{name}</h2>
        <StatusMark status={status} />
        <span className={styles.since}>{t('for {age}', { age: formatAge(now - connection.since) })}</span>
        <LinkMark connection={connection} now={now} />
        <div className={styles.menu}>
          <Link className={controls.small} to={inspector}>
            {t('Inspect frames')}
          </Link>
          {menu}
        </div>
      </div>
      <p className={styles.address}>
        {t('{protocol} over {transport}', {
          protocol: connection.protocol,
          transport: connection.transport,
        })}{' '}
        · {connection.address}
      </p>
      {replay && <ReplayControls connection={connection} replay={replay} />}
      {reason && (
        <p className={styles.reason}>
          {said(reason)}
          {retryAt !== null && ` ${t('Next try in {age}.', { age: formatAge(Math.max(0, retryAt - now)) })}`}
        </p>
      )}
      {asks && <CredentialsForm connection={id} asks={asks} />}
      {canRetry && (
        <button type="button" className={controls.button} onClick={() => void retryConnection(id)}>
          {t('Try now')}
        </button>
      )}
      {recording && (
        <p className={styles.recording}>
          <IconPlayerRecord size={18} aria-hidden="true" />
          {recording.endedAt === null
            ? t('Being recorded: {what}.', { what })
            : t('Recorded: {what}.', { what })}{' '}
          <Link to={inspector}>{t('Stop and save')}</Link>
        </p>
      )}
      <dl className={styles.figures}>
        <Figure name={t('Frames/s')} value={formatValue(connection.framesPerSecond, 1)} />
        <Figure name={t('Readings/s')} value={formatValue(connection.readingsPerSecond, 1)} />
        <Figure name={t('Last frame')} value={ago(connection.lastFrameAt, now)} />
        <Figure name={t('Frames')} value={formatValue(connection.frames, 0)} />
        <Figure name={t('Reconnects')} value={formatValue(connection.reconnects, 0)} />
        <Figure
          name={t('Unreadable')}
          value={formatValue(unreadable, 0)}
          abnormal={unreadable > 0}
          why={said(unreadableWhy)}
        />
        <Figure name={t('Skipped')} value={formatValue(connection.skipped, 0)} />
        <Figure
          name={t('Dropped')}
          value={formatValue(dropped, 0)}
          abnormal={dropped > 0}
          why={dropped > 0 ? t('over the limits of the configuration: raise “limits” in config.json') : ''}
        />
        <Figure
          name={t('Summarised')}
          value={formatValue(summarised, 0)}
          why={summarised > 0 ? t('older readings: least, greatest and mean are kept') : ''}
        />
        <Figure
          name={t('Forgotten')}
          value={formatValue(forgotten, 0)}
          why={forgotten > 0 ? t('older than there is room for') : ''}
        />
      </dl>
    </li>
  );
}
