/**
 * Makes the page open without a network: its files as they were built together, and the last known copies of the deployment's own. It never
 * touches anything else: back ends are reached as if it were not there.
 */
import { type BeatMessage, HEALTH_PATH, type PageHealth } from '../model/health.ts';
import { KEPT_HEADER, keptCache, OF_LINE } from '../model/kept.ts';
import { storedConfig } from '../model/stored-config.ts';
import { isPagePath } from './page-path.ts';

declare const self: ServiceWorkerGlobalScope & {
  /** Put in by the build: the page's files. Those without a revision have it in their names. */
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

/** Files of the page, in the order of the build. */
const FILES = self.__WB_MANIFEST;
const BASE = self.registration.scope;
/** Deployments beside each other on one host share its storage. */
const PREFIX = `signalbox ${new URL(BASE).pathname} `;
const OWN = keptCache(BASE);
const SHELL = `${PREFIX}shell ${versionOf(FILES.map(({ url, revision }) => `${url} ${revision}`).join())}`;
/** The newest shells: the page that takes this one goes on having its files until then. */
const SHELLS_KEPT = 2;
/** As long as there are several pages: one may go on with a version of long ago, as a wall does in an alarm. */
const SHELLS_KEPT_SHARED = 6;
/** A page that has not said so long that it lives does not, ms. */
const SILENT_MS = 45_000;
/** For so long after a wall was heard of last no other page answers for it, ms. */
const WALL_MS = 86_400_000;
const HEALTH = new URL(HEALTH_PATH, BASE).href;
const CONFIG = new URL('config.json', BASE).href;
const ONLY_OF_LINE = new RegExp(`<link [^>]*\\b${OF_LINE}\\b[^>]*>\\s*`, 'g');
/** Where something is kept, a network that has not answered by then is as good as none, ms. */
const PATIENCE_MS = 4_000;
/** A configuration without its secrets is worth less, and the page begins without waiting for it, ms. */
const CONFIG_PATIENCE_MS = 10_000;
/** Nobody is to go without a page that is there because something beside it never comes, ms. */
const INSTALL_PATIENCE_MS = 30_000;
/** The policy of before does where that of today never comes, ms. */
const RENEW_PATIENCE_MS = 30_000;
/** A renewal that is under way; null where none was needed. */
let renewal: Promise<void> | null = null;
/** A policy comes with the file that it is for: the page, and its engine, which has one of its own. */
const HAS_POLICY = /^(index\.html|assets\/worker-[^/]*\.js)$/;

/** A short name of a text (FNV-1a). */
function versionOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}

/**
 * The page with the folder it is in: hosts that answer with the file as it was built leave that open. What it asks for ahead, so that a slow line
 * is never idle, is here without a line, and would only have its thread do that before the engine begins.
 * @throws Error where it names files that are not of this build: a deployment under way gives the page of another one
 */
async function located(page: Response): Promise<Response> {
  const built = await page.text();
  const strange = built.match(/assets\/[\w.-]+/g)?.find((name) => !FILES.some(({ url }) => url === name));
  if (strange !== undefined) throw new Error(`index.html: ${strange} is of another build`);
  const html = built
    .replace('<base href="./" />', `<base href="${new URL(BASE).pathname}" />`)
    .replace(ONLY_OF_LINE, '');
  const headers = new Headers(page.headers);
  headers.delete('content-length');
  headers.delete('content-encoding');
  return new Response(html, { headers });
}

/**
 * A file of this build.
 * @param first how the browser's own cache is asked
 * @param signal ends it before it has come
 * @throws Error where it is not there: hosts that give the page for what is missing say 200 of it
 */
async function fetchFile(url: string, first: RequestCache, signal?: AbortSignal): Promise<Response> {
  const get = async (cache: RequestCache) => {
    const response = await fetch(new URL(url, BASE), { cache, ...(signal && { signal }) });
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
    if (isPage && url !== 'index.html') throw new Error(`${url}: the host gave the page in its place`);
    return response;
  };
  // What the browser has kept under this name may be from before it was there.
  const response = await (first === 'reload' ? get(first) : get(first).catch(() => get('reload')));
  return url === 'index.html' ? located(response) : response;
}

