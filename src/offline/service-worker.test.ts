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
  given,
  goTo,
  holdTime,
  host,
  install,
  POLICY_OF_BEFORE,
  page,
  passes,
  run,
  SCRIPT,
  type Tell,
} from './service-worker.fixture.ts';

beforeEach(begin);
afterEach(end);

describe('the service worker of a build', () => {
  it('keeps all of its files, the page with the folder it is in', async () => {
    host.files = buildOf('a');
    await install('a');
    expect(files()).toEqual([expect.arrayContaining(['index.html', 'assets/index-a.js'])]);
    const [shell] = browser.kept.values();
    expect(await shell?.get(`${BASE}index.html`)?.text()).toContain('<base href="/plant7/" />');
  });

  it('keeps the page without what it asks for ahead only to keep a line busy', async () => {
    const ahead =
      '<link rel="modulepreload" fetchpriority="low" data-of-line crossorigin href="./assets/index-a.js">';
    const needed = '<link rel="modulepreload" crossorigin href="./assets/index-a.js">';
    const [type, html] = page('a');
    host.files = { ...buildOf('a'), 'index.html': [type, html.replace('<p>', `${needed}\n${ahead}\n<p>`)] };
    await install('a');
    const [shell] = browser.kept.values();
    const text = await shell?.get(`${BASE}index.html`)?.text();
    expect(text).toContain(needed);
    expect(text).not.toContain('data-of-line');
    expect(text).toContain('<p>a</p>');
  });

  it('keeps none, and what was there before, while the host gives the page in the place of a script', async () => {
    host.files = buildOf('a');
    await install('a');
    host.files = { 'index.html': page('b') };
    await expect(install('b')).rejects.toThrow('assets/index-b.js: the host gave the page in its place');
    expect(files()).toEqual([expect.arrayContaining(['index.html', 'assets/index-a.js'])]);

    host.files = buildOf('b');
    await install('b');
    expect(files()[1]).toEqual(expect.arrayContaining(['index.html', 'assets/index-b.js']));
  });

  it('does not take the page of another build for its own', async () => {
    host.files = { ...buildOf('b'), 'index.html': page('a') };
    await expect(install('b')).rejects.toThrow('index.html: assets/index-a.js is of another build');
    expect(files()).toEqual([]);
  });

  it('asks the host again where the browser had kept the page under the name of a script', async () => {
    host.files = buildOf('b');
    browser.stored = { 'assets/index-b.js': page('a') };
    await install('b');
    const [shell] = browser.kept.values();
    expect(await shell?.get(`${BASE}assets/index-b.js`)?.text()).toBe('run()');
  });
});

/** Builds come one after another, and a page takes each. @returns those whose files are still kept */
async function taken(...marks: readonly string[]): Promise<string> {
  for (const mark of marks) {
    host.files = buildOf(mark);
    await install(mark);
    await passes(mark, 'activate');
  }
  return files()
    .flatMap((names) => names.flatMap((name) => /index-(\w)\.js/.exec(name)?.[1] ?? []))
    .join('');
}

describe('a worker that takes over', () => {
  it('keeps the files of the build before it, and no others where one page is open', async () => {
    expect(await taken('a', 'b', 'c', 'd')).toBe('cd');
  });

  it('keeps more where several pages are open, for one of them may wait for long to take a new one; but not without end', async () => {
    browser.pages = 2;
    expect(await taken('a', 'b', 'c', 'd')).toBe('abcd');
    expect(await taken('e', 'f', 'g')).toBe('bcdefg');
  });
});
/** The policies that a page begins with, and its engine. */
async function policies(by?: Tell): Promise<readonly (string | null | undefined)[]> {
  const [shell] = [...browser.kept].flatMap(([name, cache]) => (name.includes(' shell ') ? [cache] : []));
  return [await given('', by), shell?.get(`${BASE}assets/worker-x.js`)].map((one) =>
    one?.headers.get('content-security-policy'),
  );
}

