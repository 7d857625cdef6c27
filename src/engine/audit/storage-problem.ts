const NO_STORAGE =
  'This browser keeps no storage for this page, so commands are listed here only until the page is closed. ' +
  'Allow site data for this address, or leave the private window.';
const FULL =
  'The browser’s storage for this page is full, so the newest commands are listed only until the page is closed. ' +
  'Free some disk space, or delete site data that is not needed.';
const LOST =
  'The browser’s storage failed, so the newest commands are listed only until the page is closed. Reload the page.';

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}

/** Whether the browser's storage has no room left. */
export function isFull(error: unknown): boolean {
  return nameOf(error) === 'QuotaExceededError';
}

/** Why the audit is not kept as it should be, and what to do, in words. */
export function storageProblem(error: unknown): string {
  if (isFull(error)) return FULL;
  return ['InvalidStateError', 'AbortError'].includes(nameOf(error)) ? LOST : NO_STORAGE;
}