/** Has the kept files with the policy of today: where the build is the same, theirs would be that of the day they came for as long as it is. */
async function renew(): Promise<void> {
  if (!(await caches.has(SHELL))) return;
  const shell = await caches.open(SHELL);
  const signal = AbortSignal.timeout(RENEW_PATIENCE_MS);
  const renewed = FILES.filter(({ url }) => HAS_POLICY.test(url)).map(async ({ url }) => {
    const address = new URL(url, BASE).href;
    const now = await fetchFile(url, 'no-cache', signal);
    const before = await shell.match(address);
    if ((await before?.text()) === (await now.clone().text())) await shell.put(address, now);
  });
  await Promise.allSettled(renewed);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the configuration that is kept names a dashboard of this address. */
async function isNamed(address: string): Promise<boolean> {
  const config = await (await caches.open(OWN)).match(CONFIG);
  const sources = config ? (storedConfig(await config.text())?.dashboards ?? []) : [];
  return sources.some((source) => URL.canParse(source, BASE) && new URL(source, BASE).href === address);
}

/**
 * Keeps what the deployment itself has brought along (`config.json`, and what that names), without its secrets, and not what cannot be read: the last that could is better.
 * @returns addresses of the dashboards it names
 */
async function keepOwn(address: string, response: Response): Promise<readonly string[]> {
  const cache = await caches.open(OWN);
  if (address !== CONFIG) {
    const isDashboard = (await isNamed(address)) && isJson(await response.clone().text());
    if (isDashboard) await cache.put(address, response);
    return [];
  }
  const stored = storedConfig(await response.text());
  if (!stored) return [];
  const headers = { 'content-type': 'application/json', [KEPT_HEADER]: stored.leftOut.join() };
  const before = await (await cache.match(address))?.text();
  await cache.put(address, new Response(stored.text, { headers }));
  // It may name what only another policy allows: whoever loads the page anew for it waits, whoever asked for the file does not.
  if (before !== undefined && before !== stored.text) renewal = renew().catch(() => undefined);
  return stored.dashboards;
}

/** Keeps all files of this build, or none: the version before it stays where one is missing, and the page has it tried again. */
async function keepFiles(): Promise<void> {
  const isNew = !(await caches.has(SHELL));
  const shell = await caches.open(SHELL);
  try {
    await Promise.all(
      FILES.map(async ({ url, revision }) => {
        // A file of the same name is the same, but for its policy.
        const named = HAS_POLICY.test(url) ? 'no-cache' : 'default';
        await shell.put(new URL(url, BASE).href, await fetchFile(url, revision === null ? named : 'reload'));
      }),
    );
  } catch (error) {
    if (isNew) await caches.delete(SHELL);
    throw error;
  }
}

async function install(): Promise<void> {
  await keepFiles();
  // Without them the page still opens, and says what is missing.
  const fetchAndKeep = async (address: string) => {
    const response = await fetch(address, { signal: AbortSignal.timeout(INSTALL_PATIENCE_MS) });
    const isOurs = address === CONFIG || response.url.startsWith(BASE);
    return response.ok && isOurs ? keepOwn(address, response) : [];
  };
  const dashboards = await fetchAndKeep(CONFIG).catch(() => []);
  await Promise.allSettled(dashboards.map(async (source) => fetchAndKeep(new URL(source, BASE).href)));
}

/** What was kept of files that the configuration does not name, or names no more: an earlier build took `config.json?x` for a dashboard, secrets and all. */
async function clearUnnamed(): Promise<void> {
  const cache = await caches.open(OWN);
  for (const { url } of await cache.keys()) {
    if (url !== CONFIG && url !== HEALTH && !(await isNamed(url))) await cache.delete(url);
  }
}

async function clearOld(): Promise<void> {
  await clearUnnamed();
  const shells = (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}shell `) && name !== SHELL);
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const most = pages.length > 1 ? SHELLS_KEPT_SHARED : SHELLS_KEPT;
  for (const old of shells.slice(0, Math.max(0, shells.length - (most - 1)))) await caches.delete(old);
}

/**
 * Whether a file has come, or the host's word about it. What stands before a host says that it is down, or gives a page to sign in at with
 * all signs of success; so do hosts that give the page for what is missing, as everything is while it is being copied there.
 */
async function isAnswer(response: Response): Promise<boolean> {
  if (!response.ok) return response.status < 500;
  return !/^\s*</.test(await response.clone().text());
}

/** An answer of the network, kept for the time without one; null where it gives none. */
async function answered(request: Request, asked: Promise<Response>): Promise<Response | null> {
  const response = await asked;
  if (!(await isAnswer(response))) return null;
  // What cannot be kept (no room) is shown all the same.
  if (response.ok) await keepOwn(request.url, response.clone()).catch(() => []);
  return response;
}

/**
 * What the deployment has brought along as the network gives it now; without a network, or an answer from there, as it was last. A line may be too slow for
 * whoever waits, and what it brings is there the next time.
 */
async function newest(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const asked = fetch(request);
  // One that breaks off is none.
  const answer = answered(request, asked).catch(() => null);
  event.waitUntil(answer.then(() => renewal));
  const patience = request.url === CONFIG ? CONFIG_PATIENCE_MS : PATIENCE_MS;
  const none = new Promise<null>((resolve) => setTimeout(resolve, patience, null));
  const inTime = await Promise.race([answer, none]);
  return inTime ?? (await (await caches.open(OWN)).match(request.url)) ?? (await answer) ?? asked;
}

/** The page, with the policy that a configuration which has just come may need. */
async function pageItself(request: Request): Promise<Response> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  if (renewal) await Promise.race([renewal, patience]);
  return built(new URL('index.html', BASE).href, request);
}

/** A browser whose storage is broken has the page by the network. */
async function built(address: string, request: Request): Promise<Response> {
  const kept = caches
    .open(SHELL)
    .then(async (shell) => (await shell.match(address)) ?? (await caches.match(address)))
    .catch(() => undefined);
  return (await kept) ?? fetch(request);
}

function isBeat(message: unknown): message is BeatMessage {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'beat';
}

/**
 * Browsers end a service worker that has nothing to do: what the page said last outlives it in the cache. Where a wall has spoken, another tab that is none
 * says nothing: a monitor is to hear that the wall hangs.
 */
async function keepHealth(health: PageHealth): Promise<void> {
  const before = await lastHealth();
  const isOther = before?.isWall && !health.isWall && before.since !== health.since;
  if (isOther && health.beatAt - before.beatAt < WALL_MS) return;
  said = health;
  await (await caches.open(OWN)).put(HEALTH, Response.json(health));
}

/** What a page said last to this worker, which may have no room to keep it. */
let said: PageHealth | undefined;

async function lastHealth(): Promise<PageHealth | undefined> {
  if (said) return said;
  try {
    return await (await (await caches.open(OWN)).match(HEALTH))?.json();
  } catch {
    return undefined;
  }
}

/** How the page that was heard of last is, a wall before all others, for whoever watches it from outside. */
async function health(): Promise<Response> {
  const last = await lastHealth();
  const headers = { 'cache-control': 'no-store' };
  if (!last) return Response.json({ alive: false }, { status: 503, headers });
  const { since, beatAt, ...page } = last;
  const silentMs = Date.now() - beatAt;
  const alive = Math.abs(silentMs) < SILENT_MS;
  const told = {
    alive,
    since: new Date(since).toISOString(),
    beatAt: new Date(beatAt).toISOString(),
    secondsAgo: Math.round(silentMs / 1000),
    ...page,
  };
  return Response.json(told, { status: alive ? 200 : 503, headers });
}

const shellFiles = new Set(FILES.map(({ url }) => new URL(url, BASE).href));

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(clearOld()));
// Only the page knows when a new version disturbs nobody.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
  else if (event.data === 'renew') event.waitUntil(renew());
  else if (isBeat(event.data)) event.waitUntil(keepHealth(event.data.health).catch(() => undefined));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(BASE)) return;
  const address = request.url.replace(/[?#].*$/s, '');
  const path = address.slice(BASE.length);
  if (path === HEALTH_PATH) event.respondWith(health());
  else if (request.mode === 'navigate') {
    // Below the same folder there may be a provider to sign in at, other pages, back ends.
    if (isPagePath(path)) event.respondWith(pageItself(request));
  } else if (request.url !== CONFIG && (shellFiles.has(address) || path.startsWith('assets/'))) {
    event.respondWith(built(address, request));
  } else if (request.url === CONFIG || (path.endsWith('.json') && request.cache !== 'no-store')) {
    // A dashboard may have any address, and what is none of those named is only passed on. A stream is asked for without the browser's cache.
    event.respondWith(newest(event));
  }
});
