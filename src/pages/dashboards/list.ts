import type { DeploymentDashboard } from '../../dashboards/deployment.ts';
import { shownAddress } from '../../dashboards/load.ts';
import type { DashboardDocument } from '../../dashboards/schema.ts';
import type { StoredDashboard } from '../../dashboards/store/store.ts';

/** A line of the list of dashboards. */
export interface Listed {
  /** One of its own in the list. */
  readonly key: string;
  readonly source: 'deployment' | 'own';
  readonly title: string;
  readonly tags: readonly string[];
  /** Epoch ms; null where nobody says. */
  readonly changedAt: number | null;
  /** null for one that cannot be shown. */
  readonly document: DashboardDocument | null;
  /** Why it cannot be shown, and what to do. */
  readonly problems: readonly string[];
  /** A person's own one, as it is kept. */
  readonly stored: StoredDashboard | null;
}

/** Where a dashboard is shown. */
export function addressOf(source: Listed['source'], id: string): string {
  return `/dashboards/${source}/${encodeURIComponent(id)}`;
}

/** The title that something says it has, although it cannot be read. */
export function titleIn(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null || !('metadata' in content)) return undefined;
  const { metadata } = content;
  if (typeof metadata !== 'object' || metadata === null || !('title' in metadata)) return undefined;
  return typeof metadata.title === 'string' ? metadata.title.slice(0, 200) : undefined;
}

function ofDeployment({ source, loaded }: DeploymentDashboard): Listed {
  const common = { key: `deployment ${source}`, source: 'deployment', stored: null } as const;
  if (loaded.ok) {
    const { document, changedAt } = loaded;
    const { title, tags } = document.metadata;
    return { ...common, title, tags, changedAt, document, problems: [] };
  }
  const problems = [loaded.reason, ...loaded.problems];
  return { ...common, title: shownAddress(source), tags: [], changedAt: null, document: null, problems };
}

function ofPerson(stored: StoredDashboard): Listed {
  const { id, content, read, changedAt } = stored;
  const common = { key: `own ${id}`, source: 'own', changedAt, stored } as const;
  if (read.ok) {
    const { title, tags } = read.document.metadata;
    return { ...common, title, tags, document: read.document, problems: [] };
  }
  return { ...common, title: titleIn(content) ?? id, tags: [], document: null, problems: read.problems };
}

/** The deployment's dashboards as the configuration has them, then a person's own, those changed last first. */
export function listOf(
  deployment: readonly DeploymentDashboard[],
  own: readonly StoredDashboard[],
): readonly Listed[] {
  return [...deployment.map(ofDeployment), ...own.map(ofPerson)];
}

/** What of the list is wanted; '' for any. */
export interface ListFilter {
  readonly text: string;
  readonly tag: string;
  readonly source: Listed['source'] | '';
}

/** The whole list. */
export const ANY: ListFilter = { text: '', tag: '', source: '' };

/** The lines that fit. Every word of the text has to be in a title or a tag. */
export function fitting(list: readonly Listed[], { text, tag, source }: ListFilter): readonly Listed[] {
  const words = text.toLowerCase().split(/\s+/);
  return list.filter((one) => {
    const told = [one.title, ...one.tags].join(' ').toLowerCase();
    return (
      (source === '' || one.source === source) &&
      (tag === '' || one.tags.includes(tag)) &&
      words.every((word) => told.includes(word))
    );
  });
}

/** Every tag in a list, once, in the order of letters. */
export function tagsOf(list: readonly Listed[]): readonly string[] {
  return [...new Set(list.flatMap((one) => one.tags))].sort((a, b) => a.localeCompare(b));
}

/** Tags as a person types them, with commas between. */
export function tagsFrom(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim().slice(0, 200));
  return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, 30);
}
