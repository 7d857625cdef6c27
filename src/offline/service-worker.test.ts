import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const BASE = 'https://plant.example.com/plant7/';
/** Not by its name in an import: it is checked as a worker's code, and this is none. */
const WORKER = new URL('service-worker.ts', import.meta.url).href;

type File = readonly [type: string, text: string];
type Files = Readonly<Record<string, File>>;

const page = (mark: string): File => [
  'text/html; charset=utf-8',
  `<html><base href="./" /><script src="./assets/index-${mark}.js"></script><p>${mark}</p></html>`,
];
const SCRIPT: File = ['text/javascript', 'run()'];
/** A build: its page, and a script named after its content. */
const buildOf = (mark: string): Files => ({
  'index.html': page(mark),
  [`assets/index-${mark}.js`]: SCRIPT,
  'assets/worker-x.js': SCRIPT,
});

let kept: Map<string, Map<string, Response>>;
/** What the host has. */
let host: Files;
/** What the browser has kept of it by itself. */
let stored: Files;
/** The policy that the host gives with everything now. */
let policy: string;
/** What a browser has kept it has with the policy of the day it came. */
const POLICY_OF_BEFORE = 'connect-src https://before.example.com';
/** What the host says in the place of a file. */
let instead: Readonly<Record<string, () => Response | Promise<Response>>>;
/** What the network says to a page that asks. */
let answer: (path: string) => Response | Promise<Response>;
/** How many pages of the deployment are open in this browser. */
let pages: number;
beforeEach(() => {
  kept = new Map();
  stored = {};
  policy = POLICY_OF_BEFORE;
  instead = {};
  pages = 1;
  vi.stubGlobal('caches', {
    has: async (name: string) => kept.has(name),
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
    open: async (name: string) => {
      const cache = kept.get(name) ?? new Map<string, Response>();
      kept.set(name, cache);
      return {
        put: async (address: string, response: Response) => cache.set(address, response),
        match: async (address: string) => cache.get(address)?.clone(),
        keys: async () => [...cache.keys()].map((url) => ({ url })),
        delete: async (address: string) => cache.delete(address),
      };
    },
  });
  // As a host does that gives the page for what is missing.
  vi.stubGlobal(
    'fetch',
    async (address: URL | string | Request, { cache = 'default', signal }: RequestInit = {}) => {
      const url = address instanceof Request ? address.url : String(address);
      const path = url.slice(BASE.length);
      const said = address instanceof Request ? answer : instead[path];
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
      if (said) return Promise.race([said(path), aborted]);
      const own = cache === 'default' ? stored[path] : undefined;
      const given = own ?? host[path];
      if (!given && path === 'config.json') return new Response('', { status: 404 });
      const [type, text] = given ?? host['index.html'] ?? page('a');
      const csp = own ? POLICY_OF_BEFORE : policy;
      const response = new Response(text, {
        headers: { 'content-type': type, 'content-security-policy': csp },
      });
      Object.defineProperty(response, 'url', { value: url });
      return response;
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Time passes as the test says, for signals too. */
function holdTime(): void {
  vi.useFakeTimers();
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('Too late', 'TimeoutError')), ms);
    return controller.signal;
  });
}

interface Asked {
  readonly request?: Request;
  readonly data?: unknown;
  waitUntil?(promise: Promise<unknown>): void;
  respondWith?(response: Promise<Response>): void;
}

/** Hands a worker an event. */
type Tell = (type: string, event: Asked) => void;

/** Runs the worker of a build. */
async function run(mark: string): Promise<Tell> {
  const listeners = new Map<string, (event: Asked) => void>();
  vi.stubGlobal('self', {
    __WB_MANIFEST: Object.keys(buildOf(mark)).map((url) => ({
      url,
      revision: url === 'index.html' ? mark : null,
    })),
    registration: { scope: BASE },
    clients: { matchAll: async () => Array.from({ length: pages }) },
    addEventListener: listeners.set.bind(listeners),
  });
  vi.resetModules();
  await import(WORKER);
  return (type, event) => listeners.get(type)?.(event);
}

/** Installs the worker of a build. @throws what it does */
async function install(mark: string): Promise<void> {
  await passes(mark, 'install');
}

