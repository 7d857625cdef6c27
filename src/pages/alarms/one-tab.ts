import { type AlarmPriority, PRIORITIES } from '../../model/alarm.ts';

/** What another tab told of so lately is the same event: all hear the same readings, at nearly the same time. */
const SAME_EVENT_MS = 2_000;
/** A tab that has the turn and does nothing with it keeps nobody from telling. */
const PATIENCE_MS = 1_500;

/** The last that was told of in any tab: when, epoch ms, and how bad it was, 0 the worst. */
interface Told {
  readonly at: number;
  readonly rank: number;
}

function lastTold(key: string): Told | null {
  try {
    const [at, rank]: unknown[] = JSON.parse(localStorage.getItem(key) ?? '[]');
    return typeof at === 'number' && typeof rank === 'number' ? { at, rank } : null;
  } catch {
    return null;
  }
}

function note(key: string, { at, rank }: Told): void {
  try {
    localStorage.setItem(key, JSON.stringify([at, rank]));
  } catch {
    // Then every tab tells for itself: better twice than not at all.
  }
}

/**
 * Tells of something in one tab of this browser: not where another one just has, of something as bad.
 * @param way each way of telling is for itself
 * @param tell resolves with whether anybody could notice; where not, the next tab tries. Must not reject.
 * @returns whether anybody could notice, here or there
 */
export async function inOneTab(
  way: 'sound' | 'notification',
  priority: AlarmPriority,
  tell: () => Promise<boolean>,
): Promise<boolean> {
  const key = `signalbox.alarms.told ${way} ${new URL('.', document.baseURI).pathname}`;
  const rank = PRIORITIES.indexOf(priority);
  const work = async (): Promise<boolean> => {
    const last = lastTold(key);
    if (last && last.rank <= rank && Math.abs(Date.now() - last.at) < SAME_EVENT_MS) return true;
    const isNoticed = await tell();
    if (isNoticed) note(key, { at: Date.now(), rank });
    return isNoticed;
  };
  const { locks }: { readonly locks?: LockManager } = navigator;
  if (!locks) return await work();
  return await locks.request(key, { signal: AbortSignal.timeout(PATIENCE_MS) }, work).catch(work);
}
