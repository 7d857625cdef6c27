import type { DashboardDocument } from '../schema.ts';
import { LONGEST_VALUE } from './schema.ts';
import { isKeptOut, secretVariables } from './secret.ts';
import { parameter } from './values.ts';

/** Which part of time is shown. */
const OF_TIME = ['window', 'until'];

/**
 * What of a query goes along to another address of a dashboard, or of a copy of it: which part of time it shows, and what has been chosen for its
 * variables but secrets. How the page shows it (as a wall, for one) stays behind.
 * @param search query of the address that shows it
 * @returns begins with `?`; '' where there is nothing
 */
export function shownQuery(
  search: string,
  { variables, widgets }: Pick<DashboardDocument['spec'], 'variables' | 'widgets'>,
): string {
  const query = new URLSearchParams(search);
  const secrets = secretVariables(variables, widgets);
  const found = new URLSearchParams();
  const take = (name: string, isOpen: (value: string) => boolean) => {
    const value = query.get(name);
    if (value !== null && value.length <= LONGEST_VALUE && isOpen(value)) found.set(name, value);
  };
  for (const name of OF_TIME) take(name, () => true);
  for (const one of variables) take(parameter(one.name), (value) => !isKeptOut(one, value, secrets));
  return found.size === 0 ? '' : `?${found}`;
}
