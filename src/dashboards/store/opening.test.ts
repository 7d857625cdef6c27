import { expect, it, vi } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import type { DashboardDocument } from '../schema.ts';
import { createMemoryStore } from './memory.ts';
import { keptWhereItCan } from './opening.ts';
import { ChangedMeanwhileError, type DashboardStore } from './store.ts';

/** Stands for what the browser keeps. */
function lasting(): DashboardStore {
  return { ...createMemoryStore(), isLasting: true };
}

/** A browser that keeps nothing until it is let. */
function browser(kept = lasting()) {
  const open = vi.fn(async (): Promise<DashboardStore> => {
    throw new DOMException('blocked', 'SecurityError');
  });
  return { kept, open, dashboards: keptWhereItCan(open), allow: () => open.mockResolvedValue(kept) };
}

const ids = async (store: DashboardStore) => (await store.list()).map(({ id }) => id).sort();

it('Dashboards put while the browser kept nothing are kept as soon as it does', async () => {
  const { kept, dashboards, allow } = browser();
  const store = await dashboards();
  expect(store.isLasting).toBe(false);
  const { revision } = await store.put(dashboardDocument('a'), 0);
  await store.put(dashboardDocument('a'), revision);
  const heard = vi.fn();
  store.subscribe(heard);
  allow();
  expect(await dashboards()).toBe(store);
  expect(store.isLasting).toBe(true);
  expect(heard).toHaveBeenCalled();
  expect(await kept.get('a')).toMatchObject({ revision: 2 });
  // Who was editing it goes on.
  heard.mockClear();
  await store.put(dashboardDocument('a'), 2);
  expect(await kept.get('a')).toMatchObject({ revision: 3 });
  expect(heard).toHaveBeenCalledTimes(1);
});

it('A browser that keeps dashboards is asked once, one that does not each time', async () => {
  const { open, dashboards, allow } = browser();
  await Promise.all([dashboards(), dashboards()]);
  expect(open).toHaveBeenCalledTimes(1);
  await dashboards();
  expect(open).toHaveBeenCalledTimes(2);
  allow();
  await dashboards();
  await dashboards();
  expect(open).toHaveBeenCalledTimes(3);
});

it('What the browser kept under the same id stays beside what was put meanwhile', async () => {
  const kept = lasting();
  await kept.put(dashboardDocument('a'));
  await kept.put(dashboardDocument('a'));
  const { dashboards, allow } = browser(kept);
  await (await dashboards()).put(dashboardDocument('a'));
  allow();
  const found = await ids(await dashboards());
  expect(found).toHaveLength(2);
  expect(found).toContain('a');
  expect(await kept.get('a')).toMatchObject({ revision: 2 });
});

it('Where the browser has no room for all that was put meanwhile, none of it is lost, and none is there twice once it has', async () => {
  const memory = lasting();
  let room = 1;
  const { dashboards, allow } = browser({
    ...memory,
    restore: async (one) => {
      room -= 1;
      if (room < 0) throw new Error('full');
      await memory.restore(one);
    },
  });
  const store = await dashboards();
  for (const id of ['a', 'b']) await store.put(dashboardDocument(id));
  allow();
  expect((await dashboards()).isLasting).toBe(false);
  expect(await ids(store)).toEqual(['a', 'b']);
  room = 9;
  expect((await dashboards()).isLasting).toBe(true);
  expect(await ids(store)).toEqual(['a', 'b']);
});

function titled(id: string, title: string): DashboardDocument {
  const made = dashboardDocument(id);
  return { ...made, metadata: { ...made.metadata, title } };
}

const titleOf = ({ content }: { content: unknown }) => (content as DashboardDocument).metadata.title;

const titles = async (store: DashboardStore) => (await store.list()).map(titleOf).sort();

