/** Runs in the page: whether closing it now would bring the browser's question. */
export function asksBeforeUnload(): boolean {
  return !dispatchEvent(new Event('beforeunload', { cancelable: true }));
}
