import { variablesAsAList } from './001-variables-as-a-list.ts';
import { isLoose, type Loose, type Migration } from './migration.ts';

/** The first leads from version 1 to 2, and so on. A step that has been published is never changed. */
export const migrations: readonly Migration[] = [variablesAsAList];

function versionOf({ version }: Loose): number {
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : Infinity;
}

/** A document of an earlier version as the newest has it; anything else as it is. */
export function migrated(value: unknown): unknown {
  if (!isLoose(value)) return value;
  return migrations.slice(versionOf(value) - 1).reduce<Loose>((document, step) => step(document), value);
}
