import { IconAlertTriangle } from '@tabler/icons-react';
import { connectable } from '../../config/own.ts';
import controls from '../../ui/controls.module.css';
import { Link } from '../../ui/router/index.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './connections.module.css';
import { useOwn, type WrongConnection } from './own.ts';

interface WrongCardProps {
  readonly connection: WrongConnection;
  /** null for those who may not change connections. */
  readonly onRemove: (() => void) | null;
}

/** A connection of this browser that cannot be used as it is: what is wrong, and the ways out. */
export function WrongCard({ connection: { id, name, problems }, onRemove }: WrongCardProps) {
  const raw = useOwn().connections.find((one) => one.id === id);
  const isKnown = connectable.some((one) => one.id === raw?.protocol);
  const path = encodeURIComponent(id);
  return (
    <li className={styles.leftOut} data-connection={id} data-status="wrong" aria-label={name}>
      <div className={styles.heading}>
        <h2>{name}</h2>
        <span className={styles.since}>
          <IconAlertTriangle size={18} aria-hidden="true" /> {t('wrong')}
        </span>
      </div>
      <p className={styles.reason}>
        {problems.length === 0
          ? t(
              'config.json has a connection with the id “{id}”, which is used instead. Remove this one, or duplicate it to give it an id of its own.',
              { id },
            )
          : t('It is not used, because something in it is wrong: {problem}', {
              problem: problems.map((one) => said(one)).join('. '),
            })}
      </p>
      {onRemove && (
        <p className={styles.actions}>
          {isKnown &&
            (problems.length === 0 ? (
              <Link className={controls.button} to={`/connections/new?from=${path}`}>
                {t('Duplicate')}
              </Link>
            ) : (
              <Link className={controls.button} to={`/connections/${path}/edit`}>
                {t('Change')}
              </Link>
            ))}
          <button type="button" className={controls.button} onClick={onRemove}>
            {t('Remove…')}
          </button>
        </p>
      )}
    </li>
  );
}
