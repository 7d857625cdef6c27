import type { EngineSettings } from '../model/settings.ts';

/** Empties a database if there is one. Resolves when that is done or the browser has refused. */
function empty(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    // There was none: it is not to be made.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => resolve();
    request.onsuccess = () => {
      const database = request.result;
      const done = () => {
        database.close();
        resolve();
      };
      try {
        const stores = [...database.objectStoreNames];
        const change = database.transaction(stores, 'readwrite');
        for (const store of stores) change.objectStore(store).clear();
        change.oncomplete = done;
        change.onabort = done;
      } catch {
        // There is nothing in it, or it is being closed.
        done();
      }
    };
  });
}

/** Deletes a database. Resolves when that is done, or the browser has refused, or another page does not let go of it. */
function remove(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    // The other page stands still. What it holds on to is empty, and is deleted when it goes.
    request.onblocked = () => resolve();
  });
}

/**
 * Deletes the readings kept across reloads, in this page and all others of the deployment: nobody is signed in any more. Resolves when
 * nothing of them is left or the browser has refused.
 */
export async function forgetHistory({ history }: Pick<EngineSettings, 'history'>): Promise<void> {
  try {
    await empty(history.database);
    await remove(history.database);
  } catch {
    // Storage is denied by an error that is thrown, or there is none: nothing could be kept either.
  }
}
