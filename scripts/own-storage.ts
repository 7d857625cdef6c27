import { IDBFactory } from 'fake-indexeddb';
import { afterAll, vi } from 'vitest';

// Read for every file of tests: those that share a process share its globals, and what is kept there.
globalThis.indexedDB = new IDBFactory();

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
