import { expect, it, vi } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { createMemoryStore } from './memory.ts';
import { keptWhereItCan } from './opening.ts';
import type { DashboardStore } from './store.ts';

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
