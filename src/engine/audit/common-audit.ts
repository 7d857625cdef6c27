import { deleteDB, openDB } from 'idb';
import type { AuditStore, Schema } from './audit-store.ts';

/**
 * Takes over what was kept together: nothing in it says which deployment it belongs to, and to be kept by the first that opens
 * is better than to be lost.
 * @param name of the database that is there
 */
export async function takeCommon(name: string, store: AuditStore): Promise<void> {
  const common = await openDB<Schema>(name, undefined, {
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
  try {
    const rows = common.objectStoreNames.contains('entries') ? await common.getAll('entries') : [];
    if (rows.length > 0) await store.put(rows.map(({ entry }) => entry));
  } finally {
    common.close();
  }
  // Not waited for: a page of before that does not let go of it must not hold up this one.
  void deleteDB(name).catch(() => undefined);
}
