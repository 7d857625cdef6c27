import { withFreshId } from '../transfer/fresh-id.ts';
import { createMemoryStore } from './memory.ts';
import type { DashboardStore, StoredDashboard } from './store.ts';

/** Puts a dashboard among others as it is; beside them, where another has its id. */
async function moveInto(store: DashboardStore, one: StoredDashboard): Promise<void> {
  const there = await store.get(one.id);
  if (!there) await store.restore(one);
  // An earlier move that came to no end has brought it already.
  else if (there.revision === one.revision && there.changedAt === one.changedAt) return;
  else if (one.read.ok) await store.put(withFreshId(one.read.document), 0);
}

/**
 * A person's dashboards where the browser keeps them; where it does not, they last as long as the page. Each time they are asked for, the browser is
 * tried again: what was put into memory meanwhile is then kept with the rest.
 * @param open rejects where the browser keeps nothing
 * @returns the same store each time; never rejects
 */
export function keptWhereItCan(open: () => Promise<DashboardStore>): () => Promise<DashboardStore> {
  const listeners = new Set<() => void>();
  let inner: DashboardStore = createMemoryStore();
  let trying: Promise<void> | null = null;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  inner.subscribe(tell);

  const tryAgain = async () => {
    try {
      const lasting = await open();
      for (const one of (await inner.list()).toReversed()) await moveInto(lasting, one);
      inner = lasting;
      inner.subscribe(tell);
      tell();
    } catch {
      // What is in memory stays there.
    }
  };
  /** Nothing is done with what is just being moved. */
  const current = async () => {
    await trying;
    return inner;
  };

  const store: DashboardStore = {
    get isLasting() {
      return inner.isLasting;
    },
    list: async () => (await current()).list(),
    get: async (id) => (await current()).get(id),
    put: async (document, basedOn) => (await current()).put(document, basedOn),
    remove: async (id) => (await current()).remove(id),
    restore: async (removed) => (await current()).restore(removed),
    subscribe(listener) {
      const one = () => listener();
      listeners.add(one);
      return () => {
        listeners.delete(one);
      };
    },
  };
  return async () => {
    if (!inner.isLasting) {
      trying ??= tryAgain().finally(() => {
        trying = null;
      });
      await trying;
    }
    return store;
  };
}
