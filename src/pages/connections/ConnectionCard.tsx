import { IconPlayerRecord } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { retryConnection, useNow } from '../../live/index.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import type { RecordingState } from '../../model/recording.ts';
import controls from '../../ui/controls.module.css';
import { formatAge, formatValue } from '../../ui/format.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { formatBytes } from '../inspector/words.ts';
import { ReplayControls } from '../recording/ReplayControls.tsx';
import { CredentialsForm } from './CredentialsForm.tsx';
import styles from './connections.module.css';

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
  return time === null ? 'never' : `${formatAge(now - time)} ago`;
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
  const inspector = `/connections/${encodeURIComponent(id)}/inspect`;
  const canRetry = !replay && status !== 'online' && status !== 'connecting' && asks === null;
  return (
    <li className={styles.card} data-connection={id} data-status={status} aria-label={name}>
      <div className={styles.heading}>
        <h2>{name}</h2>
        <StatusMark status={status} />
        <span className={styles.since}>for {formatAge(now - connection.since)}</span>
        <div className={styles.menu}>
          <Link className={controls.small} to={inspector}>
            Inspect frames
          </Link>
          {menu}
        </div>
      </div>
      <p className={styles.address}>
        {connection.protocol} over {connection.transport} · {connection.address}
      </p>
      {replay && <ReplayControls connection={connection} replay={replay} />}
      {reason && (
        <p className={styles.reason}>
          {reason}
          {retryAt !== null && ` Next try in ${formatAge(Math.max(0, retryAt - now))}.`}
        </p>
      )}
      {asks && <CredentialsForm connection={id} asks={asks} />}
      {canRetry && (
        <button type="button" className={controls.button} onClick={() => void retryConnection(id)}>
          Try now
        </button>
      )}
      {recording && (
        <p className={styles.recording}>
          <IconPlayerRecord size={18} aria-hidden="true" />
          {recording.endedAt === null ? 'Being recorded' : 'Recorded'}: {recording.frames.toLocaleString()}{' '}
          frames, {formatBytes(recording.bytes)}. <Link to={inspector}>Stop and save</Link>
        </p>
      )}
      <dl className={styles.figures}>
        <Figure name="Frames/s" value={formatValue(connection.framesPerSecond, 1)} />
        <Figure name="Readings/s" value={formatValue(connection.readingsPerSecond, 1)} />
        <Figure name="Last frame" value={ago(connection.lastFrameAt, now)} />
        <Figure name="Frames" value={formatValue(connection.frames, 0)} />
        <Figure name="Reconnects" value={formatValue(connection.reconnects, 0)} />
        <Figure
          name="Unreadable"
          value={formatValue(unreadable, 0)}
          abnormal={unreadable > 0}
          why={unreadableWhy}
        />
        <Figure name="Skipped" value={formatValue(connection.skipped, 0)} />
        <Figure
          name="Dropped"
          value={formatValue(dropped, 0)}
          abnormal={dropped > 0}
          why={dropped > 0 ? 'over the limits of the configuration' : ''}
        />
      </dl>
    </li>
  );
}
