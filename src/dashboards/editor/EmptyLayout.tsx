import { IconLayoutDashboard } from '@tabler/icons-react';
import controls from '../../ui/controls.module.css';
import { t } from '../../ui/text.ts';
import styles from './empty.module.css';
import { useHeard } from './heard.ts';

interface EmptyLayoutProps {
  readonly onAdd: () => void;
  /** Makes a dashboard of what a connection has announced. */
  readonly onMake: (connection: string) => void;
}

/** A dashboard without any widget: what to do next. */
export function EmptyLayout({ onAdd, onMake }: EmptyLayoutProps) {
  const { connections, series, actuators } = useHeard();
  const speaking = connections.filter(({ id }) =>
    [...series, ...actuators].some((one) => one.connection === id),
  );
  return (
    <section className={styles.empty} aria-label={t('Empty dashboard')}>
      <IconLayoutDashboard size={40} stroke={1.25} aria-hidden="true" className={styles.picture} />
      <h2>{t('Nothing on it yet')}</h2>
      <p>{t('Pick widgets from the catalogue; each shows something live at once.')}</p>
      <button type="button" className={controls.primary} onClick={onAdd}>
        {t('Choose a widget')}
      </button>
      {speaking.length > 0 && (
        <>
          <p>{t('Or have a dashboard made for you, of all that a connection has announced:')}</p>
          <ul className={styles.connections} aria-label={t('Make me a dashboard')}>
            {speaking.map(({ id, name }) => (
              <li key={id}>
                <button type="button" className={controls.button} onClick={() => onMake(id)}>
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
