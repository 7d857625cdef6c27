/**
 * Asks the browser not to give up what it keeps of this page (readings, own dashboards, audit, journal of alarms) when it needs room. Only
 * where it decides by itself, as Chromium's do: Firefox would lay a question over the picture, which on a wall nobody answers.
 */
export function askToKeepStorage(): void {
  // No other browser has it.
  if (!('userAgentData' in navigator)) return;
  navigator.storage.persist().catch(() => undefined);
}
