import { Component, type ReactNode } from 'react';
import { FAILED } from '../model/failed.ts';
import { said } from '../ui/said.ts';
import { Tile } from '../ui/Tile.tsx';
import { t } from '../ui/text.ts';
import styles from './widgets.module.css';

interface InTile {
  /** Title and type of the widget that the tile stands for. */
  readonly title: string;
  readonly type: string;
  readonly children: ReactNode;
}

/** A tile that tells what is wrong with itself. */
export function Problem({ title, type, children }: InTile) {
  return (
    <Tile title={title} widget={type} state="error">
      <div className={styles.problem} role="alert">
        {children}
      </div>
    </Tile>
  );
}

/** Keeps a failing widget's failure inside its tile. On a wall, where nobody starts it again, the page does. */
export class WidgetBoundary extends Component<InTile, { readonly reason: string | null }> {
  override state: { readonly reason: string | null } = { reason: null };

  static getDerivedStateFromError(error: unknown) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown): void {
    dispatchEvent(new CustomEvent(FAILED, { detail: error }));
  }

  override render() {
    const { title, type, children } = this.props;
    const { reason } = this.state;
    if (reason === null) return children;
    return (
      <Problem title={title} type={type}>
        <p>{t('This widget stopped: {reason}', { reason: said(reason) })}</p>
        <button
          type="button"
          className={`${styles.button} ${styles.small}`}
          onClick={() => this.setState({ reason: null })}
        >
          {t('Start it again')}
        </button>
      </Problem>
    );
  }
}
