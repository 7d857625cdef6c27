import { isLoose, type Loose, type Migration } from './migration.ts';

/** A name that options can refer to. Nothing could refer to a variable of version 1, so a name may change. */
function fitting(name: string, taken: ReadonlySet<string>): string {
  const letters = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^[^A-Za-z]+/, '');
  const wanted = (letters || 'variable').slice(0, 28);
  let free = wanted;
  for (let count = 2; taken.has(free); count += 1) free = `${wanted}${count}`;
  return free;
}

function variable(name: string, value: unknown): Loose {
  const isText = typeof value === 'string' || typeof value === 'number';
  const text = isText ? String(value).slice(0, 200) : '';
  return { name, kind: 'text', ...(text !== '' && { default: text }) };
}

/** Version 1 kept variables by name, with any value, for later; version 2 has a list of typed ones. */
export const variablesAsAList: Migration = (document) => {
  const { spec } = document;
  if (!isLoose(spec) || !isLoose(spec.variables)) return { ...document, version: 2 };
  const taken = new Set<string>();
  const variables = Object.entries(spec.variables).map(([name, value]) => {
    const free = fitting(name, taken);
    taken.add(free);
    return variable(free, value);
  });
  return { ...document, version: 2, spec: { ...spec, variables } };
};
