import type { Variable } from './schema.ts';
import { REFERENCE } from './values.ts';

function gather(value: unknown, names: Set<string>): void {
  if (typeof value === 'string') {
    for (const [, isEscaped, braced, bare] of value.matchAll(REFERENCE)) {
      const name = braced ?? bare;
      if (isEscaped === '' && name !== undefined) names.add(name);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) gather(one, names);
  }
}

/**
 * What a title or options refer to, whether or not there is a variable of the name, and what those variables hang on themselves.
 * @param value looked through, deep inside
 */
export function referencesIn(value: unknown, variables: readonly Variable[]): ReadonlySet<string> {
  const names = new Set<string>();
  gather(value, names);
  // A set goes on with what is added meanwhile.
  for (const name of names) {
    const variable = variables.find((one) => one.name === name);
    if (variable?.kind === 'device') gather([variable.connection, variable.room], names);
  }
  return names;
}

/** Whether a text is a reference to this variable, and has nothing beside it. */
export function isReference(text: string, name: string): boolean {
  return text === `$${name}` || text === `\${${name}}`;
}
