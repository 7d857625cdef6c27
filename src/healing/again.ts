import { loadAnew } from './load-anew.ts';

const KEPT_AS = 'signalbox.again';
/** Before the first try, ms; each further one waits twice as long as the one before it. */
const FIRST_MS = 30_000;
const LONGEST_MS = 600_000;
/** Between two tries to reach the page's own host, ms. */
const TRY_EVERY_MS = 10_000;

let isPlanned = false;

function tries(): number {
  try {
    return Number(sessionStorage.getItem(KEPT_AS));
  } catch {
    return 0;
  }
}

function keepTries(count: number): void {
  try {
    sessionStorage.setItem(KEPT_AS, String(count));
  } catch {
    // A browser that keeps nothing tries again each half minute.
  }
}

/** Whether loading anew would give the page again, and not the browser's own words about a missing network. */
export async function isServed(base: string): Promise<boolean> {
  if (navigator.serviceWorker?.controller) return true;
  // A network that swallows what it is given answers never.
  const signal = AbortSignal.timeout(TRY_EVERY_MS);
  const answer = await fetch(base, { cache: 'no-store', signal }).catch(() => null);
  return answer?.ok === true;
}

/**
 * Loads the page anew where what else would do it is not there itself: half a minute from now, and later each time that it was in vain.
 * It stands alone, for whoever calls it may be the only file that came.
 * @param isWanted asked when the time has come
 * @param whenIdle calls once nothing is under way that must not be cut off
 */
export function beginAnew(
  base: string,
  isWanted: () => boolean,
  whenIdle: (then: () => void) => void = (then) => then(),
): void {
  if (isPlanned) return;
  isPlanned = true;
  const before = tries();
  const look = async () => {
    if (!isWanted()) return;
    if (await isServed(base)) {
      keepTries(before + 1);
      loadAnew(whenIdle);
    } else setTimeout(() => void look(), TRY_EVERY_MS);
  };
  setTimeout(() => void look(), Math.min(FIRST_MS * 2 ** before, LONGEST_MS));
}

/** Everything has come: the next failure is the first again. */
export function forgetTries(): void {
  if (tries() > 0) keepTries(0);
}
