import type { LinkQuality } from '../model/connection.ts';
import { overallQuality } from './quality.ts';
import { liveStore } from './store.ts';

/** A line that is slow for so long is a slow line, ms; less is a hiccup. */
const SLOW_FOR_MS = 30_000;
/** One that was, and is quick for so long, is none any more, ms. */
const QUICK_FOR_MS = 60_000;

/** What the page's own links say of the line they share. */
interface Judgement {
  readonly isSlow: boolean;
  /** Since when they have said otherwise, ms; null while they do not. */
  readonly otherwiseSince: number | null;
}

/** Before anything has been measured. */
export const UNJUDGED: Judgement = { isSlow: false, otherwiseSince: null };

/** @param quality null where nothing has been measured; that and silence say nothing of the line @param now ms */
export function judged(before: Judgement, quality: LinkQuality | null, now: number): Judgement {
  const { isSlow, otherwiseSince } = before;
  if (quality === null || quality === 'silent' || (quality !== 'good') === isSlow) {
    return { isSlow, otherwiseSince: null };
  }
  const since = otherwiseSince ?? now;
  if (now - since < (isSlow ? QUICK_FOR_MS : SLOW_FOR_MS)) return { isSlow, otherwiseSince: since };
  return { isSlow: !isSlow, otherwiseSince: null };
}

/** Watches what the links measure, for browsers that say nothing of the network themselves. @param changed is told whether the line is slow */
export function watchLine(changed: (isSlow: boolean) => void): void {
  let judgement = UNJUDGED;
  liveStore.subscribe(({ connections }, before) => {
    if (connections === before.connections) return;
    const last = judgement;
    judgement = judged(last, overallQuality(connections, undefined, Date.now()), performance.now());
    if (judgement.isSlow !== last.isSlow) changed(judgement.isSlow);
  });
}
