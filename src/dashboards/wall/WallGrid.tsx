import type { CSSProperties } from 'react';
import { GridTile } from '../GridTile.tsx';
import type { DashboardDocument } from '../schema.ts';
import type { Screen } from './screens.ts';
import styles from './wall-grid.module.css';

interface WallGridProps {
  readonly document: DashboardDocument;
  readonly screen: Screen;
}

/** The tiles of one screen. They fill what they are in, whatever its size: rows share its height. */
export function WallGrid({ document, screen }: WallGridProps) {
  const size: CSSProperties & Record<`--${string}`, number> = { '--rows': screen.rows };
  return (
    <div className={styles.grid} style={size}>
      {screen.cells.map(({ widget, x, y, w, h }) => {
        const entry = document.spec.widgets[widget];
        const place: CSSProperties & Record<`--${string}`, number> = {
          '--x': x + 1,
          '--y': y + 1,
          '--w': w,
          '--h': h,
        };
        return (
          entry && (
            <div key={widget} className={styles.cell} style={place}>
              <GridTile entry={entry} />
            </div>
          )
        );
      })}
    </div>
  );
}
