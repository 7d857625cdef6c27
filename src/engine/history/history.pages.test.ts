import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CONNECTION, chunks, forgetAll, loadPage, NOW } from './history.fixture.ts';

beforeEach(forgetAll);

describe('two pages', () => {
  /** Locks as the browser has them, for one name. */
  function fakeLocks() {
    let last: Promise<unknown> = Promise.resolve();
    let held = 0;
    type Work = (lock: object | null) => Promise<void> | undefined;
    return {
      request(_name: string, options: { ifAvailable?: boolean; signal?: AbortSignal }, work: Work) {
        if (options.ifAvailable && held > 0) return Promise.resolve(work(null));
        held += 1;
        const mine = last.then(() => (options.signal?.aborted ? undefined : work({})));
        last = mine.then(() => {
          held -= 1;
        });
        return mine;
      },
    };
  }

  it('both read, one writes, and the other goes on when that one leaves', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const first = loadPage();
    await first.start();
    first.series().append(NOW, 1);
    await first.history.save();
    const second = loadPage();
    await second.start();
    expect(second.find()?.lastValue).toBe(1);
    second.series().append(NOW + 1_000, 2);
    await second.history.save();
    expect(await chunks()).toHaveLength(1);
    await first.leave();
    await vi.waitFor(() => expect(second.series().follower).not.toBeNull());
    second.series().append(NOW + 2_000, 3);
    await second.leave();
    const third = loadPage({ at: NOW + 3_000 });
    await third.start();
    expect(third.find()?.samples.length).toBe(2);
    expect(third.find()?.breaks?.length).toBe(2);
  });

  it('that cannot agree are not drawn twice', async () => {
    const first = loadPage();
    const second = loadPage({ at: NOW + 500 });
    await first.start();
    await second.start();
    for (let n = 0; n < 10; n++) {
      for (const page of [first, second]) page.series().append(NOW + n * 1_000, n);
    }
    first.clock.now += 10_000;
    second.clock.now += 10_000;
    await first.leave();
    await second.leave();
    const after = loadPage({ at: NOW + 20_000 });
    await after.start();
    expect(after.find()?.samples.length).toBe(10);
  });

  it('keeps what comes of a connection that is added later, and forgets one that is removed', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    const added = { ...CONNECTION, id: 'added' };
    page.history.join(added);
    page.series('q', 'added').append(NOW, 2);
    await page.history.save();
    expect((await chunks()).map((one) => one.connection).sort()).toEqual(['added', 'c']);
    await page.history.forgetConnection('added');
    page.series('q', 'added').append(NOW + 1, 3);
    await page.history.save();
    expect((await chunks()).map((one) => one.connection)).toEqual(['c']);
  });

  it('leaves what is stored of a connection that is left out as it is, and does not put it back', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    const without = loadPage({ connections: [], history: { kept: ['c'] } });
    await without.start();
    expect(without.find()).toBeUndefined();
    without.history.stop();
    const again = loadPage();
    await again.start();
    expect(again.find()?.lastValue).toBe(1);
  });
});
