import { download } from '../../ui/download.ts';
import { t } from '../../ui/text.ts';
import type { DashboardDocument } from '../schema.ts';
import { fileName, fileText } from './file.ts';
import { shareable } from './secrets.ts';

/** Saves anything as a dashboard's file. */
export function saveFile(title: string, content: unknown): void {
  download(fileName(title), new Blob([fileText(content)], { type: 'application/json' }));
}

/** Saves a dashboard as a file, without what looks like a secret. @returns where something was left out */
export function exportDocument(document: DashboardDocument): readonly string[] {
  const shared = shareable(document);
  saveFile(document.metadata.title, shared.document);
  return shared.leftOut;
}

/** What is said about {@link exportDocument}'s answer; '' when nothing was left out. */
export function leftOutWords(paths: readonly string[]): string {
  if (paths.length === 0) return '';
  return t('Left out, since it looks like a secret: {paths}. Whoever uses it has to fill that in.', {
    paths: paths.join(', '),
  });
}
