import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { retryConnection, useNow } from '../../live/index.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import controls from '../../ui/controls.module.css';
import { formatAge, formatValue } from '../../ui/format.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
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
  /** What can be done with it beside looking. */
  readonly menu: ReactNode;
}

/** One connection with its figures. */
export function ConnectionCard({ connection, menu }: ConnectionCardProps) {
  const now = useNow();
  const { id, name, status, reason, retryAt, unreadable, unreadableWhy, dropped, asks, replay } = connection;
  const canRetry = !replay && status !== 'online' && status !== 'connecting' && asks === null;
  return (
    <li className={styles.card} data-connection={id} data-status={status} aria-label={name}>
      <div className={styles.heading}>
        <h2>{name}</h2>
        <StatusMark status={status} />
        <span className={styles.since}>for {formatAge(now - connection.since)}</span>
        <span className={styles.menu}>{menu}</span>
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
      <div className={styles.actions}>
        {canRetry && (
          <button type="button" className={controls.button} onClick={() => void retryConnection(id)}>
            Try now
          </button>
        )}
        <Link className={controls.button} to={`/connections/${encodeURIComponent(id)}/inspect`}>
          Inspect frames
        </Link>
      </div>
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
