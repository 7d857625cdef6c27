import { readDocument } from '../document.ts';
import { ChangedMeanwhileError, type DashboardStore, type StoredDashboard } from './store.ts';

/** A store that lasts as long as the page: for browsers that keep nothing, and for tests. */
export function createMemoryStore(now: () => number = Date.now): DashboardStore {
  const kept = new Map<string, StoredDashboard>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    isLasting: false,
    list: async () => [...kept.values()].sort((a, b) => b.changedAt - a.changedAt),
    get: async (id) => kept.get(id),
    async put(document, basedOn) {
      const { id } = document.metadata;
      const revision = kept.get(id)?.revision ?? 0;
      if (basedOn !== undefined && basedOn !== revision) throw new ChangedMeanwhileError();
      const content = structuredClone(document);
      const stored = {
        id,
        content,
        read: readDocument(content),
        changedAt: now(),
        revision: revision + 1,
      };
      kept.set(id, stored);
      tell();
      return stored;
    },
    async remove(id, basedOn) {
      const there = kept.get(id);
      if (there && basedOn !== undefined && basedOn !== there.revision) throw new ChangedMeanwhileError();
      if (kept.delete(id)) tell();
    },
    async restore(removed) {
      if (kept.has(removed.id)) throw new ChangedMeanwhileError();
      kept.set(removed.id, removed);
      tell();
    },
    subscribe(listener) {
      const one = () => listener();
      listeners.add(one);
      return () => {
        listeners.delete(one);
      };
    },
  };
}
