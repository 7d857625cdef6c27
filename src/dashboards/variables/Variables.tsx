import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useQuery } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import type { DashboardDocument } from '../schema.ts';
import { FilledTiles } from './FilledTiles.tsx';
import { isKeptOut, secretVariables } from './secret.ts';
import { VariableBar } from './VariableBar.tsx';
import { parameter, stillHeld, type Values, valuesOf, valuesToHold, withValue } from './values.ts';

interface VariablesProps {
  readonly spec: DashboardDocument['spec'];
  /** The grid. Its tiles are drawn with the values put in. */
  readonly children: ReactNode;
}

const chooseAbove = (names: string) => t('Choose above to see this: {names}', { names });

/**
 * The pickers of a dashboard's variables and, beneath, what refers to them. The values are in the address: a link and a reload show the same. Secrets
 * are not, nor what looks like one: they are kept as long as the dashboard is shown.
 */
export default function Variables({ spec: { variables, widgets }, children }: VariablesProps) {
  const [query, setQuery] = useQuery();
  const [held, setHeld] = useState<Values>(new Map());
  const secrets = useMemo(() => secretVariables(variables, widgets), [variables, widgets]);
  const values = useMemo(() => valuesOf(variables, query, held), [variables, query, held]);
  const choose = (name: string, value: string) => {
    const isHeld = variables.some((one) => one.name === name && isKeptOut(one, value, secrets));
    setHeld((old) => new Map(old).set(name, isHeld ? value : ''));
    setQuery((old) => withValue(old, variables, name, isHeld ? '' : value, secrets), { replace: isHeld });
  };
  useEffect(() => {
    // A link may have brought it.
    const arrived = valuesToHold(query, variables, (one, value) => isKeptOut(one, value, secrets));
    setHeld((old) => stillHeld(old, query, arrived));
    if (arrived.size === 0) return;
    const clean = (old: URLSearchParams) => {
      for (const name of arrived.keys()) old.delete(parameter(name));
      return old;
    };
    setQuery(clean, { replace: true });
  }, [query, setQuery, variables, secrets]);
  return (
    <>
      <VariableBar variables={variables} secrets={secrets} values={values} onChoose={choose} />
      <FilledTiles variables={variables} values={values} hint={chooseAbove}>
        {children}
      </FilledTiles>
    </>
  );
}
