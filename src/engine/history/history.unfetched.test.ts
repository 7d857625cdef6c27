import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONNECTION, chunks, forgetAll, HOUR, loadPage, NOW } from './history.fixture.ts';
import { watchedPage } from './watched-page.fixture.ts';

beforeEach(forgetAll);
afterEach(() => vi.restoreAllMocks());

describe('what writing needs of the page', () => {
  afterEach(() => vi.doUnmock('./keeper.ts'));

  it('costs no reading where it can not be fetched at first, and is said in its own words', async () => {
    vi.doMock('./keeper.ts', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const { page, hear } = await watchedPage();
    await hear(1);
    await hear(2);
    expect(page.log).toEqual([expect.stringMatching(/could not be fetched.* tried again/)]);
    vi.doUnmock('./keeper.ts');
    await hear(3);
    expect((await chunks()).map((chunk) => chunk.readings)).toEqual([3]);
    expect(page.log).toEqual([page.log[0], 'Readings are kept across reloads again.']);
    page.history.stop();
  });

  it('costs no reading of a connection that begins anew meanwhile, and none comes of one that is forgotten', async () => {
    vi.doMock('./keeper.ts', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const { page, hear } = await watchedPage();
    const added = { ...CONNECTION, id: 'added' };
    page.history.join(added);
    page.series('q', 'added').append(NOW, 7);
    await hear(1);
    for (const one of [CONNECTION, added]) page.history.join(one);
    vi.doUnmock('./keeper.ts');
    await page.history.forgetConnection('added');
    await hear(2);
    expect((await chunks()).map(({ connection, readings }) => [connection, readings])).toEqual([
      ['c', 1],
      ['c', 1],
    ]);
    page.history.stop();
  });

  it('costs no reading that waits for it where the clock is set back meanwhile, and keeps none of a wrong time', async () => {
    vi.doMock('./keeper.ts', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const { page, hear } = await watchedPage();
    await hear(1);
    page.series().append(NOW + HOUR, 777);
    page.clock.now += 1_000;
    page.store.forgetAfter(page.clock.now);
    await page.history.forgetAfter(page.clock.now);
    await hear(2);
    vi.doUnmock('./keeper.ts');
    await hear(3);
    await page.leave();
    const after = loadPage({ at: NOW + 2 * HOUR });
    await after.start();
    expect(after.find()).toMatchObject({ lastValue: 3, samples: { length: 3 } });
    after.history.stop();
  });

  it.each(['a connection is forgotten', 'the clock is set back'])(
    'ends nothing where it can not be fetched while %s: that is done before anything is written',
    async (what) => {
      const before = loadPage({ at: NOW + 10_000 });
      await before.start();
      before.series().append(NOW + 10_000, 777);
      await before.leave();
      vi.doMock('./keeper.ts', () => {
        throw new TypeError('Failed to fetch dynamically imported module');
      });
      const { page, hear } = await watchedPage();
      if (what === 'the clock is set back') await page.history.forgetAfter(NOW + 1_000);
      else {
        await page.history.forgetConnection('c');
        page.history.join(CONNECTION);
      }
      await hear(1);
      expect(page.series().follower).not.toBeNull();
      expect(page.log).toEqual([
        expect.stringMatching(/are back/),
        expect.stringMatching(/could not be fetched/),
      ]);
      vi.doUnmock('./keeper.ts');
      await hear(2);
      await page.leave();
      expect((await chunks()).map((chunk) => chunk.readings)).toEqual([2]);
      const after = loadPage({ at: NOW + HOUR });
      await after.start();
      expect(after.find()?.lastValue).toBe(2);
      after.history.stop();
    },
  );
});

describe('what bringing back needs of the page', () => {
  afterEach(() => vi.doUnmock('./restorer.ts'));

  it('is said in its own words where it can not be fetched, and what is kept stays', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    vi.doMock('./restorer.ts', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const { page, hear } = await watchedPage();
    expect(page.log).toEqual([
      expect.stringMatching(/not brought back.* could not be fetched.* reload the page/),
    ]);
    await hear(2);
    expect(page.log).toHaveLength(1);
    expect(await chunks()).toHaveLength(2);
    page.history.stop();
  });
});
