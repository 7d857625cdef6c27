import { LONGEST_VALUE, type Variable } from './schema.ts';

/** Chosen values by the variable's name; one that has none is not among them. */
export type Values = ReadonlyMap<string, string>;

/** What a variable's value stands under in an address. */
export function parameter(name: string): string {
  return `var-${name}`;
}

/**
 * What an address says (`?var-device=…`), else the defaults. What is too long to be a value counts as none.
 * @param held what has been chosen and stands in no address, as it is a secret; '' for the default
 */
export function valuesOf(
  variables: readonly Variable[],
  query: URLSearchParams,
  held: Values = new Map(),
): Values {
  const values = new Map<string, string>();
  for (const { name, default: otherwise } of variables) {
    const asked = held.get(name) || query.get(parameter(name));
    const value = asked !== null && asked.length <= LONGEST_VALUE ? asked : (otherwise ?? '');
    if (value !== '') values.set(name, value);
  }
  return values;
}

/** What somebody has set for those who cannot choose, by name, else the defaults. */
export function fixedValues(variables: readonly Variable[], given: Readonly<Record<string, string>>): Values {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) query.set(parameter(name), value);
  return valuesOf(variables, query);
}

/** Variables whose choice hangs on another's value, directly or by one between. */
function dependents(variables: readonly Variable[], name: string): ReadonlySet<string> {
  const found = new Set([name]);
  // As often as there are variables: a chain cannot be longer.
  for (let round = 0; round < variables.length; round += 1) {
    for (const one of variables) {
      if (one.kind !== 'device') continue;
      const filters = [one.connection ?? '', one.room ?? ''].join(' ');
      if ([...found].some((other) => refersTo(filters, other))) found.add(one.name);
    }
  }
  found.delete(name);
  return found;
}

/**
 * The address with another value in it. What was chosen for variables that depend on it is taken out: a device of the connection before is none of this one.
 * @param value '' for the default
 * @param secrets names of variables whose values are kept out of it: see `secretVariables`
 */
export function withValue(
  query: URLSearchParams,
  variables: readonly Variable[],
  name: string,
  value: string,
  secrets: ReadonlySet<string> = new Set(),
): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const other of dependents(variables, name)) next.delete(parameter(other));
  if (value === '' || secrets.has(name)) next.delete(parameter(name));
  else next.set(parameter(name), value);
  return next;
}

/**
 * What of an address must not stay in it.
 * @param isKeptOut whether a variable's value is such
 * @returns by the variable's name
 */
export function valuesToHold(
  query: URLSearchParams,
  variables: readonly Variable[],
  isKeptOut: (variable: Variable, value: string) => boolean,
): Values {
  return new Map(
    variables.flatMap((one) => {
      const value = query.get(parameter(one.name)) ?? '';
      return value !== '' && isKeptOut(one, value) ? [[one.name, value]] : [];
    }),
  );
}

/** What is held once an address has come. @param arrived what it brought: see {@link valuesToHold}. What else it names is what was chosen last. */
export function stillHeld(held: Values, query: URLSearchParams, arrived: Values): Values {
  const left = [...held].filter(([name]) => !query.has(parameter(name)));
  return arrived.size === 0 && left.length === held.size ? held : new Map([...left, ...arrived]);
}

/** `$name`, `${name}`, and `$$name` for the words themselves. */
export const REFERENCE = /\$(\$?)(?:\{([A-Za-z][A-Za-z0-9_]*)\}|([A-Za-z][A-Za-z0-9_]*))/g;

function refersTo(text: string, name: string): boolean {
  return [...text.matchAll(REFERENCE)].some(
    ([, isEscaped, braced, bare]) => isEscaped === '' && (braced ?? bare) === name,
  );
}

/**
 * A text with values in the place of references. Words after a dollar that are no variable's name stay as they are, and values are never
 * looked through for references themselves.
 * @param find undefined for what is no variable
 */
export function filled(text: string, find: (name: string) => string | undefined): string {
  return text.replace(REFERENCE, (whole: string, isEscaped: string, braced?: string, bare?: string) => {
    const value = find(braced ?? bare ?? '');
    if (value === undefined) return whole;
    return isEscaped === '' ? value : whole.slice(1);
  });
}
