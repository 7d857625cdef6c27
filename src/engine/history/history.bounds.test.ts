import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Archive } from './archive.ts';
import { FORMAT } from './format.ts';
import { CONNECTION, chunks, DATABASE, forgetAll, HOUR, loadPage, NOW } from './history.fixture.ts';

beforeEach(forgetAll);

describe('what is kept', () => {
  it('stays within its size, the newest kept, and counts what it holds', async () => {
    const maxBytes = 400_000;
    const page = loadPage({ history: { maxBytes } });
    await page.start();
    for (let n = 0; n < 400_000; n++) {
      page.series().append(NOW + n, (n * 7_919) % 1_000);
      if (n % 5_000 === 0) await page.history.save();
    }
    page.clock.now += 400_000;
    await page.leave();
    const sizes = (await chunks()).map((chunk) => chunk.size);
    expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThanOrEqual(maxBytes);
    const after = loadPage({ at: page.clock.now });
    await after.start();
    expect(after.find()?.lastTime).toBe(NOW + 399_999);
    expect(after.find()?.samples.length).toBeGreaterThan(50_000);
  }, 60_000);

  it('leaves a slow connection all of its own, however much a fast one beside it says', async () => {
    const connections = [CONNECTION, { ...CONNECTION, id: 'fast', url: 'ws://host/fast' }];
    const history = { maxBytes: 400_000 };
    const page = loadPage({ connections, history });
    await page.start();
    // A reading every five seconds for an hour.
    for (let n = 0; n < 720; n++) {
      page.clock.now += 5_000;
      page.series().append(page.clock.now, n);
      for (let i = 0; i < 500; i++) page.series('q', 'fast').append(page.clock.now + i, Math.sin(n + i));
      await page.history.save();
    }
    await page.leave();
    const stored = await chunks();
    const size = stored.reduce((all, chunk) => all + chunk.size, 0);
    expect(size).toBeLessThanOrEqual(history.maxBytes);
    expect(size).toBeGreaterThan(history.maxBytes / 2);
    const after = loadPage({ connections, history, at: page.clock.now });
    await after.start();
    expect(after.find()?.samples.length).toBe(720);
    expect(after.find('q', 'fast')?.lastTime).toBe(page.clock.now + 499);
    after.history.stop();
  }, 60_000);

  it('takes what the browser has no room for from the connection that has most', async () => {
    const connections = [CONNECTION, { ...CONNECTION, id: 'fast', url: 'ws://host/fast' }];
    const page = loadPage({ connections });
    await page.start();
    page.series().append(++page.clock.now, 1);
    for (let n = 0; n < 6; n++) {
      for (let i = 0; i < 20_000; i++) page.series('q', 'fast').append(page.clock.now + i, Math.sin(i));
      page.clock.now += 1_000_000;
      await page.history.save();
    }
    const write = vi.spyOn(Archive.prototype, 'write');
    write.mockRejectedValueOnce(new DOMException('Full.', 'QuotaExceededError'));
    page.series('q', 'fast').append(++page.clock.now, 1);
    await page.history.save();
    expect((await chunks()).map((chunk) => chunk.connection).sort()).toEqual([
      'c',
      ...Array.from({ length: 4 }, () => 'fast'),
    ]);
    page.history.stop();
  });

  it('drops what is too old', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    const after = loadPage({ at: NOW + 25 * HOUR });
    await after.start();
    expect(after.find()).toBeUndefined();
    expect(await chunks()).toEqual([]);
  });

  it.each([FORMAT + 1, FORMAT + 41])('drops what another version has written (%i)', async (version) => {
    await new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, version);
      request.onupgradeneeded = () => request.result.createObjectStore('chunks', { keyPath: 'other' });
      request.onerror = reject;
      request.onsuccess = () => resolve(request.result.close());
    });
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.leave();
    expect(await chunks()).toHaveLength(1);
    expect(page.log).toEqual([]);
  });

  it('survives damaged chunks, and says so', async () => {
    const before = loadPage();
    await before.start();
    for (let n = 0; n < 100; n++) before.series().append(NOW + n, n);
    await before.leave();
    const [chunk] = await chunks();
    if (!chunk) throw new Error('Nothing was stored.');
    const archive = await Archive.open(DATABASE, 'ada', () => {});
    await archive.write([{ ...chunk, bytes: chunk.bytes.slice(0, chunk.bytes.length - 1) }], []);
    archive.close();
    const after = loadPage();
    await after.start();
    expect(after.find()?.samples.length).toBe(99);
    expect(after.log.join()).toMatch(/could not be read/);
  });

  it('leaves out readings from the future: the clock was wrong then, or is now', async () => {
    const before = loadPage({ at: NOW });
    await before.start();
    before.series().append(NOW + HOUR, 1);
    before.series('other').append(NOW, 2);
    await before.leave();
    const after = loadPage({ at: NOW });
    await after.start();
    expect(Number.isNaN(after.find()?.lastTime)).toBe(true);
    expect(after.find('other')?.lastValue).toBe(2);
  });

  it('works without a database, and says it once', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('The user denied permission to access the database.', 'SecurityError');
      },
    });
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.leave();
    await page.history.forget();
    expect(page.log).toHaveLength(1);
    expect(page.log[0]).toMatch(/keeps no readings across reloads/);
  });

  it('drops the oldest when the browser has no room, tries again, and says so once', async () => {
    const page = loadPage();
    await page.start();
    const write = vi.spyOn(Archive.prototype, 'write');
    const refuse = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
    const fill = async () => {
      for (let n = 0; n < 20_000; n++) page.series().append(NOW + n, Math.sin(n));
      page.clock.now += 1_000;
      await page.history.save();
    };
    for (let n = 0; n < 6; n++) await fill();
    write.mockImplementationOnce(refuse);
    await fill();
    expect(page.log).toHaveLength(1);
    expect(page.log[0]).toMatch(/no room: the oldest 2 parts/);
    expect(await chunks()).toHaveLength(5);
    write.mockImplementation(refuse);
    await fill();
    await fill();
    expect(page.log).toHaveLength(2);
    expect(page.log[1]).toMatch(/did not keep the last 20000 readings/);
    write.mockRestore();
    await fill();
    expect((await chunks()).at(-1)?.readings).toBe(20_000);
    page.history.stop();
  });

  it('drops what is too old of a chunk whose last part could not be stored, too', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.history.save();
    for (let n = 0; n < 20_000; n++) page.series().append(NOW + n, Math.sin(n));
    const refuse = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
    const write = vi.spyOn(Archive.prototype, 'write');
    write.mockImplementationOnce(refuse).mockImplementationOnce(refuse);
    await page.history.save();
    write.mockRestore();
    page.clock.now += 25 * HOUR;
    page.series().append(page.clock.now, 2);
    await page.history.save();
    expect((await chunks()).map((chunk) => chunk.savedAt)).toEqual([page.clock.now]);
    page.history.stop();
  });

  it('has a gap where readings could not be stored', async () => {
    const page = loadPage();
    await page.start();
    const hear = async (count: number) => {
      for (let n = 0; n < count; n++) page.series().append(++page.clock.now, Math.sin(n));
      await page.history.save();
    };
    const refuse = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
    const write = vi.spyOn(Archive.prototype, 'write');
    await hear(20_000);
    // A chunk that is written again with what comes next is not lost yet.
    await hear(10);
    write.mockImplementationOnce(refuse).mockImplementationOnce(refuse);
    await hear(10);
    await hear(10);
    await hear(20_000);
    write.mockImplementationOnce(refuse).mockImplementationOnce(refuse);
    await hear(20_000);
    await hear(20_000);
    write.mockRestore();
    await page.leave();
    const after = loadPage({ at: page.clock.now });
    await after.start();
    expect(after.find()?.samples.length).toBe(60_030);
    expect(after.find()?.breaks?.length).toBe(2);
    after.history.stop();
  });

  it('keeps what there was no room for once there is some, though nothing new comes before its chunk is over', async () => {
    const page = loadPage();
    await page.start();
    const hear = async (value: number) => {
      page.clock.now += 1_000;
      page.series().append(page.clock.now, value);
      await page.history.save();
    };
    await hear(1);
    const refuse = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
    const write = vi.spyOn(Archive.prototype, 'write').mockImplementation(refuse);
    await hear(2);
    write.mockRestore();
    page.clock.now += 601_000;
    await page.history.save();
    await hear(3);
    await page.leave();
    const after = loadPage({ at: page.clock.now });
    await after.start();
    expect(after.find()?.samples.length).toBe(3);
    expect(after.find()?.breaks?.length).toBe(1);
    after.history.stop();
  });

  it('does not make old readings young by what comes after a long silence', async () => {
    const page = loadPage();
    await page.start();
    for (let hour = 0; hour < 46; hour++) {
      page.clock.now = NOW + hour * HOUR;
      if (hour % 23 === 0) page.series().append(page.clock.now, hour);
      await page.history.save();
    }
    await page.leave();
    const after = loadPage({ at: page.clock.now });
    await after.start();
    expect(after.find()?.samples.length).toBe(1);
    expect(after.find()?.lastValue).toBe(23);
    after.history.stop();
  });

  it('goes when it has grown too old, though nothing new comes', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.history.save();
    page.clock.now += 23 * HOUR;
    await page.history.save();
    expect(await chunks()).toHaveLength(1);
    page.clock.now += 2 * HOUR;
    await page.history.save();
    expect(await chunks()).toEqual([]);
    page.history.stop();
  });

  it('saves by itself every five seconds, or sooner when there is much', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    page.history.tick();
    await page.history.save();
    page.series().append(NOW + 1, 1);
    const save = vi.spyOn(page.history, 'save');
    page.clock.now += 4_000;
    page.history.tick();
    expect(save).not.toHaveBeenCalled();
    page.clock.now += 1_000;
    page.history.tick();
    expect(save).toHaveBeenCalledOnce();
    await page.leave();
  });
});
