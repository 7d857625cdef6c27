import { type LoadedDashboard, loadDashboard, shownAddress } from '../../dashboards/load.ts';
import type { DashboardDocument } from '../../dashboards/schema.ts';

/** What there is of some dashboards. */
export interface Documents {
  /** By the address of their files, in the order asked; the same object for as long as nothing has changed. */
  readonly documents: ReadonlyMap<string, DashboardDocument>;
  /** Why others cannot be shown, and what to do. */
  readonly problems: readonly string[];
  /** Whether all have been asked for, and answered or been given up. */
  readonly isWhole: boolean;
}

/** A wall stands for months: what its dashboards are is asked again so often. */
const REFRESH_MS = 300_000;
/** So soon where one could not be fetched. */
const RETRY_MS = 20_000;
/** A host that takes a request and does not answer is waited for no longer: nobody is there to load the wall again. */
const PATIENCE_MS = 10_000;

/** Fetches one. What was begun before this was asked for cannot be given up: it is only waited for no longer. */
async function loaded(source: string, signal: AbortSignal): Promise<LoadedDashboard> {
  const impatience = new AbortController();
  const either = AbortSignal.any([signal, impatience.signal]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<LoadedDashboard>((resolve) => {
    timer = setTimeout(() => {
      resolve({
        ok: false,
        reason: `${shownAddress(source)} could not be fetched. Check the network, then try again.`,
        problems: [],
      });
      impatience.abort();
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([loadDashboard(source, either), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Fetches dashboards for a wall, now and again. One that cannot be fetched later stays as it was.
 * @param sources addresses of their files
 * @param tell is told what there is, as soon as there is a first one, when all have come, and whenever that changes
 * @returns ends it
 */
export function followDocuments(sources: readonly string[], tell: (found: Documents) => void): () => void {
  const aborted = new AbortController();
  const { signal } = aborted;
  const asked = [...new Set(sources)];
  let kept: ReadonlyMap<string, DashboardDocument> = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = '';

  function found(all: readonly (readonly [string, LoadedDashboard])[]): Documents {
    const problems: string[] = [];
    const documents = new Map<string, DashboardDocument>();
    for (const [source, one] of all) {
      const document = one.ok ? one.document : kept.get(source);
      if (document) documents.set(source, document);
      else if (!one.ok) problems.push([one.reason, ...one.problems].join(' '));
    }
    return { documents, problems, isWhole: all.length === asked.length };
  }

  async function look(): Promise<void> {
    const coming = asked.map(
      async (source): Promise<readonly [string, LoadedDashboard]> => [source, await loaded(source, signal)],
    );
    const all = Promise.all(coming);
    // Looked at below, or not any more: at the end of the page that is no fault.
    all.catch(() => undefined);
    if (written === '') {
      // Nobody waits for the last of a playlist to see the first; none comes before it later, which would take its place.
      const first: (readonly [string, LoadedDashboard])[] = [];
      for (const one of coming) {
        first.push(await one);
        if (first.at(-1)?.[1].ok) break;
      }
      if (signal.aborted) return;
      if (first.length < asked.length) tell(found(first));
    }
    const whole = await all;
    if (signal.aborted) return;
    const one = found(whole);
    const text = JSON.stringify([...one.documents, one.problems]);
    if (text !== written) tell(one);
    written = text;
    kept = one.documents;
    timer = setTimeout(repeat, whole.every(([, { ok }]) => ok) ? REFRESH_MS : RETRY_MS);
  }
  // Nothing but the end of the page rejects.
  const repeat = () => void look().catch(() => undefined);
  repeat();
  return () => {
    aborted.abort();
    clearTimeout(timer);
  };
}
