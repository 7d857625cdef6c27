import { type Begun, takeBegun } from './begin.ts';
import { readDocument } from './document.ts';
import type { DashboardDocument } from './schema.ts';

/** A dashboard that was fetched and checked, or why it cannot be shown and what to do. */
export type LoadedDashboard =
  | {
      readonly ok: true;
      readonly document: DashboardDocument;
      /** When the server says that the file was changed, epoch ms; null where it says nothing. */
      readonly changedAt: number | null;
    }
  | { readonly ok: false; readonly reason: string; readonly problems: readonly string[] };

/** An address as it is shown: what follows a `?`, and who signs in there, may be a secret. */
export function shownAddress(source: string): string {
  return source.replace(/\/\/[^/?#]*@/, '//').replace(/[?#].*/s, '?…');
}

function failed(reason: string, problems: readonly string[] = []): LoadedDashboard {
  return { ok: false, reason, problems };
}

function read(text: string, changed: string | null, source: string): LoadedDashboard {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed(
      `${shownAddress(source)} is not JSON. Correct it, or put it there: servers that answer every address with the page do this when it is missing.`,
    );
  }
  const document = readDocument(value);
  const file = shownAddress(source);
  if (!document.ok)
    return failed(
      document.isWhole ? `${file} cannot be shown.` : `${file} cannot be shown. Correct these places:`,
      document.problems,
    );
  const changedAt = Date.parse(changed ?? '');
  return { ...document, changedAt: Number.isNaN(changedAt) ? null : changedAt };
}

/** A document in the form in which it came. */
interface Written {
  readonly text: string;
  readonly changed: string | null;
}

async function written(response: Response): Promise<Written> {
  return { text: await response.text(), changed: response.headers.get('last-modified') };
}

/** The kept copy of a dashboard that was begun, where it is quicker than the network and can be shown. */
async function readKept(source: string, { kept, newest }: Begun): Promise<[Written, LoadedDashboard] | null> {
  const copy = await Promise.race([kept, newest.then(() => undefined).catch(() => kept)]);
  if (!copy) return null;
  const known = await written(copy);
  const loaded = read(known.text, known.changed, source);
  return loaded.ok ? [known, loaded] : null;
}

/**
 * Fetches a dashboard's document. Never rejects, but for an abort.
 * @param source address of the JSON file, as the configuration names it
 * @param early is shown the copy that is kept of a dashboard that was begun; what is resolved is the same where the network has no other
 */
export async function loadDashboard(
  source: string,
  signal: AbortSignal,
  early?: (kept: LoadedDashboard) => void,
): Promise<LoadedDashboard> {
  const begun = takeBegun(source);
  const kept = begun && early ? await readKept(source, begun) : null;
  if (kept) early?.(kept[1]);
  let given: Written;
  try {
    const response = await (begun?.newest ?? fetch(source, { signal, cache: 'no-cache' }));
    if (!response.ok) {
      return failed(
        `The server answered ${response.status} for ${shownAddress(source)}. Check \`dashboards\` in config.json and that the file is there.`,
      );
    }
    given = await written(response);
  } catch (error) {
    if (signal.aborted) throw error;
    return kept
      ? kept[1]
      : failed(`${shownAddress(source)} could not be fetched. Check the network, then try again.`);
  }
  return kept?.[0].text === given.text ? kept[1] : read(given.text, given.changed, source);
}
