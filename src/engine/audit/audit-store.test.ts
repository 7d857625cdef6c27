import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { auditEntry } from '../../model/audit.fixture.ts';
import type { AuditEntry } from '../../model/audit.ts';
import { AuditStore } from './audit-store.ts';

const DAY_MS = 86_400_000;
let count = 0;

function open(): Promise<AuditStore> {
  count += 1;
  return AuditStore.open(`audit-store-${count}`, () => {});
}

function numbered(amount: number): AuditEntry[] {
  return Array.from({ length: amount }, (_, index) =>
    auditEntry({ id: `c${index}`, enteredAt: 1_000_000 + index }),
  );
}

const ids = (entries: readonly AuditEntry[]) => entries.map(({ id }) => id);

it('gives entries newest first, batch by batch', async () => {
  const store = await open();
  await store.put(numbered(5));
  const first = await store.newest(null, 2);
  expect(ids(first)).toEqual(['c4', 'c3']);
  const second = await store.newest(first.at(-1) ?? null, 2);
  expect(ids(second)).toEqual(['c2', 'c1']);
  expect(ids(await store.newest(second.at(-1) ?? null, 2))).toEqual(['c0']);
});

it('keeps the newer state of an entry in the place of the older', async () => {
  const store = await open();
  const [entry] = numbered(1);
  if (!entry) throw new Error('there is no entry');
  await store.put([entry]);
  await store.put([{ ...entry, reason: 'No report came.' }]);
  expect(await store.newest(null, 10)).toEqual([{ ...entry, reason: 'No report came.' }]);
});

it('enters the end of a pulse once, however many find it missing, and never beside one that came meanwhile', async () => {
  const store = await open();
  const press = auditEntry({ id: 'press', releaseBy: 9_000, owner: 'gone' });
  const end = auditEntry({ id: 'press-release', enteredAt: 9_000 });
  await store.put([press]);
  expect(await Promise.all([store.endPulse(press, end), store.endPulse(press, end)])).toEqual([true, false]);
  expect(ids(await store.newest(null, 10))).toEqual(['press-release', 'press']);
  expect(await store.unreleased()).toEqual([]);

  const other = await open();
  await other.put([press]);
  await other.put([auditEntry({ id: 'press' })]);
  expect(await other.endPulse(press, end)).toBe(false);
  expect(await other.newest(null, 10)).toEqual([auditEntry({ id: 'press' })]);
});

it('loses none of entries made in the same millisecond, by this tab or another', async () => {
  const store = await open();
  const twins = ['a', 'b', 'c'].map((id) => auditEntry({ id, enteredAt: 5 }));
  await store.put(twins);
  const [first] = await store.newest(null, 1);
  expect([...ids(await store.newest(null, 1)), ...ids(await store.newest(first ?? null, 9))]).toEqual([
    'a',
    'b',
    'c',
  ]);
});

it('drops what is too old', async () => {
  const store = await open();
  const now = 100 * DAY_MS;
  await store.put([
    auditEntry({ id: 'old', enteredAt: 9 * DAY_MS }),
    auditEntry({ id: 'young', enteredAt: 11 * DAY_MS }),
  ]);
  await store.prune({ entries: 10, days: 90 }, now);
  expect(ids(await store.newest(null, 10))).toEqual(['young']);
});

it('keeps exactly the newest, whatever the bound', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 35 }),
      async (amount, keep) => {
        const store = await open();
        const entries = numbered(amount);
        await store.put(entries);
        await store.prune({ entries: keep, days: 90 }, 1_000_100);
        expect(ids(await store.newest(null, 100))).toEqual(ids(entries.reverse().slice(0, keep)));
        store.close();
      },
    ),
    { numRuns: 40 },
  );
});

it('drops all when more are to go than there are', async () => {
  const store = await open();
  await store.put(numbered(3));
  await store.dropOldest(10);
  expect(await store.newest(null, 10)).toEqual([]);
});

it('does not stand in the way of a newer page that wants another form of the database', async () => {
  let lost = 0;
  await AuditStore.open('audit-store-newer', () => {
    lost += 1;
  });
  const newer = await openDB('audit-store-newer', 2);
  expect(newer.version).toBe(2);
  expect(lost).toBe(1);
  newer.close();
});

describe('what all deployments of a host kept together before', () => {
  const COMMON = 'signalbox-audit';

  /** As an earlier version of this page left it. */
  async function leaveCommon(entries: readonly AuditEntry[]) {
    const common = await openDB(COMMON, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('entries', { keyPath: ['rank', 'id'] });
      },
    });
    for (const entry of entries) await common.put('entries', { rank: -entry.enteredAt, id: entry.id, entry });
    return common;
  }

  const exists = async () => (await indexedDB.databases()).some(({ name }) => name === COMMON);

  it('is taken over by the first that is opened, and is then nobody else’s', async () => {
    (await leaveCommon(numbered(3))).close();
    const first = await open();
    expect(ids(await first.newest(null, 10))).toEqual(['c2', 'c1', 'c0']);
    await vi.waitFor(async () => expect(await exists()).toBe(false));
    expect(await (await open()).newest(null, 10)).toEqual([]);
    // What was taken over is there for the next page, too.
    const again = await AuditStore.open(`audit-store-${count - 1}`, () => {});
    expect(await again.newest(null, 10)).toHaveLength(3);
  });

  it('is taken over although a page of before holds on to it', async () => {
    const held = await leaveCommon(numbered(2));
    expect(await (await open()).newest(null, 10)).toHaveLength(2);
    held.close();
    await vi.waitFor(async () => expect(await exists()).toBe(false));
  });
});
