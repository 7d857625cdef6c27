import { withFreshId } from '../transfer/fresh-id.ts';
import { createMemoryStore } from './memory.ts';
import type { DashboardStore, StoredDashboard } from './store.ts';

/** What became of a dashboard of memory. */
interface Brought {
  readonly from: StoredDashboard;
  readonly as: StoredDashboard;
}

/** Puts a dashboard among others as it is; beside them, where another has its id. @param last what an earlier try has made of it */
async function bring(store: DashboardStore, from: StoredDashboard, last?: StoredDashboard): Promise<Brought> {
  const { id } = last ?? from;
  const there = await store.get(id);
  if (!from.read.ok || (!there && id === from.id)) {
    await store.restore(from);
    return { from, as: from };
  }
  const { document } = from.read;
  const isAsBrought = last && there?.revision === last.revision && there.changedAt === last.changedAt;
  const as = isAsBrought
    ? await store.put({ ...document, metadata: { ...document.metadata, id } }, last.revision)
    : await store.put(withFreshId(document), 0);
  return { from, as };
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

  /** By the id in memory: a try that comes to no end is gone on with by the next. */
  const brought = new Map<string, Brought>();
  let lasting: DashboardStore | undefined;

  const tryAgain = async () => {
    try {
      lasting ??= await open();
      const all = (await inner.list()).toReversed();
      for (const [id, { as }] of brought) {
        if (all.some((one) => one.id === id)) continue;
        // Deleted since: but not what another tab has made of it.
        if ((await lasting.get(as.id))?.revision === as.revision) await lasting.remove(as.id);
        brought.delete(id);
      }
      let refused = 0;
      for (const one of all) {
        const last = brought.get(one.id);
        if (last?.from === one) continue;
        try {
          brought.set(one.id, await bring(lasting, one, last?.as));
        } catch {
          refused += 1;
        }
      }
      if (refused > 0) return;
      inner = lasting;
      inner.subscribe(tell);
      tell();
    } catch {
      // What is in memory stays there.
    }
  };
  /**
   * How far revisions are counted ahead of those that are kept: whoever still holds one of memory's goes on where it is the same dashboard, and holds
   * none where another has its id.
   */
  const ahead = (id: string): number => {
    const one = inner.isLasting && brought.get(id);
    return one ? one.from.revision - (one.as.id === id ? one.as.revision : 0) : 0;
  };
  const shown = (one: StoredDashboard): StoredDashboard => ({
    ...one,
    revision: one.revision + ahead(one.id),
  });
  /** Nothing is done with what is just being moved. */
  const current = async () => {
    await trying;
    return inner;
  };

  const store: DashboardStore = {
    get isLasting() {
      return inner.isLasting;
    },
    list: async () => (await (await current()).list()).map(shown),
    get: async (id) => {
      const one = await (await current()).get(id);
      return one && shown(one);
    },
    put: async (document, basedOn) => {
      const kept = await current();
      return shown(await kept.put(document, basedOn && basedOn - ahead(document.metadata.id)));
    },
    remove: async (id, basedOn) => {
      const kept = await current();
      await kept.remove(id, basedOn && basedOn - ahead(id));
    },
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
