import { keptCache } from '../model/kept.ts';

/** A dashboard that was asked for before there was anything that could show it. */
export interface Begun {
  /** The copy that the browser has kept, if any. Never rejects. */
  readonly kept: Promise<Response | undefined>;
  /** As the network gives it. */
  readonly newest: Promise<Response>;
}

const begun = new Map<string, Begun>();

async function keptCopy(source: string, base: string): Promise<Response | undefined> {
  // Browsers keep nothing for a page that came without TLS.
  if (!('caches' in globalThis)) return undefined;
  try {
    return await caches.match(source, { cacheName: keptCache(base) });
  } catch {
    return undefined;
  }
}

/**
 * Begins to fetch the dashboard that is about to be shown.
 * @param base address of the page
 */
export function beginDashboard(source: string, base: string): void {
  const newest = fetch(source, { cache: 'no-cache' });
  // Whoever takes it says what went wrong.
  newest.catch(() => undefined);
  begun.set(source, { kept: keptCopy(source, base), newest });
}

/** What was begun, for whoever asks first. */
export function takeBegun(source: string): Begun | undefined {
  const early = begun.get(source);
  begun.delete(source);
  return early;
}
