const begun = new Map<string, Promise<Response>>();

/** Begins to fetch the dashboard that is about to be shown, before there is anything that could show it. */
export function beginDashboard(source: string): void {
  const asked = fetchDocument(source);
  // Whoever takes it says what went wrong.
  asked.catch(() => undefined);
  begun.set(source, asked);
}

/**
 * The answer to a question for a dashboard's document. One that was begun is for whoever asks first, and goes on without the signal.
 * @throws as `fetch` does
 */
export function fetchDocument(source: string, signal?: AbortSignal): Promise<Response> {
  const early = begun.get(source);
  begun.delete(source);
  return early ?? fetch(source, { cache: 'no-cache', ...(signal && { signal }) });
}