describe('the policy of the host', () => {
  const NOW = 'connect-src https://now.example.com';
  beforeEach(async () => {
    host.files = { ...buildOf('a'), 'config.json': ['application/json', JSON.stringify(CONFIG)] };
    await install('a');
    host.policy = NOW;
  });

  it('is there with the next load of the page and of its engine once a page has looked, where the build is the same', async () => {
    expect(await policies()).toEqual([POLICY_OF_BEFORE, POLICY_OF_BEFORE]);
    await passes('a', 'message', 'renew');
    expect(await policies()).toEqual([NOW, NOW]);
    expect(await goTo('')).toContain('<base href="/plant7/" />');
  });

  it('is there as soon as a page has another configuration, which may name what only that allows', async () => {
    host.answer = () => Response.json(CONFIG);
    await ask('config.json');
    expect(await policies()).toEqual([POLICY_OF_BEFORE, POLICY_OF_BEFORE]);
    host.answer = () => Response.json({ ...CONFIG, title: 'Plant 8' });
    const tell = await run('a');
    await asked(tell, 'config.json');
    expect(await policies(tell)).toEqual([NOW, NOW]);
  });

  it('that never comes keeps nobody waiting for the configuration itself, nor for the page for long', async () => {
    host.answer = () => Response.json(CONFIG);
    await ask('config.json');
    const tell = await run('a');
    holdTime();
    host.instead = { 'index.html': () => new Promise<Response>(() => undefined) };
    host.answer = () => Response.json({ ...CONFIG, title: 'Plant 8' });
    expect(await asked(tell, 'config.json')).toMatch(/Plant 8.*secret/);
    const loaded = policies(tell);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await loaded).toEqual([POLICY_OF_BEFORE, NOW]);
  });

  it('stays what it was where the host has another page by now, or none at all', async () => {
    const [type, html] = page('a');
    for (const other of [page('b'), [type, html.replace('<p>a', '<p>b')] as const]) {
      host.files = { ...host.files, 'index.html': other };
      await passes('a', 'message', 'renew');
      expect(await goTo('')).toContain('<p>a</p>');
    }
    expect((await policies())[0]).toBe(POLICY_OF_BEFORE);
    host.instead = { 'index.html': down, 'assets/worker-x.js': away };
    await passes('a', 'message', 'renew');
    expect(await goTo('')).toContain('<p>a</p>');
  });

  it('comes with a new build, too, whose engine is the same and is kept by the browser as it was', async () => {
    browser.kept.clear();
    browser.stored = { 'assets/worker-x.js': SCRIPT };
    await install('a');
    expect(await policies()).toEqual([NOW, NOW]);
  });
});

describe('somebody who goes to an address below the folder', () => {
  beforeEach(async () => {
    host.files = buildOf('a');
    await install('a');
  });

  it('has the kept page at each of its own', async () => {
    for (const path of [
      '',
      '?code=1&state=2',
      'index.html',
      'account',
      'Alarms',
      'dashboards/own/7/edit?window=1m',
      'devices/bridge/relay.v2',
      'devices/bridge/pump%2F1#now',
      'kiosk/hall',
    ]) {
      expect(await goTo(path), path).toContain('<p>a</p>');
    }
  });

  it('comes by the network where the browser’s storage is broken', async () => {
    const open = () => Promise.reject(new DOMException('Internal error.', 'UnknownError'));
    vi.stubGlobal('caches', { ...caches, open });
    host.answer = () => new Response('<p>of the network</p>');
    expect(await goTo('kiosk/hall')).toBe('<p>of the network</p>');
    expect(await ask('assets/worker-x.js')).toBe('200 <p>of the network</p>');
    expect((await ask('health'))?.slice(0, 3)).toBe('503');
  });

  it('is let through to everything else: a provider to sign in at, other pages of the host, back ends, files', async () => {
    for (const path of [
      'auth/realms/plant/protocol/openid-connect/auth?client_id=signalbox&redirect_uri=devices/',
      'grafana/d/abc',
      'back-ends/edge/docs',
      'devices-of-old/1',
      'config.json',
    ]) {
      expect(await goTo(path), path).toBeNull();
    }
  });
});
describe('the word about how the page is', () => {
  const HOUR = 3_600_000;
  const say = async (page: { readonly since: number; readonly isWall: boolean }) => {
    const tell = await run('a');
    const done: Promise<unknown>[] = [];
    const data = { type: 'beat', health: { ...page, beatAt: Date.now() } };
    tell('message', { data, waitUntil: (promise) => done.push(promise) });
    await Promise.all(done);
  };
  const told = async () => (await ask('health'))?.slice(0, 3);
  const wall = { since: 1, isWall: true };
  const desk = { since: 2, isWall: false };

  beforeEach(() => {
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is bad while a wall hangs, whatever another tab that is none says', async () => {
    await say(desk);
    expect(await told()).toBe('200');
    await say(wall);
    vi.setSystemTime(60_000);
    await say(desk);
    expect(await told()).toBe('503');
    await say({ ...wall, since: 60_000 });
    expect(await told()).toBe('200');
  });

  it('is good in a browser that has no room to keep it', async () => {
    await say(wall);
    vi.setSystemTime(120_000);
    const { open } = caches;
    const put = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
    vi.stubGlobal('caches', { ...caches, open: async (name: string) => ({ ...(await open(name)), put }) });
    const tell = await run('a');
    const beat = (beatAt: number) => {
      const done: Promise<unknown>[] = [];
      const data = { type: 'beat', health: { ...wall, beatAt } };
      tell('message', { data, waitUntil: (promise) => done.push(promise) });
      return Promise.all(done);
    };
    await beat(120_000);
    expect((await asked(tell, 'health'))?.slice(0, 3)).toBe('200');
    vi.setSystemTime(240_000);
    expect((await asked(tell, 'health'))?.slice(0, 3)).toBe('503');
  });

  it('is of another page where the wall was left for it, or has not been there for a day', async () => {
    await say(wall);
    vi.setSystemTime(60_000);
    await say({ ...wall, isWall: false });
    expect(await told()).toBe('200');
    await say(wall);
    vi.setSystemTime(26 * HOUR);
    await say(desk);
    expect(await told()).toBe('200');
  });
});
