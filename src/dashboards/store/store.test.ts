import { describe, expect, it, vi } from 'vitest';
import { readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';
import { createMemoryStore } from './memory.ts';
import { ChangedMeanwhileError, type DashboardStore } from './store.ts';

function document(id: string, title = id): DashboardDocument {
  const read = readDocument({
    kind: 'signalbox/dashboard',
    version: 2,
    metadata: { id, title },
    spec: { widgets: { x: { type: 'nowhere', title: 'X', options: { kept: [1] } } }, layout: { wide: [] } },
  });
  if (!read.ok) throw new Error(read.problems.join('; '));
  return read.document;
}

/** A clock that never shows the same time twice. */
function ticking(): () => number {
  let time = 1_000;
  return () => {
    time += 1;
    return time;
  };
}

const stores: readonly (readonly [string, () => DashboardStore])[] = [
  ['kept in memory', () => createMemoryStore(ticking())],
];

for (const [name, make] of stores) {
  describe(`a store ${name}`, () => {
    it('gives back what was put, and lists what was changed last first', async () => {
      const store = make();
      await store.put(document('a'));
      await store.put(document('b'));
      await store.put(document('a', 'Another title'));
      expect((await store.list()).map((one) => one.id)).toEqual(['a', 'b']);
      const found = await store.get('a');
      expect(found).toMatchObject({ revision: 2, read: { ok: true } });
      expect(found?.content).toEqual(document('a', 'Another title'));
      expect(await store.get('nobody')).toBeUndefined();
    });

    it('keeps what it was given, whatever becomes of that afterwards', async () => {
      const store = make();
      const mine = document('a');
      await store.put(mine);
      mine.metadata.title = 'Changed';
      expect((await store.get('a'))?.content).toEqual(document('a'));
    });

    it('refuses to save over what somebody else has saved meanwhile', async () => {
      const store = make();
      const first = await store.put(document('a'), 0);
      await store.put(document('a', 'Theirs'), first.revision);
      await expect(store.put(document('a', 'Mine'), first.revision)).rejects.toThrow(ChangedMeanwhileError);
      await expect(store.put(document('a', 'Mine'), 0)).rejects.toThrow(ChangedMeanwhileError);
      expect((await store.get('a'))?.content).toEqual(document('a', 'Theirs'));
    });

    it('deletes, and brings back what was deleted as it was', async () => {
      const store = make();
      const kept = await store.put(document('a'));
      await store.remove('a');
      expect(await store.list()).toEqual([]);
      await store.restore(kept);
      expect(await store.get('a')).toEqual(kept);
      await expect(store.restore(kept)).rejects.toThrow(ChangedMeanwhileError);
    });

    it('tells of each change until nobody listens any more', async () => {
      const store = make();
      const listener = vi.fn();
      const leave = store.subscribe(listener);
      const kept = await store.put(document('a'));
      await store.remove('a');
      await store.remove('a');
      await store.restore(kept);
      expect(listener).toHaveBeenCalledTimes(3);
      leave();
      await store.remove('a');
      expect(listener).toHaveBeenCalledTimes(3);
    });
  });
}
