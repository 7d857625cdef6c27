import { afterEach, describe, expect, it, vi } from 'vitest';
import { beginDashboard } from './begin.ts';
import { dashboardDocument } from './document.fixture.ts';
import { type LoadedDashboard, loadDashboard } from './load.ts';

const BASE = 'https://plant.example/';
const signal = new AbortController().signal;

function answering(body: string, init?: ResponseInit): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, init)));
}

afterEach(() => vi.unstubAllGlobals());

describe('loadDashboard', () => {
  it('says which file is missing', async () => {
    answering('', { status: 404 });
    expect(await loadDashboard('dashboards/x.json', signal)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/404 for dashboards\/x\.json/),
    });
  });

  it.each([
    ['404', () => answering('', { status: 404 })],
    ['another page', () => answering('<!doctype html>')],
    ['a wrong document', () => answering('{}')],
    ['nothing', () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))],
  ])('says no secret that stands in the address, whatever is wrong (%s)', async (_what, answer) => {
    answer();
    const loaded = await loadDashboard('https://me:hunter2@h.example/d.json?sig=hunter2#hunter2', signal);
    expect(!loaded.ok && loaded.reason).toContain('https://h.example/d.json?…');
    expect(JSON.stringify(loaded)).not.toContain('hunter2');
  });

  it('says when a page came instead of a document', async () => {
    answering('<!doctype html>');
    expect(await loadDashboard('x.json', signal)).toMatchObject({
      reason: expect.stringMatching(/not JSON/),
    });
  });

  it('says that places are to be corrected only where there are any', async () => {
    answering('{}');
    expect(await loadDashboard('x.json', signal)).toMatchObject({
      reason: 'x.json cannot be shown. Correct these places:',
    });
    answering('{"version":99}');
    expect(await loadDashboard('x.json', signal)).toMatchObject({
      reason: 'x.json cannot be shown.',
      problems: [expect.stringMatching(/newer Signalbox/)],
    });
  });

  it('says when the network is away', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await loadDashboard('x.json', signal)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/could not be fetched/),
    });
  });

  it('takes what was begun before, once', async () => {
    const asked = vi.fn(() => Promise.resolve(new Response('', { status: 404 })));
    vi.stubGlobal('fetch', asked);
    beginDashboard('x.json', BASE);
    await loadDashboard('x.json', signal);
    expect(asked).toHaveBeenCalledTimes(1);
    await loadDashboard('x.json', signal);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('says when what was begun before did not come', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    beginDashboard('x.json', BASE);
    expect(await loadDashboard('x.json', signal)).toMatchObject({
      reason: expect.stringMatching(/could not be fetched/),
    });
  });

  it('shows the copy that is kept first, and another document once the network gives one', async () => {
    const document = (id: string) => JSON.stringify(dashboardDocument(id));
    vi.stubGlobal('caches', { match: async () => new Response(document('kept')) });
    for (const newest of ['kept', 'newest']) {
      let answer = (_: Response) => {};
      vi.stubGlobal(
        'fetch',
        () =>
          new Promise<Response>((resolve) => {
            answer = resolve;
          }),
      );
      beginDashboard('x.json', BASE);
      const shown = new Promise<LoadedDashboard>((resolve) => {
        void loadDashboard('x.json', signal, resolve).then((loaded) => last.push(loaded));
      });
      const last: LoadedDashboard[] = [];
      const kept = await shown;
      expect(kept).toMatchObject({ ok: true, document: { metadata: { id: 'kept' } } });
      answer(new Response(document(newest)));
      await vi.waitFor(() => expect(last).toHaveLength(1));
      if (newest === 'kept') expect(last[0]).toBe(kept);
      else expect(last[0]).toMatchObject({ ok: true, document: { metadata: { id: 'newest' } } });
    }
  });

  it('lists what is wrong in the document', async () => {
    answering('{"kind":"signalbox/dashboard","version":2}');
    const loaded = await loadDashboard('x.json', signal);
    expect(!loaded.ok && loaded.problems).toEqual(['metadata: required', 'spec: required']);
  });
});
