import { whenUnattended } from '../live/when-unattended.ts';
import { isServed } from './again.ts';
import { loadAnew } from './load-anew.ts';
import { keepMend, type Mend, readMends } from './mends.ts';
import { whenQuiet } from './quiet.ts';
import { reloadDelay } from './reload-delay.ts';

/** Between two tries to reach the page's own host, ms. */
const TRY_EVERY_MS = 10_000;

/** What has failed and is not over. */
const faults = new Set<Mend>();
let planned: ReturnType<typeof setTimeout> | undefined;
let isGoing = false;

/** Loads a wall anew as soon as there is one to load and no order is under way. */
export async function reload(base: string): Promise<void> {
  if (await isServed(base)) loadAnew(whenUnattended);
  else setTimeout(() => void reload(base), TRY_EVERY_MS);
}

/** As {@link reload}, in a moment that is quiet when there is a page to load: by then something may have happened. */
export async function reloadQuietly(base: string): Promise<void> {
  if (await isServed(base)) loadAnew(whenUnattended);
  else setTimeout(() => whenQuiet(() => void reloadQuietly(base)), TRY_EVERY_MS);
}

/**
 * A page without anybody to reload it has failed: it does so itself, once, after a while that grows as it fails again and again.
 * @param why in words
 * @returns takes that back: as long as it waits, and where nothing else has failed since
 */
export function reloadBecause(why: string, base: string): () => void {
  const mend: Mend = { at: Date.now(), what: 'failure', why };
  faults.add(mend);
  planned ??= setTimeout(
    () => {
      isGoing = true;
      keepMend({ ...mend, at: Date.now() });
      void reload(base);
    },
    reloadDelay(readMends(), mend.at),
  );
  return () => {
    faults.delete(mend);
    if (isGoing || faults.size > 0) return;
    clearTimeout(planned);
    planned = undefined;
  };
}
