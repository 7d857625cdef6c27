import { linksMade } from './first.ts';
import { type NetworkEstimate, networkEstimate, onNetworkChange } from './network.ts';

/** Whether this browser draws less to save data and battery: as the network is, always, or never. */
const CHOICES = ['auto', 'on', 'off'] as const;
export type SaverChoice = (typeof CHOICES)[number];

/** Why less is drawn: the person's choice, the browser's own wish, a slow network, or one that is paid by what it carries. */
export type SaverReason = 'chosen' | 'asked' | 'slow' | 'metered';

const KEY = 'signalbox.saver';
const SLOW: readonly unknown[] = ['slow-2g', '2g', '3g'];

const listeners = new Set<() => void>();
let choice: SaverChoice = 'auto';
let reason: SaverReason | null = null;
/** What the links measure, where the browser tells nothing; in its words, as slow as `3g`. */
let measured: NetworkEstimate | undefined;

/** Why less is to be drawn; null: it is not. */
export function saverReason(chosen: SaverChoice, network: NetworkEstimate | undefined): SaverReason | null {
  if (chosen !== 'auto') return chosen === 'on' ? 'chosen' : null;
  if (network?.saveData) return 'asked';
  if (SLOW.includes(network?.effectiveType)) return 'slow';
  return network?.type === 'cellular' ? 'metered' : null;
}

function judge(): void {
  reason = saverReason(choice, networkEstimate() ?? measured);
  for (const listener of listeners) listener();
}

function take(): void {
  try {
    choice = CHOICES.find((one) => one === localStorage.getItem(KEY)) ?? 'auto';
  } catch {
    // Storage may be forbidden: then it goes by the network.
  }
  judge();
}

/** Takes up the person's choice and follows it, in all tabs, and the network. Until then everything is drawn. */
export function startSaver(): void {
  take();
  onNetworkChange(judge);
  addEventListener('storage', ({ key }) => (key === KEY || key === null) && take());
  if (!networkEstimate()) void measure().catch(() => undefined);
}

/** Goes by the links' own delays, in browsers that do not tell how the network is (Safari, Firefox). */
async function measure(): Promise<void> {
  await linksMade();
  const { watchLine } = await import('./measured.ts');
  watchLine((isSlow) => {
    measured = isSlow ? { effectiveType: '3g' } : undefined;
    judge();
  });
}

/** Chooses for this browser. */
export function chooseSaver(next: SaverChoice): void {
  choice = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Then it holds for this tab.
  }
  judge();
}

/** Whether less is drawn now. */
export function isSaving(): boolean {
  return reason !== null;
}

/** Calls back after it may have changed; returns the disposer. */
export function onSaverChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Why less is drawn now; null: it is not. */
export function saverReasonNow(): SaverReason | null {
  return reason;
}

/** What was chosen. */
export function saverChoice(): SaverChoice {
  return choice;
}
