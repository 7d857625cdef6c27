import { vi } from 'vitest';

export const BASE = 'https://plant.example.com/plant7/';
/** Not by its name in an import: it is checked as a worker's code, and this is none. */
const WORKER = new URL('service-worker.ts', import.meta.url).href;

type File = readonly [type: string, text: string];
type Files = Readonly<Record<string, File>>;

export const page = (mark: string): File => [
  'text/html; charset=utf-8',
  `<html><base href="./" /><script src="./assets/index-${mark}.js"></script><p>${mark}</p></html>`,
];
export const SCRIPT: File = ['text/javascript', 'run()'];
/** A build: its page, and a script named after its content. */
export const buildOf = (mark: string): Files => ({
  'index.html': page(mark),
  [`assets/index-${mark}.js`]: SCRIPT,
  'assets/worker-x.js': SCRIPT,
});

/** The host of a deployment, as the network tells of it. */
interface Host {
  /** What it has. */
  files: Files;
  /** The policy that it gives with everything now. */
  policy: string;
  /** What it says in the place of a file. */
  instead: Readonly<Record<string, () => Response | Promise<Response>>>;
  /** What the network says to a page that asks. */
  answer(path: string): Response | Promise<Response>;
}

export const away = () => Promise.reject(new TypeError('Failed to fetch'));
export const down = () => new Response('down', { status: 503 });

export const CONFIG = {
  title: 'Plant 7',
  connections: [{ id: 'hub', credentials: { kind: 'token', token: 'secret' } }],
};

/** What a browser has kept it has with the policy of the day it came. */
export const POLICY_OF_BEFORE = 'connect-src https://before.example.com';

const bare = (): Host => ({
  files: {},
  policy: POLICY_OF_BEFORE,
  instead: {},
  answer: away,
});
export const host = bare();

/** What a browser has of a deployment. */
interface Browser {
  /** The caches of its service workers, by name. */
  kept: Map<string, Map<string, Response>>;
  /** What it has kept of the host's by itself. */
  stored: Files;
  /** How many pages of the deployment are open in it. */
  pages: number;
}

const fresh = (): Browser => ({ kept: new Map(), stored: {}, pages: 1 });
export const browser = fresh();

/** Before each test: a browser that has kept nothing, with one page open, and a host that says nothing yet. */
export function begin(): void {
  Object.assign(host, bare());
  Object.assign(browser, fresh());
  vi.stubGlobal('caches', {
    has: async (name: string) => browser.kept.has(name),
    keys: async () => [...browser.kept.keys()],
    delete: async (name: string) => browser.kept.delete(name),
    open: async (name: string) => {
      const cache = browser.kept.get(name) ?? new Map<string, Response>();
      browser.kept.set(name, cache);
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
      const said = address instanceof Request ? host.answer : host.instead[path];
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
      // One that comes after the answer is nobody's.
      aborted.catch(() => undefined);
      if (said) return Promise.race([said(path), aborted]);
      const own = cache === 'default' ? browser.stored[path] : undefined;
      const given = own ?? host.files[path];
      if (!given && path === 'config.json') return new Response('', { status: 404 });
      const [type, text] = given ?? host.files['index.html'] ?? page('a');
      const csp = own ? POLICY_OF_BEFORE : host.policy;
      const response = new Response(text, {
        headers: { 'content-type': type, 'content-security-policy': csp },
      });
      Object.defineProperty(response, 'url', { value: url });
      return response;
    },
  );
}

/** After each test. */
export function end(): void {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
}

/** Time passes as the test says, for signals too. */
export function holdTime(): void {
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
export type Tell = (type: string, event: Asked) => void;

/** Runs the worker of a build. */
export async function run(mark: string): Promise<Tell> {
  const listeners = new Map<string, (event: Asked) => void>();
  vi.stubGlobal('self', {
    __WB_MANIFEST: Object.keys(buildOf(mark)).map((url) => ({
      url,
      revision: url === 'index.html' ? mark : null,
    })),
    registration: { scope: BASE },
    clients: { matchAll: async () => Array.from({ length: browser.pages }) },
    addEventListener: listeners.set.bind(listeners),
  });
  vi.resetModules();
  await import(WORKER);
  return (type, event) => listeners.get(type)?.(event);
}

/** Installs the worker of a build. @throws what it does */
export async function install(mark: string): Promise<void> {
  await passes(mark, 'install');
}

/** What a build's worker does while it is being installed, as it takes over, or when a page tells it something. */
export async function passes(
  mark: string,
  type: 'install' | 'activate' | 'message',
  data?: string,
): Promise<void> {
  const done: Promise<unknown>[] = [];
  const tell = await run(mark);
  tell(type, { ...(data !== undefined && { data }), waitUntil: (promise) => done.push(promise) });
  await Promise.all(done);
}

/** A page asks a worker for a file of the deployment's own. @returns what it gets, as `status text`; null where nothing comes */
export async function ask(path: string): Promise<string | null> {
  return asked(await run('a'), path);
}

/** {@link ask} of a worker that runs. */
export async function asked(tell: Tell, path: string): Promise<string | null> {
  // What it leaves alone goes to the network.
  const given: Promise<Response | null>[] = [];
  tell('fetch', {
    request: new Request(`${BASE}${path}`),
    respondWith: (response) => void given.push(response.catch(() => null)),
    waitUntil: () => undefined,
  });
  const response = await (given[0] ?? host.answer(path));
  return response && `${response.status} ${await response.text()}`;
}

/** Somebody goes to an address below the folder. @returns what the worker gives them; null where it leaves that to the network */
export async function goTo(path: string): Promise<string | null> {
  return (await given(path))?.text() ?? null;
}

/** {@link goTo}, with its headers. @param by a worker that runs */
export async function given(path: string, by?: Tell): Promise<Response | undefined> {
  const tell = by ?? (await run('a'));
  const request = new Request(`${BASE}${path}`);
  Object.defineProperty(request, 'mode', { value: 'navigate' });
  const given: Promise<Response>[] = [];
  tell('fetch', { request, respondWith: (response) => void given.push(response) });
  return given[0];
}

/** The files kept, by cache. */
export const files = () =>
  [...browser.kept.values()].map((cache) => [...cache.keys()].map((at) => at.slice(BASE.length)));
