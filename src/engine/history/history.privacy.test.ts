import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Archive } from './archive.ts';
import { CONNECTION, chunks, DATABASE, forgetAll, loadPage, NOW } from './history.fixture.ts';

beforeEach(forgetAll);

describe('history', () => {
  it('is another person’s business alone', async () => {
    const before = loadPage({ person: 'ada' });
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    const other = loadPage({ person: 'grace' });
    await other.start();
    expect(other.find()).toBeUndefined();
    other.history.stop();
    const again = loadPage({ person: 'ada' });
    await again.start();
    expect(again.find()).toBeUndefined();
  });

  it('is deleted when it is forgotten, and not written again', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.history.save();
    await page.history.forget();
    page.series().append(NOW + 1, 2);
    await page.history.save();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('ends when another page deletes it', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 1);
    await page.history.save();
    await Archive.delete(DATABASE);
    page.series().append(NOW + 1, 2);
    await page.leave();
    expect(await indexedDB.databases()).toEqual([]);
    expect(page.log).toEqual([]);
  });

  it('keeps nothing of a connection that opts out, and deletes what was kept of it', async () => {
    const two = [CONNECTION, { ...CONNECTION, id: 'd' }];
    const before = loadPage({ connections: two });
    await before.start();
    before.series('q', 'c').append(NOW, 1);
    before.series('q', 'd').append(NOW, 2);
    await before.leave();
    expect(await chunks()).toHaveLength(2);
    const after = loadPage({ connections: [CONNECTION, { ...CONNECTION, id: 'd', history: false }] });
    await after.start();
    expect(after.find('q', 'c')?.lastValue).toBe(1);
    expect(after.find('q', 'd')).toBeUndefined();
    after.series('q', 'd').append(NOW, 2);
    await after.leave();
    expect((await chunks()).map((chunk) => chunk.connection)).toEqual(['c']);
  });

  it('does not show one back end’s readings as another’s', async () => {
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    await before.leave();
    const after = loadPage({ connections: [{ ...CONNECTION, url: 'ws://other/stream' }] });
    await after.start();
    expect(after.find()).toBeUndefined();
  });

  it('stores no part of an address that may be a secret', async () => {
    const url = 'ws://user:pass@host/stream?token=abc';
    const page = loadPage({ connections: [{ ...CONNECTION, url }] });
    await page.start();
    page.series().append(NOW, 1);
    await page.leave();
    expect((await chunks())[0]?.source).toBe('json ws://host/stream');
  });
});
