import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { nextTurn } from '../next-turn.ts';
import { Archive } from './archive.ts';
import { DATABASE, loadPage } from './history.fixture.ts';

/** A page on a wall, and a browser that may close its database. */
export async function watchedPage() {
  const opening = vi.spyOn(IDBFactory.prototype, 'open');
  const page = loadPage();
  await page.start();
  return {
    page,
    /** As a browser does that needs the room; what was stored is gone where `evicted`. */
    async close(evicted: boolean) {
      const { result } = opening.mock.results.at(-1)?.value ?? {};
      const closed = new Promise((resolve) => result.addEventListener('close', resolve));
      // Declared to take the class instead of a database.
      Reflect.apply(forceCloseDatabase, null, [result]);
      await closed;
      if (evicted) await Archive.delete(DATABASE);
    },
    async hear(value: number) {
      page.clock.now += 1_000;
      page.series().append(page.clock.now, value);
      await page.history.save();
    },
    /** Seconds go by until readings are written down again. */
    async secondsUntilFollowed(most: number) {
      for (let second = 1; second <= most; second++) {
        page.clock.now += 1_000;
        page.history.tick();
        for (let turn = 0; turn < 20; turn++) await nextTurn();
        if (page.series().follower !== null) return second;
      }
      return Number.POSITIVE_INFINITY;
    },
  };
}
