import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chartColumns } from '../series/window.ts';
import { Archive } from './archive.ts';
import { CONNECTION, chunks, fakeLocks, forgetAll, HOUR, loadPage, NOW } from './history.fixture.ts';

const MINUTE = 60_000;

const { write: real } = Archive.prototype;

beforeEach(forgetAll);

describe('a clock that is set back', () => {
  it('between two loads costs nothing of what the page wrote that came after', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    before.clock.now = NOW + 5 * MINUTE;
    before.series().append(before.clock.now, 1);
    await before.leave();
    const after = loadPage({ at: NOW + 2 * MINUTE });
    await after.start();
    for (let n = 0; n < 100; n++) {
      after.clock.now += 5_000;
      after.series().append(after.clock.now, 2);
      after.series('other').append(after.clock.now, 2);
      await after.history.save();
    }
    after.history.stop();
    const last = loadPage({ at: after.clock.now + 1_000 });
    await last.start();
    expect(last.find('other')?.samples.length).toBe(100);
    expect(last.find()?.samples.length).toBe(102);
    last.history.stop();
  });

  it('takes what was measured by the wrong time back for good, with a gap where it was', async () => {
    const page = loadPage();
    await page.start();
    const hear = async (count: number, value: number) => {
      for (let n = 0; n < count; n++) {
        page.clock.now += 1_000;
        page.series().append(page.clock.now, value);
        if (n % 4 === 0) await page.history.save();
      }
    };
    await hear(10, 1);
    page.clock.now += HOUR;
    await hear(30, 777);
    page.clock.now += 20 * MINUTE;
    await hear(30, 777);
    page.clock.now = NOW + 40_000;
    page.store.forgetAfter(page.clock.now);
    void page.history.forgetAfter(page.clock.now);
    // What comes meanwhile is written down, too.
    await hear(20, 1);
    await vi.waitFor(async () => {
      await page.history.save();
      expect((await chunks()).map(({ savedAt }) => savedAt)).toEqual([NOW + 40_000, NOW + 60_000]);
    });
    page.history.stop();
    const after = loadPage({ at: NOW + 2 * HOUR });
    await after.start();
    const drawn = chartColumns(after.find(), NOW, NOW + 2 * HOUR, 1_000);
    expect(drawn).toMatchObject({ samples: 30, max: 1 });
    expect(after.find()?.breaks?.length).toBe(2);
    expect(after.find()?.breaks?.afterAt(0)).toBeLessThan(NOW + 11_000);
    expect(page.log).toEqual([]);
    after.history.stop();
  });

  it('costs nothing of a connection that begins anew right behind it', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.history.forgetAfter(NOW + 1_000);
    page.series().append(NOW + 1_000, 2);
    void page.history.save();
    page.history.join(CONNECTION);
    page.series().append(NOW + 2_000, 3);
    await page.history.save();
    await page.leave();
    expect((await chunks()).reduce((all, { readings }) => all + readings, 0)).toBe(3);
  });

  it('costs nothing of what devices date by clocks of their own', async () => {
    const page = loadPage({ at: NOW + HOUR });
    await page.start();
    for (let n = 0; n < 40_000; n++) {
      page.series().append(NOW + n, Math.sin(n));
      page.clock.now += 1;
      if (n % 5_000 === 0) await page.history.save();
    }
    page.clock.now = NOW + MINUTE;
    page.store.forgetAfter(page.clock.now);
    await page.history.forgetAfter(page.clock.now);
    page.series().append(page.clock.now + 1, 2);
    page.clock.now += 1_000;
    await page.leave();
    const stored = await chunks();
    expect(stored.length).toBeGreaterThan(3);
    expect(Math.max(...stored.map(({ savedAt }) => savedAt))).toBe(page.clock.now);
    expect(Math.max(...stored.map(({ from }) => from))).toBeLessThan(page.clock.now);
    const after = loadPage({ at: page.clock.now });
    await after.start();
    expect(after.find()?.samples.length).toBe(40_001);
    expect(after.find()?.breaks?.length).toBe(2);
    after.history.stop();
  });

  it('says how much was not kept where the browser has no room even for what is left', async () => {
    const page = loadPage();
    await page.start();
    for (let n = 0; n < 10; n++) page.series().append(NOW + n, 1);
    page.clock.now += HOUR;
    page.series().append(page.clock.now, 777);
    await page.history.save();
    page.clock.now = NOW + 1_000;
    const full = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
    const write = vi.spyOn(Archive.prototype, 'write').mockImplementationOnce(full);
    write.mockImplementationOnce(function (this: Archive, ...args) {
      return real.apply(this, args);
    });
    write.mockImplementationOnce(full);
    page.store.forgetAfter(page.clock.now);
    await page.history.forgetAfter(page.clock.now);
    write.mockRestore();
    expect(await chunks()).toEqual([]);
    expect(page.log).toEqual([expect.stringMatching(/did not keep the last 10 readings/)]);
    page.history.stop();
  });

  it('ends nothing where the browser has no room: the oldest goes', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.history.save();
    const write = vi.spyOn(Archive.prototype, 'write');
    for (let n = 0; n < 6; n++) {
      const full = new DOMException('Full.', 'QuotaExceededError');
      page.clock.now += HOUR;
      page.series().append(page.clock.now, 777);
      page.clock.now -= HOUR - 1_000;
      // Whichever of its writes it is.
      for (let before = 0; before < n; before++) {
        write.mockImplementationOnce(function (this: Archive, ...args) {
          return real.apply(this, args);
        });
      }
      write.mockRejectedValueOnce(full);
      page.store.forgetAfter(page.clock.now);
      await page.history.forgetAfter(page.clock.now);
      expect(page.series().follower).not.toBeNull();
      page.series().append(++page.clock.now, n);
      await page.history.save();
      write.mockReset().mockImplementation(function (this: Archive, ...args) {
        return real.apply(this, args);
      });
    }
    write.mockRestore();
    const stored = await chunks();
    expect(stored.at(-1)).toMatchObject({ savedAt: page.clock.now, readings: 1 });
    await page.leave();
    const after = loadPage({ at: NOW + 2 * HOUR });
    await after.start();
    expect(after.find()).toMatchObject({ lastValue: 5 });
    expect(chartColumns(after.find(), NOW, NOW + 2 * HOUR, 1_000).max).toBeLessThan(777);
    after.history.stop();
  });
});