/** What a build's worker does while it is being installed, as it takes over, or when a page tells it something. */
async function passes(mark: string, type: 'install' | 'activate' | 'message', data?: string): Promise<void> {
  const done: Promise<unknown>[] = [];
  const tell = await run(mark);
  tell(type, { ...(data !== undefined && { data }), waitUntil: (promise) => done.push(promise) });
  await Promise.all(done);
}

/** A page asks a worker for a file of the deployment's own. @returns what it gets, as `status text`; null where nothing comes */
async function ask(path: string): Promise<string | null> {
  return asked(await run('a'), path);
}

/** {@link ask} of a worker that runs. */
async function asked(tell: Tell, path: string): Promise<string | null> {
  // What it leaves alone goes to the network.
  const given: Promise<Response | null>[] = [];
  tell('fetch', {
    request: new Request(`${BASE}${path}`),
    respondWith: (response) => void given.push(response.catch(() => null)),
    waitUntil: () => undefined,
  });
  const response = await (given[0] ?? answer(path));
  return response && `${response.status} ${await response.text()}`;
}

/** Somebody goes to an address below the folder. @returns what the worker gives them; null where it leaves that to the network */
async function goTo(path: string): Promise<string | null> {
  return (await given(path))?.text() ?? null;
}

/** {@link goTo}, with its headers. */
async function given(path: string): Promise<Response | undefined> {
  const tell = await run('a');
  const request = new Request(`${BASE}${path}`);
  Object.defineProperty(request, 'mode', { value: 'navigate' });
  const given: Promise<Response>[] = [];
  tell('fetch', { request, respondWith: (response) => void given.push(response) });
  return given[0];
}

/** The files kept, by cache. */
const files = () => [...kept.values()].map((cache) => [...cache.keys()].map((at) => at.slice(BASE.length)));

describe('the service worker of a build', () => {
  it('keeps all of its files, the page with the folder it is in', async () => {
    host = buildOf('a');
    await install('a');
    expect(files()).toEqual([expect.arrayContaining(['index.html', 'assets/index-a.js'])]);
    const [shell] = kept.values();
    expect(await shell?.get(`${BASE}index.html`)?.text()).toContain('<base href="/plant7/" />');
  });

  it('keeps the page without what it asks for ahead only to keep a line busy', async () => {
    const ahead =
      '<link rel="modulepreload" fetchpriority="low" data-of-line crossorigin href="./assets/index-a.js">';
    const needed = '<link rel="modulepreload" crossorigin href="./assets/index-a.js">';
    const [type, html] = page('a');
    host = { ...buildOf('a'), 'index.html': [type, html.replace('<p>', `${needed}\n${ahead}\n<p>`)] };
    await install('a');
    const [shell] = kept.values();
    const text = await shell?.get(`${BASE}index.html`)?.text();
    expect(text).toContain(needed);
    expect(text).not.toContain('data-of-line');
    expect(text).toContain('<p>a</p>');
  });

  it('keeps none, and what was there before, while the host gives the page in the place of a script', async () => {
    host = buildOf('a');
    await install('a');
    host = { 'index.html': page('b') };
    await expect(install('b')).rejects.toThrow('assets/index-b.js: the host gave the page in its place');
    expect(files()).toEqual([expect.arrayContaining(['index.html', 'assets/index-a.js'])]);

    host = buildOf('b');
    await install('b');
    expect(files()[1]).toEqual(expect.arrayContaining(['index.html', 'assets/index-b.js']));
  });

  it('does not take the page of another build for its own', async () => {
    host = { ...buildOf('b'), 'index.html': page('a') };
    await expect(install('b')).rejects.toThrow('index.html: assets/index-a.js is of another build');
    expect(files()).toEqual([]);
  });

  it('asks the host again where the browser had kept the page under the name of a script', async () => {
    host = buildOf('b');
    stored = { 'assets/index-b.js': page('a') };
    await install('b');
    const [shell] = kept.values();
    expect(await shell?.get(`${BASE}assets/index-b.js`)?.text()).toBe('run()');
  });
});

