import { keptCache } from '../model/kept.ts';

/** Of the page's beginning, for whoever asks first. */
let early: Promise<Response | null> | null = null;

async function find(url: string, base: string): Promise<Response | null> {
  // Browsers keep nothing for a page that came without TLS.
  if (!('caches' in globalThis)) return null;
  try {
    const copy = await caches.match(url, { cacheName: keptCache(base) });
    // Read at once: to open its body takes as long again as to find it.
    return copy ? new Response(await copy.text(), { headers: copy.headers }) : null;
  } catch {
    return null;
  }
}

function addressIn(base: string): string {
  return new URL('config.json', base).href;
}

/** Begins to look for the kept copy, while the page's code is still being run. @param base address of the folder the page is in */
export function lookEarly(base: string): void {
  early = find(addressIn(base), base);
}

/** The copy of `config.json` that the service worker has kept; null where there is none, or none can be had. Never rejects. */
export function keptConfig(base: string): Promise<Response | null> {
  const found = early ?? find(addressIn(base), base);
  early = null;
  return found;
}
