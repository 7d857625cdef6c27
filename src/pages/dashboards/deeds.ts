import type { DashboardDocument } from '../../dashboards/schema.ts';
import { dashboardsOf } from '../../dashboards/store/index.ts';
import { duplicateOf } from '../../dashboards/transfer/copy.ts';
import { exportDocument, saveFile } from '../../dashboards/transfer/export-file.ts';
import { shownQuery } from '../../dashboards/variables/shown.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import { addressOf, type Listed } from './list.ts';

export { leftOutWords } from '../../dashboards/transfer/export-file.ts';

/** What of a dashboard its actions need. Without `stored` it can be neither renamed nor deleted. */
export type Actionable = Pick<Listed, 'document' | 'source'> & Partial<Pick<Listed, 'stored' | 'title'>>;

/** Makes a dashboard of the person's own of another one. @param owner see `dashboardsOf` @throws as the store does */
export async function duplicate(owner: string, document: DashboardDocument): Promise<DashboardDocument> {
  const store = await dashboardsOf(owner);
  const copy = duplicateOf(document);
  await store.put(copy, 0);
  return copy;
}

/**
 * Where a dashboard of the person's own is shown, or edited, as the one is that it was made of.
 * @param search query of the address that shows that one
 */
export function ownAddress({ metadata, spec }: DashboardDocument, search: string, isEdited = false): string {
  return `${addressOf('own', metadata.id)}${isEdited ? '/edit' : ''}${shownQuery(search, spec)}`;
}

/**
 * Saves a dashboard as a file, without what looks like a secret; one that cannot be read is saved as it is kept.
 * @returns where something was left out
 */
export function exportFile({ title = '', document, stored }: Actionable): readonly string[] {
  if (document) return exportDocument(document);
  const leftOut: string[] = [];
  saveFile(title, withoutSecrets(stored?.content, '', leftOut));
  return leftOut;
}
