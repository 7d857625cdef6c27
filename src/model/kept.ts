/**
 * A header of the copies that the service worker keeps of a `config.json`: by it a page knows that it has not got the file itself. Its value
 * is the numbers, from 0, of the connections that something was left out of, with commas between.
 */
export const KEPT_HEADER = 'x-signalbox-kept';

/** Name of the cache that holds copies of the deployment's own files. Deployments beside each other on one host share its storage. */
export function keptCache(base: string): string {
  return `signalbox ${new URL(base).pathname} own`;
}

/** Marks links of the page's HTML that are only there to keep a line busy: the copy that the service worker keeps is without them. */
export const OF_LINE = 'data-of-line';
