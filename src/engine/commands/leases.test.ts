import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Leases } from './leases.ts';

const NOW = 1_750_000_000_000;
let databases = 0;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Tabs of one browser. */
function tabs(count: number) {
  const name = `leases-${databases++}`;
  return Array.from({ length: count }, (_, index) => {
    const leases = new Leases(name, `tab ${index}`);
    return {
      /** Asks for a target. @returns what lets go of it, null where it is another's */
      ask: (target: string) =>
        new Promise<(() => Promise<void>) | null>((resolve, reject) => {
          let free = () => {};
          const held = new Promise<void>((done) => {
            free = done;
          });
          const over: Promise<void> = leases.request(target, { ifAvailable: true }, (lock) => {
            resolve(
              lock &&
                (() => {
                  free();
                  return over;
                }),
            );
            return lock ? held : undefined;
          });
          over.catch(reject);
        }),
    };
  });
}

describe('without Web Locks', () => {
  it('a target is one tab’s until it lets go', async () => {
    const [here, there] = tabs(2);
    const letGo = await here?.ask('relay');
    expect(letGo).not.toBeNull();
    expect(await there?.ask('relay')).toBeNull();
    expect(await there?.ask('fan')).not.toBeNull();
    await letGo?.();
    expect(await there?.ask('relay')).not.toBeNull();
  });

  it('of many tabs that ask in the same moment one gets it', async () => {
    const answers = await Promise.all(tabs(8).map((tab) => tab.ask('relay')));
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  });

  it('a tab that lives keeps what it holds for as long as it wants', async () => {
    const [here, there] = tabs(2);
    await here?.ask('relay');
    for (let turn = 0; turn < 6; turn += 1) {
      vi.advanceTimersByTime(5_000);
      // One that asks waits until the renewal before it is written.
      expect(await there?.ask('relay')).toBeNull();
    }
  });

  it('a tab that was killed or stands still loses it after a while, and does not give back what is another’s by then', async () => {
    const [here, there, third] = tabs(3);
    const letGo = await here?.ask('relay');
    vi.setSystemTime(NOW + 15_001);
    expect(await there?.ask('relay')).not.toBeNull();
    await letGo?.();
    expect(await third?.ask('relay')).toBeNull();
  });

  it('a clock that was set back keeps nobody waiting', async () => {
    const [here, there] = tabs(2);
    await here?.ask('relay');
    vi.setSystemTime(NOW - 3_600_000);
    expect(await there?.ask('relay')).not.toBeNull();
  });

  it('a database that the browser closed is opened again, and goes on keeping tabs apart', async () => {
    const opening = vi.spyOn(IDBFactory.prototype, 'open');
    const [here, there] = tabs(2);
    await (await here?.ask('relay'))?.();
    await (await there?.ask('relay'))?.();
    for (const { value } of opening.mock.results) {
      const closed = new Promise((resolve) => value.result.addEventListener('close', resolve));
      // Declared to take the class instead of a database.
      Reflect.apply(forceCloseDatabase, null, [value.result]);
      await closed;
    }
    expect(await here?.ask('relay')).not.toBeNull();
    expect(await there?.ask('relay')).toBeNull();
  });

  it('a page elsewhere that deletes the database is not kept waiting, and tabs are kept apart after it', async () => {
    const [here, there] = tabs(2);
    await (await here?.ask('relay'))?.();
    const deleted = indexedDB.deleteDatabase(`leases-${databases - 1}`);
    await new Promise((resolve, reject) => {
      deleted.onsuccess = resolve;
      deleted.onblocked = reject;
    });
    expect(await here?.ask('relay')).not.toBeNull();
    expect(await there?.ask('relay')).toBeNull();
  });

  it('a database that could not be opened is tried again with the next order', async () => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
      throw new DOMException('Gone.', 'UnknownError');
    });
    const [here, there] = tabs(2);
    await expect(here?.ask('relay')).rejects.toThrow('Gone.');
    expect(await here?.ask('relay')).not.toBeNull();
    expect(await there?.ask('relay')).toBeNull();
  });
});
