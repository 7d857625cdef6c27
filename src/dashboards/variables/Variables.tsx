import { type ReactNode, useMemo, useState } from 'react';
import { useQuery } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import type { DashboardDocument } from '../schema.ts';
import { FilledTiles } from './FilledTiles.tsx';
import { secretVariables } from './secret.ts';
import { VariableBar } from './VariableBar.tsx';
import { type Values, valuesOf, withValue } from './values.ts';

interface VariablesProps {
  readonly spec: DashboardDocument['spec'];
  /** The grid. Its tiles are drawn with the values put in. */
  readonly children: ReactNode;
}

const chooseAbove = (names: string) => t('Choose above to see this: {names}', { names });

/**
 * The pickers of a dashboard's variables and, beneath, what refers to them. The values are in the address: a link and a reload show the same. Secrets
 * are not: they are kept as long as the dashboard is shown.
 */
export default function Variables({ spec: { variables, widgets }, children }: VariablesProps) {
  const [query, setQuery] = useQuery();
  const [held, setHeld] = useState<Values>(new Map());
  const secrets = useMemo(() => secretVariables(variables, widgets), [variables, widgets]);
  const values = useMemo(() => valuesOf(variables, query, held), [variables, query, held]);
  const choose = (name: string, value: string) => {
    const isSecret = secrets.has(name);
    if (isSecret) setHeld((old) => new Map(old).set(name, value));
    setQuery((old) => withValue(old, variables, name, value, secrets), { replace: isSecret });
  };
  return (
    <>
      <VariableBar variables={variables} secrets={secrets} values={values} onChoose={choose} />
      <FilledTiles variables={variables} values={values} hint={chooseAbove}>
        {children}
      </FilledTiles>
    </>
  );
}
