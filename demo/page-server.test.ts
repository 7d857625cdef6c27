import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageServer, type PageServer } from './page-server.ts';

const PORT = 6103;
const CONFIG = { title: 'Of the demo', connections: [] };

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'signalbox-page-'));
  for (const folder of ['dist/assets', 'dashboards', 'src'])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'dist/index.html'), '<title>built</title>');
  writeFileSync(join(root, 'dist/config.json'), '{"title":"Of the build"}');
  writeFileSync(join(root, 'dist/assets/main-1a2b.js'), 'export {};');
  writeFileSync(join(root, 'dashboards/overview.json'), '{"title":"Overview"}');
  writeFileSync(join(root, 'secret.json'), '{}');
  writeFileSync(
    join(root, 'index.html'),
    '<title>source</title><script type="module" src="/src/main.ts"></script>',
  );
  writeFileSync(join(root, 'src/main.ts'), 'const answer: number = 42;\nexport default answer;\n');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function server(mode: 'dist' | 'dev', port = PORT): PageServer {
  return createPageServer({ port, mode, config: CONFIG, root, dashboards: join(root, 'dashboards') });
}

describe('the server of the built page', () => {
  const page = { get: async (path: string, init?: RequestInit) => await fetch(`${origin}${path}`, init) };
  let origin: string;
  let running: PageServer;

  beforeAll(async () => {
    running = server('dist');
    origin = running.origin;
    await running.start();
  });
  afterAll(async () => await running.stop());

  it('gives the page at its root and at every address the page routes itself', async () => {
    for (const path of [
      '/',
      '/devices',
      '/devices/bridge/thermometer%2Fi2c0-48',
      '/devices/a.b?c=d',
      '/dashboards/own/1a2b',
      '/?code=1&iss=http://x/y.z',
    ]) {
      const response = await page.get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toBe('<title>built</title>');
    }
  });

  it('gives the demo’s configuration instead of the build’s, never from a cache', async () => {
    const response = await page.get('/config.json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual(CONFIG);
  });

  it('gives dashboards by their names and nothing outside their folder', async () => {
    expect(await (await page.get('/dashboards/overview.json')).json()).toEqual({ title: 'Overview' });
    for (const path of [
      '/dashboards/none.json',
      '/dashboards/..%2fsecret.json',
      '/dashboards/',
      '/dashboards/%2e%2e/secret.json',
    ]) {
      const response = await page.get(path);
      expect(await response.text()).not.toContain('{}');
    }
    expect((await page.get('/dashboards/none.json')).status).toBe(404);
    expect((await page.get('/dashboards/..%2fsecret.json')).status).toBe(404);
  });

  it('lets browsers keep what is named after its content', async () => {
    const response = await page.get('/assets/main-1a2b.js');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it('says 404 for a missing file instead of giving the page', async () => {
    for (const path of ['/assets/gone-3c4d.js', '/favicon.ico', '/sw.js']) {
      expect((await page.get(path)).status).toBe(404);
    }
  });

  it('lets nobody do anything but read', async () => {
    expect((await page.get('/', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('refuses to start on a port in use and leaves the first one serving', async () => {
    const second = server('dist');
    await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await second.stop();
    expect((await page.get('/')).status).toBe(200);
  });
});

it('outlives a build that is made meanwhile, and gives what it has made', async () => {
  const dist = join(root, 'rebuilt/dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<title>first</title>');
  writeFileSync(join(dist, 'assets/main-first.js'), 'export {};');
  const rebuilt = createPageServer({
    port: 6108,
    mode: 'dist',
    config: CONFIG,
    root: join(root, 'rebuilt'),
    dashboards: join(root, 'dashboards'),
  });
  await rebuilt.start();
  const get = async (path: string) => await fetch(`${rebuilt.origin}${path}`);
  expect((await get('/assets/main-first.js')).status).toBe(200);

  rmSync(dist, { recursive: true });
  expect((await get('/assets/main-first.js')).status).toBe(404);
  const without = await get('/');
  expect(without.status).toBe(503);
  expect(await without.text()).toContain('Load it again');

  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<title>second</title>');
  writeFileSync(join(dist, 'assets/main-second.js'), 'export {};');
  expect(await (await get('/')).text()).toBe('<title>second</title>');
  expect((await get('/assets/main-second.js')).status).toBe(200);
  await rebuilt.stop();
});

it('outlives a request for a part of a file that makes no sense', async () => {
  const page = server('dist', 6109);
  await page.start();
  const part = fetch(`${page.origin}/assets/main-1a2b.js`, { headers: { range: 'bytes=5-2' } });
  await part.then((response) => response.text()).catch(() => undefined);
  expect((await fetch(page.origin)).status).toBe(200);
  await page.stop();
});

it('says what to do when the page has not been built, and frees its port', async () => {
  const unbuilt = createPageServer({ port: 6104, mode: 'dist', config: CONFIG, root: join(root, 'src') });
  await expect(unbuilt.start()).rejects.toThrow('npm run build');
  await expect(fetch('http://localhost:6104/')).rejects.toThrow();
});

it('serves the sources by Vite with the same configuration in front', async () => {
  const dev = server('dev', 6105);
  await dev.start();
  const get = async (path: string) =>
    await fetch(`${dev.origin}${path}`, { headers: { accept: 'text/html' } });
  expect(await (await get('/config.json')).json()).toEqual(CONFIG);
  expect(await (await get('/dashboards/overview.json')).json()).toEqual({ title: 'Overview' });
  const html = await (await get('/devices')).text();
  expect(html).toContain('<title>source</title>');
  expect(html).toContain('/@vite/client');
  const script = await (await get('/src/main.ts')).text();
  expect(script).toContain('const answer = 42');
  await dev.stop();
  await expect(get('/')).rejects.toThrow();
});
