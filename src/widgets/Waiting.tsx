import { useConnections } from '../live/index.ts';
import type { SeriesRef } from '../model/identity.ts';
import { said } from '../ui/said.ts';
import { t } from '../ui/text.ts';
import styles from './widgets.module.css';

/** Stands where a value would be: which series is waited for, and what its connection is doing meanwhile. */
export function Waiting({ series }: { readonly series: readonly SeriesRef[] }) {
  const connections = useConnections();
  const lines = [...new Set(series.map((one) => one.connection))].flatMap((id) => {
    const found = connections.find((one) => one.id === id);
    if (!found) return [t('There is no connection “{id}” in the configuration.', { id })];
    return found.status === 'online' ? [] : [`${found.name}: ${said(found.reason || found.status)}`];
  });
  const names = series.map((one) => {
    const link = connections.find(({ id }) => id === one.connection)?.name ?? one.connection;
    return t('{quantity} of {device} on {link}', { quantity: one.quantity, device: one.device, link });
  });
  return (
    <div className={styles.waiting}>
      <p>
        {t('No reading yet. Waiting for {names}.', {
          names: `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` ${t('and {n} more', { n: names.length - 3 })}` : ''}`,
        })}
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
