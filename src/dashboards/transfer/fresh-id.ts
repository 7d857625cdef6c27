import { type DashboardDocument, isGoodId, LONGEST_NAME } from '../schema.ts';

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const RANDOM_LETTERS = 6;

/** A new id that tells people what it is of: `boiler-room-k3x9qf`. */
export function freshId(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  // Not `randomUUID`: there is none on pages that came without TLS.
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_LETTERS));
  const random = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
  return [words || 'dashboard', random].join('-');
}

/** The same dashboard with another id. @param title absent: the same, too */
export function withFreshId(document: DashboardDocument, title = document.metadata.title): DashboardDocument {
  const cut = title.slice(0, LONGEST_NAME);
  return { ...document, metadata: { ...document.metadata, id: freshId(cut), title: cut } };
}

/**
 * A parsed document with an id that it can have. Whoever brings a dashboard in a file or a link has no use for its old address, so one that can be
 * none is no reason to refuse it; all else stays for `readDocument` to look at.
 */
export function withGoodId(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('metadata' in value)) return value;
  const { metadata } = value;
  if (typeof metadata !== 'object' || metadata === null || !('id' in metadata)) return value;
  if (typeof metadata.id !== 'string' || isGoodId(metadata.id)) return value;
  const title = 'title' in metadata && typeof metadata.title === 'string' ? metadata.title : '';
  return { ...value, metadata: { ...metadata, id: freshId(title) } };
}
