import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { openDrafts } from './drafts.ts';

describe('drafts', () => {
  it('are there after a crash, newest first, for the person whose they are', async () => {
    const before = await openDrafts('crash', 'ann');
    await before.keep({ document: dashboardDocument('one'), basedOn: 3, changedAt: 1 });
    await before.keep({ document: dashboardDocument('two'), basedOn: 0, changedAt: 2 });
    const after = await openDrafts('crash', 'ann');
    expect(await after.list()).toMatchObject([
      { document: { metadata: { id: 'two' } }, basedOn: 0 },
      { document: { metadata: { id: 'one' } }, basedOn: 3 },
    ]);
    expect(await (await openDrafts('crash', 'bob')).list()).toEqual([]);
  });

  it('hold the newest of each dashboard until they are forgotten', async () => {
    const drafts = await openDrafts('newest', '');
    await drafts.keep({ document: dashboardDocument('one'), basedOn: 1, changedAt: 1 });
    await drafts.keep({ document: dashboardDocument('one'), basedOn: 1, changedAt: 2 });
    expect((await drafts.list()).map((one) => one.changedAt)).toEqual([2]);
    await drafts.forget('one');
    expect(await drafts.list()).toEqual([]);
  });

  it('are bounded: the oldest that nobody came back for go', async () => {
    const drafts = await openDrafts('bounded', '');
    for (let number = 0; number < 25; number += 1) {
      await drafts.keep({ document: dashboardDocument(`d${number}`), basedOn: 0, changedAt: number });
    }
    const kept = await drafts.list();
    expect(kept.length).toBe(20);
    expect(kept.at(-1)?.changedAt).toBe(5);
  });
});
