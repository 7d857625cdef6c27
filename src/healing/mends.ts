import { redactedText } from '../model/redacted-text.ts';

const KEPT_AS = 'signalbox.mends';
/** The newest are kept; a wall that reloads each hour shows a day of it. */
const MOST = 24;
const WHY_LENGTH = 300;

/** One time that the page loaded itself anew. */
export interface Mend {
  /** Epoch ms. */
  readonly at: number;
  /** What made it: something failed, or a new version of the page or of its configuration was there. */
  readonly what: 'failure' | 'update';
  /** In words, without secrets; '' for a new version of the page. */
  readonly why: string;
}

function isMend(value: unknown): value is Mend {
  if (typeof value !== 'object' || value === null) return false;
  if (!('at' in value && 'what' in value && 'why' in value)) return false;
  const { at, what, why } = value;
  return typeof at === 'number' && typeof why === 'string' && (what === 'failure' || what === 'update');
}

/** What this tab has mended of itself, the oldest first. */
export function readMends(): readonly Mend[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isMend) : [];
  } catch {
    return [];
  }
}

/** Remembers why the page is loaded anew, for as long as the tab lives. */
export function keepMend(mend: Mend): void {
  const words = redactedText(mend.why).slice(0, WHY_LENGTH);
  try {
    sessionStorage.setItem(KEPT_AS, JSON.stringify([...readMends(), { ...mend, why: words }].slice(-MOST)));
  } catch {
    // A browser that keeps nothing mends all the same.
  }
}
