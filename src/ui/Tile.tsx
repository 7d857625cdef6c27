import { IconClockExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Tile.module.css';
import { t } from './text.ts';

interface TileProps {
  readonly title: string;
  readonly subtitle?: string;
  /** Kind of the widget inside: part of the page's contract. */
  readonly widget: string;
  /** What it shows is old: it must not look live. */
  readonly stale?: boolean;
  /** The widget's own state, for scripts and tests (`on`, `pending`, …). */
  readonly state?: string;
  /** Controls at the end of the header. */
  readonly actions?: ReactNode;
  /** Only when there is something to say. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every widget: a region named by its title. */
export function Tile({ title, subtitle, widget, stale, state, actions, footer, children }: TileProps) {
  return (
    <section
      className={styles.tile}
      aria-label={title}
      data-widget={widget}
      {...(stale && { 'data-stale': 'true' })}
      {...(state !== undefined && { 'data-state': state })}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {subtitle && <span className={styles.subtitle}>{subtitle}</span>}
        {stale && (
          <span className={styles.stale}>
            <IconClockExclamation size={14} aria-hidden="true" /> {t('stale')}
          </span>
        )}
        {actions && <span className={styles.actions}>{actions}</span>}
      </header>
      <div className={styles.body}>{children}</div>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </section>
  );
}
