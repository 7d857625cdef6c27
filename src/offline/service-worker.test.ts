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
});

let kept: Map<string, Map<string, Response>>;
/** What the host has. */
let host: Files;
/** What the browser has kept of it by itself. */
let stored: Files;
beforeEach(() => {
  kept = new Map();
  stored = {};
  vi.stubGlobal('caches', {
    has: async (name: string) => kept.has(name),
    delete: async (name: string) => kept.delete(name),
    open: async (name: string) => {
      const cache = kept.get(name) ?? new Map<string, Response>();
      kept.set(name, cache);
      return { put: async (address: string, response: Response) => cache.set(address, response) };
    },
  });
  // As a host does that gives the page for what is missing.
  vi.stubGlobal('fetch', async (address: URL | string, { cache = 'default' }: RequestInit = {}) => {
    const path = String(address).slice(BASE.length);
    if (path === 'config.json') return new Response('', { status: 404 });
    const own = cache === 'default' ? stored[path] : undefined;
    const [type, text] = own ?? host[path] ?? host['index.html'] ?? page('a');
    return new Response(text, { headers: { 'content-type': type } });
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Installs the worker of a build. @throws what it does */
async function install(mark: string): Promise<void> {
  const done: Promise<unknown>[] = [];
  const listeners = new Map<string, (event: { waitUntil(promise: Promise<unknown>): void }) => void>();
  vi.stubGlobal('self', {
    __WB_MANIFEST: Object.keys(buildOf(mark)).map((url) => ({
      url,
      revision: url === 'index.html' ? mark : null,
    })),
    registration: { scope: BASE },
    addEventListener: listeners.set.bind(listeners),
  });
  vi.resetModules();
  await import(WORKER);
  listeners.get('install')?.({ waitUntil: (promise) => done.push(promise) });
  await Promise.all(done);
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
