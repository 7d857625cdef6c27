import { delayOf, qualityOf } from '../../live/index.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import { formatAge, formatCount } from '../../ui/format.ts';
import { QualityMark } from '../../ui/QualityMark.tsx';
import { t } from '../../ui/text.ts';
import styles from './connections.module.css';

interface LinkMarkProps {
  readonly connection: ConnectionSnapshot;
  readonly now: number;
}

/** How well a connection's link serves, and by what that is known. Nothing while there is none. */
export function LinkMark({ connection, now }: LinkMarkProps) {
  const { link, status } = connection;
  if (!link || status !== 'online') return null;
  const quality = qualityOf(connection, now);
  const delay = delayOf(connection, now);
  const ms = delay && formatCount(Math.round(delay.ms));
  const why =
    quality === 'silent' || ms === null
      ? t('newest sign {age} ago', { age: formatAge(Math.max(0, now - link.lastSignAt)) })
      : delay?.to === 'probe'
        ? t('{n} ms there and back', { n: ms })
        : t('opened in {n} ms', { n: ms });
  return (
    <span className={styles.link}>
      {quality && <QualityMark quality={quality} />}
      {why}
    </span>
  );
}
