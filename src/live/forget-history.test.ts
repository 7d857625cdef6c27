import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, expect, it, vi } from 'vitest';
import { forgetHistory } from './forget-history.ts';

afterEach(() => vi.unstubAllGlobals());

let count = 0;

/** A database with something in it, held open by a page. */
async function kept(letsGo: boolean) {
  count += 1;
  const name = `history ${count}`;
  const page = await openDB(name, 3, {
    upgrade: (fresh) => {
      fresh.createObjectStore('chunks').put('readings', 1);
      fresh.createObjectStore('person').put('somebody', 'subject');
    },
    blocking: (_current, _next, event) => {
      if (letsGo && event.target instanceof IDBDatabase) event.target.close();
    },
  });
  return { page, settings: { history: { database: name, maxBytes: 1, maxAgeMs: 1 } } };
}

const names = async () => (await indexedDB.databases()).map(({ name }) => name);

it('deletes what is kept, where other pages let go of it', async () => {
  const { settings } = await kept(true);
  await forgetHistory(settings);
  expect(await names()).not.toContain(settings.history.database);
});

it('leaves nothing and does not wait, where a page that stands still holds on to it', async () => {
  const { page, settings } = await kept(false);
  await forgetHistory(settings);
  expect(await page.getAll('chunks')).toEqual([]);
  expect(await page.getAll('person')).toEqual([]);
  page.close();
});

it('makes no database where there is none', async () => {
  const settings = { history: { database: 'never made', maxBytes: 1, maxAgeMs: 1 } };
  await forgetHistory(settings);
  expect(await names()).not.toContain('never made');
});

it.each(['open', 'deleteDatabase'])(
  'ends, too, where the browser denies storage: %s throws',
  async (method) => {
    const { page, settings } = await kept(true);
    const denied = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    const real = indexedDB;
    vi.stubGlobal('indexedDB', { open: real.open.bind(real), [method]: denied });
    await forgetHistory(settings);
    page.close();
  },
);

it('ends, too, where the browser has no database to give, or closes it meanwhile', async () => {
  const { page, settings } = await kept(true);
  const closing = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('The database connection is closing.', 'InvalidStateError');
  });
  await forgetHistory(settings);
  closing.mockRestore();
  page.close();
  vi.stubGlobal('indexedDB', undefined);
  await forgetHistory(settings);
});
