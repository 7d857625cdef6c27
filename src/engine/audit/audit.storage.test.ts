import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { confirm, newDatabase, setUp } from './audit.fixture.ts';
import { AuditStore } from './audit-store.ts';

it('drops the oldest over the bound', async () => {
  const { audit, clock, entries } = setUp({ settings: { database: newDatabase(), entries: 20, days: 90 } });
  for (let index = 0; index < 120; index += 1) {
    clock.time += 1;
    confirm(audit, `c${index}`);
  }
  const kept = await entries();
  expect(kept[0]?.id).toBe('c119');
  expect((await entries()).length).toBe(20);
});

it('says so where there is no storage, and lists what it knows meanwhile', async () => {
  const { audit } = setUp({ open: () => Promise.reject(new DOMException('no', 'SecurityError')) });
  confirm(audit, 'a');
  const { entries, problem, next } = await audit.read(null, 100);
  expect(entries.map(({ id }) => id)).toEqual(['a']);
  expect(problem).toMatch(/keeps no storage.*only until the page is closed.*Allow site data/);
  expect(next).toBeNull();
});

it('holds a bounded number of commands where there is no storage, and says how many are gone', async () => {
  const { audit } = setUp({ open: () => Promise.reject(new DOMException('no', 'SecurityError')) });
  for (let index = 0; index < 1_005; index += 1) confirm(audit, `c${index}`);
  const { entries, problem } = await audit.read(null, 100);
  expect(entries).toHaveLength(1_000);
  expect(entries[0]?.id).toBe('c1004');
  expect(problem).toMatch(/5 steps of earlier commands could not be kept/);
});

it('makes room for the newest when the storage is full, and says so when there is none', async () => {
  const full = new DOMException('full', 'QuotaExceededError');
  const { audit, entries, database } = setUp();
  confirm(audit, 'old');
  await entries();
  const put = vi.spyOn(AuditStore.prototype, 'put').mockRejectedValueOnce(full);
  confirm(audit, 'new');
  expect((await entries()).map(({ id }) => id)).toEqual(['new']);
  put.mockRejectedValue(full);
  confirm(audit, 'newest');
  const { entries: listed, problem } = await audit.read(null, 10);
  expect(listed.map(({ id }) => id)).toContain('newest');
  expect(problem).toMatch(/storage for this page is full/);
  put.mockRestore();
  // There is room again: what was kept in memory is written, and nothing is said any more.
  expect((await audit.read(null, 10)).problem).toBe('');
  expect((await setUp({}, database).entries()).map(({ id }) => id)).toContain('newest');
});

it('lets the oldest make room once, and not at each try where that is not what fills the storage', async () => {
  const { audit } = setUp();
  vi.spyOn(AuditStore.prototype, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
  const dropping = vi.spyOn(AuditStore.prototype, 'dropOldest');
  for (const id of ['a', 'b', 'c']) {
    confirm(audit, id);
    expect((await audit.read(null, 10)).problem).toMatch(/storage for this page is full/);
  }
  expect(dropping).toHaveBeenCalledTimes(1);
});

it('opens a storage anew that the browser closed', async () => {
  let lose = () => {};
  const database = newDatabase();
  const { audit, entries } = setUp({
    open: (_name, lost) => {
      lose = lost;
      return AuditStore.open(database, lost);
    },
  });
  confirm(audit, 'a');
  await entries();
  lose();
  confirm(audit, 'b');
  expect((await entries()).map(({ id }) => id).sort()).toEqual(['a', 'b']);
});
