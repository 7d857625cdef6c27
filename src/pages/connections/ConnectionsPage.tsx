import { useConnections } from '../../live/index.ts';
import page from '../page.module.css';
import { ReplayPicker } from '../recording/ReplayPicker.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';
import styles from './connections.module.css';

/** Every configured link: how it is, why, and what to do about it. */
export function ConnectionsPage() {
  const connections = useConnections();
  return (
    <div className={page.page}>
      <h1>Connections</h1>
      {connections.length === 0 && (
        <p>
          No connection is configured. Name your back ends under <code>connections</code> in{' '}
          <code>config.json</code>, then reload.
        </p>
      )}
      <div className={styles.actions}>
        <ReplayPicker />
      </div>
      <ul className={styles.list} aria-label="Connections">
        {connections.map((one) => (
          <ConnectionCard key={one.id} connection={one} />
        ))}
      </ul>
    </div>
  );
}
