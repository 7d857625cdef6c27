import type { DashboardDocument } from '../../dashboards/schema.ts';
import { dashboardsOf } from '../../dashboards/store/index.ts';
import { duplicateOf } from '../../dashboards/transfer/copy.ts';
import { fileName, fileText } from '../../dashboards/transfer/file.ts';
import { shareable } from '../../dashboards/transfer/secrets.ts';
import { shownQuery } from '../../dashboards/variables/shown.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import { download } from '../../ui/download.ts';
import { t } from '../../ui/text.ts';
import { addressOf, type Listed } from './list.ts';

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

function save(name: string, text: string): void {
  download(name, new Blob([text], { type: 'application/json' }));
}

/**
 * Saves a dashboard as a file, without what looks like a secret; one that cannot be read is saved as it is kept.
 * @returns where something was left out
 */
export function exportFile({ title = '', document, stored }: Actionable): readonly string[] {
  if (document) {
    const shared = shareable(document);
    save(fileName(document.metadata.title), fileText(shared.document));
    return shared.leftOut;
  }
  const leftOut: string[] = [];
  save(fileName(title), fileText(withoutSecrets(stored?.content, '', leftOut)));
  return leftOut;
}

/** What is said about {@link exportFile}'s answer; '' when nothing was left out. */
export function leftOutWords(paths: readonly string[]): string {
  if (paths.length === 0) return '';
  return t('Left out, since it looks like a secret: {paths}. Whoever uses it has to fill that in.', {
    paths: paths.join(', '),
  });
}