it('Whoever edited what was put beside a kept dashboard of its id does not write over that one', async () => {
  const kept = lasting();
  await kept.put(titled('a', 'Kept'));
  const { dashboards, allow } = browser(kept);
  const store = await dashboards();
  const mine = await store.put(titled('a', 'Mine'), 0);
  allow();
  await dashboards();
  for (let again = 0; again < 2; again += 1) {
    await expect(store.put(titled('a', 'Edited'), mine.revision)).rejects.toThrow(ChangedMeanwhileError);
    expect(await titles(kept)).toEqual(['Kept', 'Mine']);
    // That another part of the page reads it anew does not let the editor through.
    await store.get('a');
  }
  // Who meant to delete theirs does not delete that one either.
  await expect(store.remove('a', mine.revision)).rejects.toThrow(ChangedMeanwhileError);
  expect(await titles(kept)).toEqual(['Kept', 'Mine']);
  // Who has read the kept one changes that.
  const read = (await store.list()).find(({ id }) => id === 'a');
  const next = await store.put(titled('a', 'Better'), read?.revision);
  expect(await store.get('a')).toEqual(next);
  await store.put(titled('a', 'Better still'), next.revision);
  expect(await titles(kept)).toEqual(['Better still', 'Mine']);
});

/** A browser that keeps another "a", and takes what is put beside it, but not "b" as long as it is full. */
async function filling() {
  const kept = lasting();
  await kept.put(titled('a', 'Kept'));
  await kept.put(titled('a', 'Kept'));
  const state = { isFull: true };
  const made = browser({
    ...kept,
    restore: async (one) => {
      if (state.isFull && one.id === 'b') throw new Error('full');
      await kept.restore(one);
    },
  });
  const store = await made.dashboards();
  // Newest last: "a" is brought first.
  await store.put(titled('a', 'Mine'), 0);
  await store.put(titled('b', 'Full'), 0);
  made.allow();
  return { ...made, kept, store, state };
}

it('However often the browser has no room for one, another that was put beside a kept one is there once', async () => {
  const { dashboards, open, kept, store, state } = await filling();
  for (let tries = 0; tries < 5; tries += 1) await dashboards();
  expect(store.isLasting).toBe(false);
  expect(await titles(kept)).toEqual(['Kept', 'Mine']);
  state.isFull = false;
  await dashboards();
  expect(await titles(kept)).toEqual(['Full', 'Kept', 'Mine']);
  // Each opening holds a connection to the database: the first was refused, one was let.
  expect(open).toHaveBeenCalledTimes(2);
});

it('What is edited between two tries is kept as it was edited, and who edited it goes on', async () => {
  const { dashboards, kept, store, state } = await filling();
  const c = await store.put(titled('c', 'Early'), 0);
  await dashboards();
  let mine = await store.put(titled('a', 'Edited'), 1);
  mine = await store.put(titled('a', 'Edited twice'), mine.revision);
  let later = await store.put(titled('c', 'Later'), c.revision);
  later = await store.put(titled('c', 'Latest'), later.revision);
  await dashboards();
  state.isFull = false;
  await dashboards();
  expect(store.isLasting).toBe(true);
  expect(await titles(kept)).toEqual(['Edited twice', 'Full', 'Kept', 'Latest']);
  await expect(store.put(titled('a', 'More'), mine.revision)).rejects.toThrow(ChangedMeanwhileError);
  await store.put(titled('c', 'At last'), later.revision);
  expect(await titles(kept)).toEqual(['At last', 'Edited twice', 'Full', 'Kept']);
});

it('What is deleted between two tries stays deleted', async () => {
  const { dashboards, kept, store, state } = await filling();
  await store.put(titled('c', 'Gone'), 0);
  await dashboards();
  await store.remove('a');
  await store.remove('c');
  state.isFull = false;
  await dashboards();
  expect(await titles(kept)).toEqual(['Full', 'Kept']);
});

it('What another tab has made of a brought dashboard between two tries stays', async () => {
  const { dashboards, kept, store, state } = await filling();
  const c = await store.put(titled('c', 'Mine too'), 0);
  await dashboards();
  state.isFull = false;
  const there = (await kept.get('c')) ?? c;
  await kept.put(titled('c', 'Theirs'), there.revision);
  await store.put(titled('c', 'Mine edited'), c.revision);
  await dashboards();
  expect(await titles(kept)).toEqual(['Full', 'Kept', 'Mine', 'Mine edited', 'Theirs']);
});
