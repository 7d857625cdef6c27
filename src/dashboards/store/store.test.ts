import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import type { DashboardDocument } from '../schema.ts';
import { openIndexedStore } from './indexed.ts';
import { createMemoryStore } from './memory.ts';
import { ChangedMeanwhileError, type DashboardStore } from './store.ts';

function document(id: string, title = id): DashboardDocument {
  const made = dashboardDocument(id);
  return { ...made, metadata: { ...made.metadata, title } };
}

/** A clock that never shows the same time twice. */
function ticking(): () => number {
  let time = 1_000;
  return () => {
    time += 1;
    return time;
  };
}

let databases = 0;

/** A database that no other test has. */
function freshName(): string {
  databases += 1;
  return `store ${databases}`;
}

const stores: readonly (readonly [string, () => Promise<DashboardStore>])[] = [
  ['kept in memory', async () => createMemoryStore(ticking())],
  ['kept in the browser', () => openIndexedStore(freshName(), 'anna', ticking())],
];

for (const [name, make] of stores) {
  describe(`a store ${name}`, () => {
    it('gives back what was put, and lists what was changed last first', async () => {
      const store = await make();
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
      const store = await make();
      const mine = document('a');
      await store.put(mine);
      mine.metadata.title = 'Changed';
      expect((await store.get('a'))?.content).toEqual(document('a'));
    });

    it('refuses to save over what somebody else has saved meanwhile', async () => {
      const store = await make();
      const first = await store.put(document('a'), 0);
      await store.put(document('a', 'Theirs'), first.revision);
      await expect(store.put(document('a', 'Mine'), first.revision)).rejects.toThrow(ChangedMeanwhileError);
      await expect(store.put(document('a', 'Mine'), 0)).rejects.toThrow(ChangedMeanwhileError);
      expect((await store.get('a'))?.content).toEqual(document('a', 'Theirs'));
    });

    it('deletes, and brings back what was deleted as it was', async () => {
      const store = await make();
      const kept = await store.put(document('a'));
      await store.remove('a');
      expect(await store.list()).toEqual([]);
      await store.restore(kept);
      expect(await store.get('a')).toEqual(kept);
      await expect(store.restore(kept)).rejects.toThrow(ChangedMeanwhileError);
    });

    it('refuses to delete what somebody else has saved meanwhile', async () => {
      const store = await make();
      const first = await store.put(document('a'), 0);
      const theirs = await store.put(document('a', 'Theirs'), first.revision);
      await expect(store.remove('a', first.revision)).rejects.toThrow(ChangedMeanwhileError);
      expect(await store.get('a')).toEqual(theirs);
      await store.remove('a', theirs.revision);
      await store.remove('a', theirs.revision);
      expect(await store.list()).toEqual([]);
    });

    it('tells of each change until nobody listens any more', async () => {
      const store = await make();
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

describe('a store kept in the browser', () => {
  it('is found again by the next page, and by its owner alone', async () => {
    const name = freshName();
    await (await openIndexedStore(name, 'anna')).put(document('a'));
    await (await openIndexedStore(name, 'anna b')).put(document('b'));
    const again = await openIndexedStore(name, 'anna');
    expect((await again.list()).map((one) => one.id)).toEqual(['a']);
    expect(await again.get('b')).toBeUndefined();
  });

  it('tells the owner’s other tabs of a change, and nobody else’s', async () => {
    const name = freshName();
    const [here, there, stranger] = await Promise.all(
      ['anna', 'anna', 'bert'].map((owner) => openIndexedStore(name, owner)),
    );
    const told = new Promise<void>((resolve) => there?.subscribe(resolve));
    const strangerTold = vi.fn();
    stranger?.subscribe(strangerTold);
    await here?.put(document('a'));
    await told;
    expect(strangerTold).not.toHaveBeenCalled();
  });

  it('keeps and gives back what it cannot read, and says why it cannot', async () => {
    const name = freshName();
    const store = await openIndexedStore(name, 'anna');
    const database = await openDB(name, 1);
    const content = { kind: 'signalbox/dashboard', version: 99, spec: { holograms: [1, 2] } };
    await database.put('dashboards', { owner: 'anna', id: 'x', content, changedAt: 1, revision: 4 });
    const found = await store.get('x');
    expect(found?.content).toEqual(content);
    expect(found?.read).toMatchObject({ ok: false, problems: [expect.stringContaining('version 99')] });
    await store.remove('x');
    if (found) await store.restore(found);
    expect((await store.list())[0]?.content).toEqual(content);
    database.close();
  });

  it('goes on after the browser has closed its database for a newer page', async () => {
    const name = freshName();
    const store = await openIndexedStore(name, 'anna');
    await store.put(document('a'));
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    await store.put(document('b'));
    expect((await store.list()).map((one) => one.id)).toEqual(['b']);
  });

  it('says what to do when the browser refuses', async () => {
    const store = await openIndexedStore(freshName(), 'anna');
    const refuse = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(store.put(document('a'))).rejects.toThrow(/QuotaExceededError.*Free some of it/s);
    refuse.mockRestore();
  });
});
