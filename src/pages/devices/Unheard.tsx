import { useConnection, useConnections } from '../../live/index.ts';
import { rich } from '../../ui/rich.tsx';
import { Link } from '../../ui/router/index.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './devices.module.css';

/** A device whose address is known, by a label or a link, before anything has been heard of it: why, and what to do. */
export function Unheard({ connection: id }: { readonly connection: string }) {
  const connection = useConnection(id);
  const isElsewhere = useConnections().length > 0 && !connection;
  const link = <Link to="/connections">{t('look at the connections')}</Link>;
  const words = () => {
    if (isElsewhere) {
      return rich(
        'This page has no connection “{id}”. The code may be of another plant, or the connection has been left out or removed; {link}.',
        { id, link },
      );
    }
    if (!connection || connection.status === 'online' || connection.status === 'connecting') {
      return rich(
        'Nothing has been heard of this device yet. It appears here as soon as its connection brings something; {link}.',
        { link },
      );
    }
    return rich(
      'Nothing can be heard of this device: its connection is not online. It appears here by itself once that is; {link}.',
      { link },
    );
  };
  return (
    <section className={styles.unheard} aria-label={t('Waiting for the device')}>
      <div role="status">
        {connection && (
          <p className={styles.link}>
            {connection.name} <StatusMark status={connection.status} />
          </p>
        )}
        <p>{words()}</p>
        {connection?.reason && <p>{said(connection.reason)}</p>}
      </div>
      <p className={styles.others}>
        <Link to="/devices/scan">{t('Scan another code')}</Link>
        <Link to="/devices">{t('All devices')}</Link>
      </p>
    </section>
  );
}
