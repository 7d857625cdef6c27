import { type ReactNode, useCallback } from 'react';
import { Tile } from '../../ui/Tile.tsx';
import { WidgetTile } from '../../widgets/index.ts';
import { type DrawTile, DrawTiles } from '../GridTile.tsx';
import { fillEntry } from './fill.ts';
import type { Variable } from './schema.ts';
import type { Values } from './values.ts';
import styles from './variables.module.css';

interface FilledTilesProps {
  readonly variables: readonly Variable[];
  /** Should be stable (memoised). */
  readonly values: Values;
  /** What to do about a tile some of whose variables have no value. @param names of those variables */
  readonly hint: (names: string) => string;
  readonly children: ReactNode;
}

/** Draws the tiles within with the values of variables put in. */
export function FilledTiles({ variables, values, hint, children }: FilledTilesProps) {
  const draw = useCallback<DrawTile>(
    (entry) => {
      const { entry: filled, missing, key } = fillEntry(entry, variables, values);
      if (missing.length === 0) return <WidgetTile key={key} entry={filled} />;
      return (
        <Tile title={filled.title} widget={entry.type} state="waiting">
          <p className={styles.waiting}>{hint(missing.map(({ label, name }) => label ?? name).join(', '))}</p>
        </Tile>
      );
    },
    [variables, values, hint],
  );
  return <DrawTiles value={draw}>{children}</DrawTiles>;
}
