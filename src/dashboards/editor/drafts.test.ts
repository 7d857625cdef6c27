import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { openDrafts } from './drafts.ts';

const DRAFT = { name: 'a', document: dashboardDocument('one'), basedOn: 1, changedAt: 1 };

afterEach(() => vi.restoreAllMocks());

describe('drafts', () => {
  it('are there after a crash, newest first, for the person whose they are', async () => {
    const before = await openDrafts('crash', 'ann');
    await before.keep({ name: 'a', document: dashboardDocument('one'), basedOn: 3, changedAt: 1 });
    await before.keep({ name: 'b', document: dashboardDocument('two'), basedOn: 0, changedAt: 2 });
    const after = await openDrafts('crash', 'ann');
    expect(await after.list()).toMatchObject([
      { document: { metadata: { id: 'two' } }, basedOn: 0 },
      { document: { metadata: { id: 'one' } }, basedOn: 3 },
    ]);
    expect(await (await openDrafts('crash', 'bob')).list()).toEqual([]);
  });

  it('hold the newest under each name until they are forgotten, several of one dashboard too', async () => {
    const drafts = await openDrafts('newest', '');
    const document = dashboardDocument('one');
    await drafts.keep({ name: 'a', document, basedOn: 1, changedAt: 1 });
    await drafts.keep({ name: 'a', document, basedOn: 1, changedAt: 2 });
    await drafts.keep({ name: 'b', document, basedOn: 1, changedAt: 3 });
    expect((await drafts.list()).map((one) => [one.name, one.changedAt])).toEqual([
      ['b', 3],
      ['a', 2],
    ]);
    await drafts.forget('b');
    expect((await drafts.list()).map((one) => one.name)).toEqual(['a']);
  });

  it('are bounded: the oldest that nobody came back for go', async () => {
    const drafts = await openDrafts('bounded', '');
    for (let number = 0; number < 25; number += 1) {
      const document = dashboardDocument('one');
      await drafts.keep({ name: `d${number}`, document, basedOn: 0, changedAt: number });
    }
    const kept = await drafts.list();
    expect(kept.length).toBe(20);
    const dropped: string[] = [];
    const last = { name: 'last', document: dashboardDocument('one'), basedOn: 0, changedAt: 24.5 };
    await drafts.keep(last, (title) => dropped.push(title));
    expect(dropped).toEqual(['Title of one']);
    await drafts.forget('last');
    await drafts.keep({ ...last, name: 'd5', changedAt: 5 }, (title) => dropped.push(title));
    expect(dropped).toHaveLength(1);
    expect(kept.at(-1)?.changedAt).toBe(5);
  });

  it('that this page cannot read are none of those, and are named beside them', async () => {
    const drafts = await openDrafts('newer', '');
    await drafts.keep(DRAFT);
    const content = { version: 99, metadata: { title: 'From the future' } };
    const database = await openDB('newer', 1);
    await database.put('drafts', { owner: '', id: 'b', content, basedOn: 1, changedAt: 2 });
    database.close();
    expect(await drafts.list()).toMatchObject([{ name: 'a' }]);
    expect(await drafts.unreadable()).toEqual([{ name: 'b', content }]);
  });

  it('that a living tab is at never go for others, however old they are', async () => {
    const isHeld = (name: string) => name === 'd0' || name === 'd3';
    const drafts = await openDrafts('held', '', { held: async () => isHeld });
    for (let number = 0; number < 25; number += 1) {
      const document = dashboardDocument('one');
      await drafts.keep({ name: `d${number}`, document, basedOn: 0, changedAt: number });
    }
    const names = (await drafts.list()).map((one) => one.name);
    expect(names.slice(-3)).toEqual(['d7', 'd3', 'd0']);
    expect(names.length).toBe(20);
  });

  it('say that one is kept only where it is', async () => {
    const drafts = await openDrafts('full', '');
    expect(await drafts.keep(DRAFT)).toBe(true);
    const refuse = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await drafts.keep({ ...DRAFT, changedAt: 2 })).toBe(false);
    refuse.mockRestore();
    expect(await drafts.keep({ ...DRAFT, changedAt: 3 })).toBe(true);
    expect(await drafts.list()).toMatchObject([{ changedAt: 3 }]);
  });

  it('are not taken for kept where nobody could read them again: the newest that can be stays', async () => {
    const drafts = await openDrafts('unreadable', '');
    await drafts.keep(DRAFT);
    const tile = { type: 'stat', title: 'T', options: {} };
    const widgets = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`w${index}`, tile]));
    const { document: one } = DRAFT;
    const document = { ...one, spec: { ...one.spec, widgets } };
    expect(await drafts.keep({ ...DRAFT, document, changedAt: 2 })).toBe(false);
    expect(await drafts.list()).toMatchObject([{ basedOn: 1, changedAt: 1 }]);
  });

  it('are none in a browser that keeps nothing, however it says so, until it does', async () => {
    const { open } = indexedDB;
    const refuse = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    const drafts = await openDrafts('refused', '');
    expect(await drafts.list()).toEqual([]);
    expect(await drafts.keep(DRAFT)).toBe(false);
    await drafts.forget('a');
    refuse.mockImplementation(open.bind(indexedDB));
    expect(await drafts.keep(DRAFT)).toBe(true);
  });

  it('go on after the browser has closed their database', async () => {
    const drafts = await openDrafts('closed', '');
    expect(await drafts.keep(DRAFT)).toBe(true);
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('closed');
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    expect(await drafts.keep({ ...DRAFT, changedAt: 2 })).toBe(true);
    expect(await drafts.list()).toMatchObject([{ changedAt: 2 }]);
  });
});
