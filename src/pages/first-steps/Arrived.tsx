import { useAllActuators, useAllSeries, useConnection, useDevices } from '../../live/index.ts';
import controls from '../../ui/controls.module.css';
import { Link } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import styles from './first-steps.module.css';

/** A connection that has just been added: what it has brought so far, and the way to a dashboard of it. Its card says how the link itself is. */
export function Arrived({ connection: id }: { readonly connection: string }) {
  const connection = useConnection(id);
  const devices = useDevices().filter((one) => one.connection === id);
  const series = useAllSeries();
  const actuators = useAllActuators();
  if (!connection) return null;
  const { name } = connection;
  const quantities = [...series.values()].filter((one) => one.connection === id).length;
  const orders = [...actuators.values()].filter((one) => one.connection === id).length;
  const hasSpoken = quantities + orders > 0;
  return (
    <section className={styles.beginning} aria-label={t('What {name} has brought', { name })}>
      <p role="status">
        {hasSpoken
          ? t(
              '{name} has brought {devices, plural, one {# device} other {# devices}} and {quantities, plural, one {# quantity} other {# quantities}} so far.',
              { name, devices: devices.length, quantities },
            )
          : t('{name} is saved. What it brings appears here; below is how its link is.', { name })}
      </p>
      {hasSpoken && (
        <div className={styles.actions}>
          <Link className={controls.primary} to="/dashboards/new" state={{ make: id }}>
            {t('Make me a dashboard')}
          </Link>
          <Link className={controls.button} to="/devices">
            {t('See the devices')}
          </Link>
        </div>
      )}
    </section>
  );
}
