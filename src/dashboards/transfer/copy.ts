import { type DashboardDocument, LONGEST_NAME } from '../schema.ts';

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

/** A dashboard of one's own, made of another one. */
export function duplicateOf(document: DashboardDocument): DashboardDocument {
  const title = document.metadata.title.replace(/ \(copy\)$/, '').slice(0, LONGEST_NAME - 7);
  return withFreshId(document, `${title} (copy)`);
}
