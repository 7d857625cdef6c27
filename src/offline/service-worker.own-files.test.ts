import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ask,
  asked,
  away,
  BASE,
  begin,
  browser,
  buildOf,
  CONFIG,
  down,
  end,
  files,
  holdTime,
  host,
  install,
  passes,
  run,
} from './service-worker.fixture.ts';

beforeEach(begin);
afterEach(end);

const signIn = () => new Response('<!doctype html><p>Sign in', { headers: { 'content-type': 'text/html' } });
const OWN = ['config.json', 'dashboards/overview.json'] as const;
const brokenOff = () => new Response(new ReadableStream({ start: (body) => body.error(new Error()) }));
/** Longer than anybody waits who has something instead, ms. */
const LATE_MS = 15_000;
const late =
  (content: object, ms = LATE_MS) =>
  () =>
    new Promise<Response>((resolve) => setTimeout(() => resolve(Response.json(content)), ms));

describe('a file of the deployment’s own', () => {
  it('comes from what is kept while the host, or what stands before it, says that it is down, gives a page, or breaks off', async () => {
    for (const path of OWN) {
      host.answer = () => Response.json(CONFIG);
      expect(await ask(path)).toContain('Plant 7');
      for (const wrong of [away, down, signIn, brokenOff]) {
        host.answer = wrong;
        expect(await ask(path)).toMatch(/^200 .*Plant 7/);
      }
      // Nothing of that has taken the place of what is kept.
      host.answer = away;
      expect(await ask(path)).toMatch(/^200 .*Plant 7/);
    }
  });

  it('is what the host says where nothing is kept', async () => {
    for (const path of OWN) {
      for (const wrong of [down, signIn]) {
        host.answer = wrong;
        expect(await ask(path)).toBe(`${wrong().status} ${await wrong().text()}`);
      }
      host.answer = away;
      expect(await ask(path)).toBeNull();
    }
  });

  it('is gone, or not to be read, where the host says so; the last that could be read stays kept', async () => {
    for (const path of OWN) {
      host.answer = () => Response.json(CONFIG);
      await ask(path);
      host.answer = () =>
        new Response('<p>Not found', { status: 404, headers: { 'content-type': 'text/html' } });
      expect(await ask(path)).toBe('404 <p>Not found');
      host.answer = () => new Response('{ "title": ');
      expect(await ask(path)).toBe('200 { "title": ');
      host.answer = away;
      expect(await ask(path)).toMatch(/^200 .*Plant 7/);
    }
  });

  it('is kept only where the configuration names it: nothing else can be taken for a dashboard', async () => {
    const dashboards = ['dashboards/overview.json?v=2', 'https://[', 7];
    const kiosk = { displays: { hall: { dashboards: [{ dashboard: 'dashboards/hall.json' }] } } };
    host.answer = () => Response.json({ ...CONFIG, dashboards, kiosk });
    for (const path of [
      'dashboards/overview.json?v=2',
      'config.json?x',
      'config.json',
      'dashboards/other.json',
      'dashboards/overview.json',
      'dashboards/overview.json?v=2',
      'dashboards/hall.json',
    ]) {
      expect(await ask(path)).toContain('Plant 7');
    }
    expect(files()).toEqual([['config.json', 'dashboards/overview.json?v=2', 'dashboards/hall.json']]);
  });

  it('is kept wherever below the folder the configuration names it', async () => {
    const path = 'dashboards/line1/press.json';
    for (const named of [path, 'press.json']) {
      host.answer = () => Response.json({ ...CONFIG, dashboards: [named] });
      await ask('config.json');
      expect(await ask(named)).toContain('Plant 7');
      for (const wrong of [away, down, signIn]) {
        host.answer = wrong;
        expect(await ask(named)).toMatch(/^200 .*Plant 7/);
      }
    }
  });

  it('is nothing of a back end below the same folder, whose stream is left alone', async () => {
    const tell = await run('a');
    const answered: string[] = [];
    for (const init of [{ cache: 'no-store' }, { method: 'POST' }] as const) {
      const request = new Request(`${BASE}api/events.json`, init);
      tell('fetch', { request, respondWith: () => void answered.push(request.url) });
    }
    expect(answered).toEqual([]);
  });

  it('that an earlier build has kept without being named is gone once a worker takes over', async () => {
    host.answer = () => Response.json(CONFIG);
    for (const path of OWN) await ask(path);
    for (const cache of browser.kept.values()) cache.set(`${BASE}config.json?x`, Response.json(CONFIG));
    await passes('a', 'activate');
    expect(files()).toEqual([[...OWN]]);
  });

  it('marks a kept configuration as a copy, without its secrets', async () => {
    host.answer = () => Response.json(CONFIG);
    expect(await ask('config.json')).toContain('secret');
    host.answer = down;
    expect(await ask('config.json')).not.toContain('secret');
    const [own] = browser.kept.values();
    expect(own?.get(`${BASE}config.json`)?.headers.get('x-signalbox-kept')).toBe('0');
  });

  it('is waited for on a slow line where nothing is kept', async () => {
    const tell = await run('a');
    holdTime();
    host.answer = late(CONFIG);
    const both = Promise.all(OWN.map((path) => asked(tell, path)));
    await vi.advanceTimersByTimeAsync(LATE_MS);
    expect(await both).toEqual(OWN.map(() => expect.stringMatching(/^200 .*Plant 7/)));
  });

  it('comes from what is kept on a slow line, and is kept for the next time once it is there', async () => {
    const tell = await run('a');
    host.answer = () => Response.json(CONFIG);
    for (const path of OWN) await asked(tell, path);
    holdTime();
    host.answer = late({ ...CONFIG, title: 'Plant 8' });
    const both = Promise.all(OWN.map((path) => asked(tell, path)));
    await vi.advanceTimersByTimeAsync(LATE_MS - 1);
    expect(await both).toEqual(OWN.map(() => expect.stringContaining('Plant 7')));
    await vi.advanceTimersByTimeAsync(1);
    host.answer = away;
    for (const path of OWN) expect(await asked(tell, path)).toContain('Plant 8');
  });

  it('is the configuration itself as long as a page waits for it: its secrets are nowhere else', async () => {
    const tell = await run('a');
    host.answer = () => Response.json(CONFIG);
    await asked(tell, 'config.json');
    holdTime();
    host.answer = late(CONFIG, 8_000);
    const config = asked(tell, 'config.json');
    await vi.advanceTimersByTimeAsync(8_000);
    expect(await config).toContain('secret');
  });

  it('does not keep the page from being installed where it breaks off, or never comes', async () => {
    const tell = await run('a');
    holdTime();
    const never = () => new Promise<Response>(() => undefined);
    const named = () => Response.json({ dashboards: ['dashboards/a.json'] });
    for (const wrong of [
      { 'config.json': brokenOff },
      { 'config.json': never },
      { 'config.json': named, 'dashboards/a.json': never },
      { 'config.json': named, 'dashboards/a.json': brokenOff },
    ]) {
      browser.kept.clear();
      host.files = buildOf('a');
      host.instead = wrong;
      const done: Promise<unknown>[] = [];
      tell('install', { waitUntil: (promise) => done.push(promise) });
      await vi.advanceTimersByTimeAsync(60_000);
      await Promise.all(done);
      expect(files()).toContainEqual(expect.arrayContaining(['index.html', 'assets/index-a.js']));
    }
  });

  it('is not kept when the page is installed where the host gives the page in its place', async () => {
    const named = JSON.stringify({ dashboards: ['dashboards/a.json', 'dashboards/b.json'] });
    host.files = {
      ...buildOf('a'),
      'config.json': ['application/json', named],
      'dashboards/a.json': ['application/json', '{}'],
    };
    await install('a');
    expect(files()).toContainEqual(['config.json', 'dashboards/a.json']);
  });
});