/** Builds come one after another, and a page takes each. @returns those whose files are still kept */
async function taken(...marks: readonly string[]): Promise<string> {
  for (const mark of marks) {
    host = buildOf(mark);
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
    pages = 2;
    expect(await taken('a', 'b', 'c', 'd')).toBe('abcd');
    expect(await taken('e', 'f', 'g')).toBe('bcdefg');
  });
});

const away = () => Promise.reject(new TypeError('Failed to fetch'));
const down = () => new Response('down', { status: 503 });
const signIn = () => new Response('<!doctype html><p>Sign in', { headers: { 'content-type': 'text/html' } });
const CONFIG = {
  title: 'Plant 7',
  connections: [{ id: 'hub', credentials: { kind: 'token', token: 'secret' } }],
};
const OWN = ['config.json', 'dashboards/overview.json'] as const;
const brokenOff = () => new Response(new ReadableStream({ start: (body) => body.error(new Error()) }));
/** Longer than anybody waits who has something instead, ms. */
const LATE_MS = 15_000;
const late =
  (content: object, ms = LATE_MS) =>
  () =>
    new Promise<Response>((resolve) => setTimeout(() => resolve(Response.json(content)), ms));

/** The policies that a page begins with, and its engine. */
async function policies(): Promise<readonly (string | null | undefined)[]> {
  const [shell] = [...kept].flatMap(([name, cache]) => (name.includes(' shell ') ? [cache] : []));
  return [await given(''), shell?.get(`${BASE}assets/worker-x.js`)].map((one) =>
    one?.headers.get('content-security-policy'),
  );
}

describe('the policy of the host', () => {
  const NOW = 'connect-src https://now.example.com';
  beforeEach(async () => {
    host = { ...buildOf('a'), 'config.json': ['application/json', JSON.stringify(CONFIG)] };
    await install('a');
    policy = NOW;
  });

  it('is there with the next load of the page and of its engine once a page has looked, where the build is the same', async () => {
    expect(await policies()).toEqual([POLICY_OF_BEFORE, POLICY_OF_BEFORE]);
    await passes('a', 'message', 'renew');
    expect(await policies()).toEqual([NOW, NOW]);
    expect(await goTo('')).toContain('<base href="/plant7/" />');
  });

  it('is there as soon as a page has another configuration, which may name what only that allows', async () => {
    answer = () => Response.json(CONFIG);
    await ask('config.json');
    expect(await policies()).toEqual([POLICY_OF_BEFORE, POLICY_OF_BEFORE]);
    answer = () => Response.json({ ...CONFIG, title: 'Plant 8' });
    await ask('config.json');
    expect(await policies()).toEqual([NOW, NOW]);
  });

  it('stays what it was where the host has another page by now, or none at all', async () => {
    const [type, html] = page('a');
    for (const other of [page('b'), [type, html.replace('<p>a', '<p>b')] as const]) {
      host = { ...host, 'index.html': other };
      await passes('a', 'message', 'renew');
      expect(await goTo('')).toContain('<p>a</p>');
    }
    expect((await policies())[0]).toBe(POLICY_OF_BEFORE);
    instead = { 'index.html': down, 'assets/worker-x.js': away };
    await passes('a', 'message', 'renew');
    expect(await goTo('')).toContain('<p>a</p>');
  });

  it('comes with a new build, too, whose engine is the same and is kept by the browser as it was', async () => {
    kept.clear();
    stored = { 'assets/worker-x.js': SCRIPT };
    await install('a');
    expect(await policies()).toEqual([NOW, NOW]);
  });
});

