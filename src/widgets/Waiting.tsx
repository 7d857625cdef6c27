import { useConnections } from '../live/index.ts';
import type { SeriesRef } from '../model/identity.ts';
import styles from './widgets.module.css';

/** Stands where a value would be: which series is waited for, and what its connection is doing meanwhile. */
export function Waiting({ series }: { readonly series: readonly SeriesRef[] }) {
  const connections = useConnections();
  const lines = [...new Set(series.map((one) => one.connection))].flatMap((id) => {
    const found = connections.find((one) => one.id === id);
    if (!found) return [`There is no connection “${id}” in the configuration.`];
    return found.status === 'online' ? [] : [`${found.name}: ${found.reason || found.status}`];
  });
  const names = series.map((one) => {
    const link = connections.find(({ id }) => id === one.connection)?.name ?? one.connection;
    return `${one.quantity} of ${one.device} on ${link}`;
  });
  return (
    <div className={styles.waiting}>
      <p>
        No reading yet. Waiting for {names.slice(0, 3).join(', ')}
        {names.length > 3 ? ` and ${names.length - 3} more` : ''}.
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
