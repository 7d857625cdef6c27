import { type ReactNode, useCallback, useMemo } from 'react';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { useQuery } from '../../ui/use-query.ts';
import { WidgetTile } from '../../widgets/index.ts';
import { type DrawTile, DrawTiles } from '../GridTile.tsx';
import { fillEntry } from './fill.ts';
import type { Variable } from './schema.ts';
import { VariableBar } from './VariableBar.tsx';
import { valuesOf, withValue } from './values.ts';
import styles from './variables.module.css';

interface VariablesProps {
  readonly variables: readonly Variable[];
  /** The grid. Its tiles are drawn with the values put in. */
  readonly children: ReactNode;
}

/** The pickers of a dashboard's variables and, beneath, what refers to them. The values are in the address: a link and a reload show the same. */
export default function Variables({ variables, children }: VariablesProps) {
  const [query, setQuery] = useQuery();
  const values = useMemo(() => valuesOf(variables, query), [variables, query]);
  const draw = useCallback<DrawTile>(
    (entry) => {
      const { entry: filled, missing, key } = fillEntry(entry, variables, values);
      if (missing.length === 0) return <WidgetTile key={key} entry={filled} />;
      const names = missing.map(({ label, name }) => label ?? name).join(', ');
      return (
        <Tile title={filled.title} widget={entry.type} state="waiting">
          <p className={styles.waiting}>{t('Choose above to see this: {names}', { names })}</p>
        </Tile>
      );
    },
    [variables, values],
  );
  return (
    <>
      <VariableBar
        variables={variables}
        values={values}
        onChoose={(name, value) => setQuery((old) => withValue(old, variables, name, value))}
      />
      <DrawTiles value={draw}>{children}</DrawTiles>
    </>
  );
}
