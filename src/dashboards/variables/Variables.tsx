import { type ReactNode, useMemo } from 'react';
import { useQuery } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { FilledTiles } from './FilledTiles.tsx';
import type { Variable } from './schema.ts';
import { VariableBar } from './VariableBar.tsx';
import { valuesOf, withValue } from './values.ts';

interface VariablesProps {
  readonly variables: readonly Variable[];
  /** The grid. Its tiles are drawn with the values put in. */
  readonly children: ReactNode;
}

const chooseAbove = (names: string) => t('Choose above to see this: {names}', { names });

/** The pickers of a dashboard's variables and, beneath, what refers to them. The values are in the address: a link and a reload show the same. */
export default function Variables({ variables, children }: VariablesProps) {
  const [query, setQuery] = useQuery();
  const values = useMemo(() => valuesOf(variables, query), [variables, query]);
  return (
    <>
      <VariableBar
        variables={variables}
        values={values}
        onChoose={(name, value) => setQuery((old) => withValue(old, variables, name, value))}
      />
      <FilledTiles variables={variables} values={values} hint={chooseAbove}>
        {children}
      </FilledTiles>
    </>
  );
}
