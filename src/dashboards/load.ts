import { fetchDocument } from './begin.ts';
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

function failed(reason: string, problems: readonly string[] = []): LoadedDashboard {
  return { ok: false, reason, problems };
}

/**
 * Fetches a dashboard's document. Never rejects, but for an abort.
 * @param source address of the JSON file, as the configuration names it
 */
export async function loadDashboard(source: string, signal: AbortSignal): Promise<LoadedDashboard> {
  let text: string;
  let changedAt: number;
  try {
    const response = await fetchDocument(source, signal);
    if (!response.ok) {
      return failed(
        `The server answered ${response.status} for ${source}. Check \`dashboards\` in config.json and that the file is there.`,
      );
    }
    changedAt = Date.parse(response.headers.get('last-modified') ?? '');
    text = await response.text();
  } catch (error) {
    if (signal.aborted) throw error;
    return failed(`${source} could not be fetched. Check the network, then try again.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed(
      `${source} is not JSON. Servers that answer every address with the page do this when the file is missing.`,
    );
  }
  const read = readDocument(value);
  if (read.ok) return { ...read, changedAt: Number.isNaN(changedAt) ? null : changedAt };
  return failed(`${source} cannot be shown. Correct these places:`, read.problems);
}
