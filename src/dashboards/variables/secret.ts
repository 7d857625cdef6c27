import { isSecretName } from '../../model/secret-name.ts';
import { secretMembersOf, withoutTextSecrets } from '../../model/without-secrets.ts';
import { isReference, referencesIn } from './references.ts';
import type { Variable } from './schema.ts';

/** What stands under a secret's name, or beside a text that names it, anywhere in a value. */
function secretPlaces(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const isSecret = Array.isArray(value) ? () => false : secretMembersOf(value);
  return Object.entries(value).flatMap(([name, one]) => (isSecret(name) ? [one] : secretPlaces(one)));
}

/**
 * Names of the variables whose values are secrets: they are called so, or a secret's place refers to them (`"password": "$code"`). What is chosen for
 * a connection or a device is its id, and none.
 * @param filled options of the widgets that refer to them
 */
export function secretVariables(variables: readonly Variable[], filled: unknown): ReadonlySet<string> {
  const referred = referencesIn(secretPlaces(filled), []);
  const secret = variables.filter(
    ({ name, label = '', kind }) =>
      (kind === 'text' || kind === 'room') &&
      [name, label].some((one) => isSecretName(one) || referred.has(one)),
  );
  return new Set(secret.map(({ name }) => name));
}

/**
 * Whether what is chosen for a variable is kept out of addresses: it is a secret, or looks like one.
 * @param secrets see {@link secretVariables}
 */
export function isKeptOut({ name, kind }: Variable, value: string, secrets: ReadonlySet<string>): boolean {
  // What is chosen for the others is an id.
  const isText = kind === 'text' || kind === 'room';
  return secrets.has(name) || (isText && withoutTextSecrets(value) !== value);
}

/** Whether a value is a reference to one of the variables and nothing else (`"$code"`): what it stands for is chosen where the dashboard is shown. */
export function refersOnly(variables: readonly Variable[]): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && variables.some(({ name }) => isReference(value, name));
}

/**
 * Variables without the secrets among their defaults and suggestions: whoever gets them chooses anew.
 * @param secrets see {@link secretVariables}
 * @param path of the list
 * @param leftOut gets the paths of what was taken out
 */
export function variablesWithoutSecrets(
  variables: readonly Variable[],
  secrets: ReadonlySet<string>,
  path: string,
  leftOut: string[],
): Variable[] {
  return variables.map((variable, index) => {
    const isSecret = (text: string) => secrets.has(variable.name) || withoutTextSecrets(text) !== text;
    let clean: Variable = variable;
    if (clean.default !== undefined && isSecret(clean.default)) {
      leftOut.push(`${path}[${index}].default`);
      const { default: _secret, ...rest } = clean;
      clean = rest;
    }
    if ((clean.kind === 'text' || clean.kind === 'room') && clean.options?.some(isSecret)) {
      leftOut.push(`${path}[${index}].options`);
      clean = { ...clean, options: clean.options.filter((one) => !isSecret(one)) };
    }
    return clean;
  });
}
