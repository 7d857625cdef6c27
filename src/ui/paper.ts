const listeners = new Set<() => void>();
let laidOutAt: number | null = null;

/** When the page was laid out for paper, epoch ms; null while it is on a screen only. */
export function paperTime(): number | null {
  return laidOutAt;
}

/** Calls back whenever the page has been laid out for paper, or for the screen again, within that very event: nothing waits for what comes later. */
export function onPaper(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Lays the page out for paper, or for the screen again. Done before the browser's own change to its print style, under which no script is run any
 * more: so what measures itself and draws can do so for the paper's width.
 */
export function putOnPaper(isPaper: boolean): void {
  laidOutAt = isPaper ? Date.now() : null;
  document.documentElement.toggleAttribute('data-paper', isPaper);
  for (const listener of listeners) {
    try {
      listener();
    } catch (error) {
      // The others are laid out all the same.
      reportError(error);
    }
  }
}

/** Follows the browser's printing. */
export function startPaper(): void {
  addEventListener('beforeprint', () => putOnPaper(true));
  addEventListener('afterprint', () => putOnPaper(false));
}
