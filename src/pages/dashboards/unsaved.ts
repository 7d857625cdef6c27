import type { Draft } from '../../dashboards/editor/drafts.ts';
import { addressOf } from './list.ts';

/** A draft that no dashboard of the list leads to. */
interface Unsaved {
  readonly title: string;
  /** It was saved once, and is not there any more. */
  readonly wasSaved: boolean;
  /** Where it is offered, one of its own in the list. */
  readonly address: string;
}

/**
 * Drafts that only their address leads to: the newest of those that were never saved, where the others are offered after it, and each whose
 * dashboard is gone.
 * @param drafts newest first
 * @param ids of the dashboards that there are
 */
export function unsavedOf(drafts: readonly Draft[], ids: ReadonlySet<string>): readonly Unsaved[] {
  const found = new Map<string, Unsaved>();
  for (const { document, basedOn } of drafts) {
    const { id, title } = document.metadata;
    if (basedOn > 0 && ids.has(id)) continue;
    const address = basedOn === 0 ? '/dashboards/new' : `${addressOf('own', id)}/edit`;
    if (!found.has(address)) found.set(address, { title, wasSaved: basedOn > 0, address });
  }
  return [...found.values()];
}