describe('somebody who goes to an address below the folder', () => {
  beforeEach(async () => {
    host = buildOf('a');
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

describe('a file of the deployment’s own', () => {
  it('comes from what is kept while the host, or what stands before it, says that it is down, gives a page, or breaks off', async () => {
    for (const path of OWN) {
      answer = () => Response.json(CONFIG);
      expect(await ask(path)).toContain('Plant 7');
      for (const wrong of [away, down, signIn, brokenOff]) {
        answer = wrong;
        expect(await ask(path)).toMatch(/^200 .*Plant 7/);
      }
      // Nothing of that has taken the place of what is kept.
      answer = away;
      expect(await ask(path)).toMatch(/^200 .*Plant 7/);
    }
  });

  it('is what the host says where nothing is kept', async () => {
    for (const path of OWN) {
      for (const wrong of [down, signIn]) {
        answer = wrong;
        expect(await ask(path)).toBe(`${wrong().status} ${await wrong().text()}`);
      }
      answer = away;
      expect(await ask(path)).toBeNull();
    }
  });

  it('is gone, or not to be read, where the host says so; the last that could be read stays kept', async () => {
    for (const path of OWN) {
      answer = () => Response.json(CONFIG);
      await ask(path);
      answer = () => new Response('<p>Not found', { status: 404, headers: { 'content-type': 'text/html' } });
      expect(await ask(path)).toBe('404 <p>Not found');
      answer = () => new Response('{ "title": ');
      expect(await ask(path)).toBe('200 { "title": ');
      answer = away;
      expect(await ask(path)).toMatch(/^200 .*Plant 7/);
    }
  });

  it('is kept only where the configuration names it: nothing else can be taken for a dashboard', async () => {
    const dashboards = ['dashboards/overview.json?v=2', 'https://[', 7];
    const kiosk = { displays: { hall: { dashboards: [{ dashboard: 'dashboards/hall.json' }] } } };
    answer = () => Response.json({ ...CONFIG, dashboards, kiosk });
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

  it('that an earlier build has kept without being named is gone once a worker takes over', async () => {
    answer = () => Response.json(CONFIG);
    for (const path of OWN) await ask(path);
    for (const cache of kept.values()) cache.set(`${BASE}config.json?x`, Response.json(CONFIG));
    await passes('a', 'activate');
    expect(files()).toEqual([[...OWN]]);
  });

  it('marks a kept configuration as a copy, without its secrets', async () => {
    answer = () => Response.json(CONFIG);
    expect(await ask('config.json')).toContain('secret');
    answer = down;
    expect(await ask('config.json')).not.toContain('secret');
    const [own] = kept.values();
    expect(own?.get(`${BASE}config.json`)?.headers.get('x-signalbox-kept')).toBe('0');
  });

  it('is waited for on a slow line where nothing is kept', async () => {
    const tell = await run('a');
    holdTime();
    answer = late(CONFIG);
    const both = Promise.all(OWN.map((path) => asked(tell, path)));
    await vi.advanceTimersByTimeAsync(LATE_MS);
    expect(await both).toEqual(OWN.map(() => expect.stringMatching(/^200 .*Plant 7/)));
  });

  it('comes from what is kept on a slow line, and is kept for the next time once it is there', async () => {
    const tell = await run('a');
    answer = () => Response.json(CONFIG);
    for (const path of OWN) await asked(tell, path);
    holdTime();
    answer = late({ ...CONFIG, title: 'Plant 8' });
    const both = Promise.all(OWN.map((path) => asked(tell, path)));
    await vi.advanceTimersByTimeAsync(LATE_MS - 1);
    expect(await both).toEqual(OWN.map(() => expect.stringContaining('Plant 7')));
    await vi.advanceTimersByTimeAsync(1);
    answer = away;
    for (const path of OWN) expect(await asked(tell, path)).toContain('Plant 8');
  });

  it('is the configuration itself as long as a page waits for it: its secrets are nowhere else', async () => {
    const tell = await run('a');
    answer = () => Response.json(CONFIG);
    await asked(tell, 'config.json');
    holdTime();
    answer = late(CONFIG, 8_000);
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
      kept.clear();
      host = buildOf('a');
      instead = wrong;
      const done: Promise<unknown>[] = [];
      tell('install', { waitUntil: (promise) => done.push(promise) });
      await vi.advanceTimersByTimeAsync(60_000);
      await Promise.all(done);
      expect(files()).toContainEqual(expect.arrayContaining(['index.html', 'assets/index-a.js']));
    }
  });

  it('is not kept when the page is installed where the host gives the page in its place', async () => {
    const named = JSON.stringify({ dashboards: ['dashboards/a.json', 'dashboards/b.json'] });
    host = {
      ...buildOf('a'),
      'config.json': ['application/json', named],
      'dashboards/a.json': ['application/json', '{}'],
    };
    await install('a');
    expect(files()).toContainEqual(['config.json', 'dashboards/a.json']);
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
