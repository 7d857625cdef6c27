import type { DBSchema, IDBPObjectStore, StoreNames } from 'idb';

const DAY_MS = 86_400_000;

/** A store whose entries lie newest first, in a transaction: their keys are lists that begin with a time (epoch ms), negated. */
type NewestFirst<Schema extends DBSchema, Name extends StoreNames<Schema>> = IDBPObjectStore<
  Schema,
  [Name],
  Name,
  'readwrite'
>;

/** Drops what is too old, then the oldest of what is too many. @param now epoch ms */
export async function prune<Schema extends DBSchema, Name extends StoreNames<Schema>>(
  store: NewestFirst<Schema, Name>,
  { entries, days }: { readonly entries: number; readonly days: number },
  now: number,
): Promise<void> {
  await store.delete(IDBKeyRange.lowerBound([days * DAY_MS - now]));
  const excess = (await store.count()) - entries;
  if (excess > 0) await dropOldest(store, excess);
}

/** Drops this many of the oldest entries. */
export async function dropOldest<Schema extends DBSchema, Name extends StoreNames<Schema>>(
  store: NewestFirst<Schema, Name>,
  count: number,
): Promise<void> {
  let oldest = await store.openKeyCursor(null, 'prev');
  if (oldest && count > 1) {
    // Past the end means that there are fewer: then all of them go.
    oldest = await oldest.advance(count - 1);
    if (!oldest) await store.clear();
  }
  if (oldest) await store.delete(IDBKeyRange.lowerBound(oldest.key));
}
