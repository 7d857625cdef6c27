import { t } from '../../ui/text.ts';
import { type DashboardDocument, LONGEST_NAME } from '../schema.ts';
import { withFreshId } from './fresh-id.ts';

/** A dashboard of one's own, made of another one. Of a copy it is no copy of a copy. */
export function duplicateOf(document: DashboardDocument): DashboardDocument {
  const { title } = document.metadata;
  const [before = '', after = ''] = t('{title} (copy)', { title: '\n' }).split('\n');
  const isCopy = title.startsWith(before) && title.endsWith(after);
  const own = isCopy ? title.slice(before.length, title.length - after.length) : title;
  const cut = own.slice(0, LONGEST_NAME - before.length - after.length);
  return withFreshId(document, `${before}${cut}${after}`);
}
