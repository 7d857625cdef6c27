import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Archive } from './archive.ts';
import { CONNECTION, chunks, fakeLocks, forgetAll, HOUR, loadPage, NOW } from './history.fixture.ts';

const MINUTE = 60_000;

beforeEach(forgetAll);

describe('two pages', () => {
  type LoadedPage = ReturnType<typeof loadPage>;

  /** Time goes on, and each page hears a reading a second. */
  async function run(pages: readonly LoadedPage[], from: number, seconds: number) {
    for (let at = from; at < from + seconds * 1_000; at += 1_000) {
      for (const page of pages) {
        page.clock.now = at;
        page.series().append(at, at % 7);
        page.history.tick();
        await page.history.save();
      }
    }
    return from + seconds * 1_000;
  }

  /** The page leaves, and the other one takes over. */
  async function leaveTo(leaving: LoadedPage, staying: LoadedPage) {
    await leaving.leave();
    await vi.waitFor(() => expect(staying.series().follower).not.toBeNull());
  }

  it('both read, one writes, and the other goes on when that one leaves', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const first = loadPage();
    await first.start();
    let at = await run([first], NOW, 30);
    const second = loadPage({ at });
    await second.start();
    expect(second.find()?.samples.length).toBe(30);
    at = await run([first, second], at, 270);
    expect(new Set((await chunks()).map((chunk) => chunk.run)).size).toBe(1);
    await leaveTo(first, second);
    at = await run([second], at, 240);
    await second.leave();
    const third = loadPage({ at });
    await third.start();
    expect(third.find()?.samples.length).toBe(540);
    expect(third.find()?.breaks?.length).toBe(2);
  });

  it('bring back what was written after a page took over, though the clock was set back before the next', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const first = loadPage();
    await first.start();
    let at = await run([first], NOW, 60);
    const second = loadPage({ at });
    await second.start();
    await leaveTo(first, second);
    at = await run([second], at, 600);
    await second.leave();
    expect((await chunks()).every(({ isAlone }) => isAlone)).toBe(true);
    const third = loadPage({ at: NOW + 30_000 });
    await third.start();
    await run([third], NOW + 30_500, 60);
    await third.leave();
    const last = loadPage({ at: at + 60_000 });
    await last.start();
    expect(last.find()?.samples.length).toBe(720);
    last.history.stop();
  });

  it('hold nothing twice of what the one writes while the other reads, which hears it, too', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    let at = NOW;
    // More than is read at once.
    for (let load = 0; load < 20; load++) {
      const page = loadPage({ at });
      await page.start();
      at = await run([page], at, 2);
      await page.leave();
    }
    const first = loadPage({ at });
    await first.start();
    at = await run([first], at, 3);
    const second = loadPage({ at });
    const { chunks: read } = Archive.prototype;
    let begin = () => {};
    let goOn = () => {};
    const isReading = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const isWritten = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const held = vi.spyOn(Archive.prototype, 'chunks').mockImplementation(async function* (this: Archive) {
      held.mockRestore();
      for await (const chunk of read.call(this)) {
        begin();
        await isWritten;
        yield chunk;
      }
    });
    const restored = second.history.restore();
    await isReading;
    const heard = [at, at + 1_000];
    for (const time of heard) first.series().append(time, 7);
    first.history.join({ ...CONNECTION, id: 'added' });
    first.series('q', 'added').append(at, 7);
    first.clock.now = at + 1_000;
    await first.history.save();
    // The chunk is full, and the next one has begun.
    first.clock.now += HOUR;
    first.series().append(at + 2_000, 7);
    await first.history.save();
    first.series().append(at + 3_000, 7);
    await first.history.save();
    goOn();
    await restored;
    expect(second.find()?.samples.length).toBe(43);
    for (const time of [...heard, at + 2_000, at + 3_000]) second.series().append(time, 7);
    expect(second.find()?.samples.length).toBe(47);
    first.history.stop();
    second.history.stop();
  });

  it('keep to the bounds together when the other one goes on', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const maxBytes = 400_000;
    const first = loadPage({ history: { maxBytes } });
    const second = loadPage({ history: { maxBytes } });
    await first.start();
    await second.start();
    const fill = async (page: LoadedPage, from: number) => {
      for (let at = from; at < from + 100_000; at++) {
        page.series().append(at, (at * 7_919) % 1_000);
        if (at % 5_000 !== 0) continue;
        page.clock.now = at;
        await page.history.save();
      }
    };
    await fill(first, NOW);
    second.clock.now = NOW + 100_000;
    await leaveTo(first, second);
    await fill(second, NOW + 100_000);
    await second.leave();
    const sizes = (await chunks()).map((chunk) => chunk.size);
    const stored = sizes.reduce((all, size) => all + size, 0);
    expect(stored).toBeLessThanOrEqual(maxBytes);
    expect(stored).toBeGreaterThan(maxBytes / 2);
  }, 30_000);

  it('keep nothing that has grown too old, whichever wrote it', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const first = loadPage();
    const second = loadPage();
    await first.start();
    await second.start();
    await run([first], NOW, 3);
    second.clock.now = NOW + 25 * HOUR;
    await leaveTo(first, second);
    await run([second], second.clock.now, 3);
    expect((await chunks()).map((chunk) => chunk.from)).toEqual([NOW + 25 * HOUR]);
    second.history.stop();
  });

  it('that cannot agree keep to the bounds together all the same', async () => {
    const maxBytes = 400_000;
    const pages = [loadPage({ history: { maxBytes } }), loadPage({ history: { maxBytes } })];
    for (const page of pages) await page.start();
    for (let at = NOW; at < NOW + 250_000; at++) {
      for (const page of pages) {
        page.series().append(at, (at * 7_919) % 1_000);
        if (at % 5_000 !== 0) continue;
        page.clock.now = at;
        await page.history.save();
      }
    }
    for (const page of pages) {
      page.clock.now += MINUTE;
      await page.leave();
    }
    const sizes = (await chunks()).map(({ size }) => size);
    expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThanOrEqual(maxBytes);
  }, 60_000);

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
