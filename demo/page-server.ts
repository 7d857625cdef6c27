import { existsSync, readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import type { PageMode } from './options.ts';

/** Serves the page of the demo. */
export interface PageServer {
  /** `http://localhost:PORT` */
  readonly origin: string;
  /** Listens; resolves when it does. @throws when the port is in use or the page has not been built. */
  start(): Promise<void>;
  /** Ends it and all its connections. */
  stop(): Promise<void>;
}

export interface PageServerOptions {
  readonly port: number;
  readonly mode: Exclude<PageMode, 'none'>;
  /** Served as `/config.json`, whatever the page itself was built with. */
  readonly config: unknown;
  /** The repository's root. */
  readonly root?: string;
  /** Where dashboards served under `/dashboards/` are. */
  readonly dashboards?: string;
}

/** Answers a request, or calls `next`. Connect's shape, which Vite and sirv share. */
type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DASHBOARDS = fileURLToPath(new URL('dashboards', import.meta.url));

function sendJson(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
}

function sendNotFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('Not found\n');
}

/** What cannot be given ends this answer and nothing else: a page that is built anew is gone for a moment. */
function giveUp(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end('The page cannot be read; perhaps it is being built. Load it again in a moment.\n');
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').replace(/[?#].*$/s, '');
}

/** The two things a deployment puts beside the build, here the demo's own. */
function deploymentFiles(config: unknown, dashboards: string): Handler {
  return (request, response, next) => {
    const path = pathOf(request);
    if (path === '/config.json') {
      sendJson(response, JSON.stringify(config, null, 2));
      return;
    }
    // The page itself has addresses there, too: the list, and each dashboard's own.
    if (!path.startsWith('/dashboards/') || !path.endsWith('.json')) {
      next();
      return;
    }
    // One plain name: nothing that could climb out of the folder.
    const name = /^\/dashboards\/([\w-]+\.json)$/.exec(path)?.[1];
    if (name === undefined) sendNotFound(response);
    else {
      const file = `${dashboards}/${name}`;
      Promise.all([readFile(file, 'utf8'), stat(file)]).then(
        ([text, { mtime }]) => {
          response.setHeader('last-modified', mtime.toUTCString());
          sendJson(response, text);
        },
        () => sendNotFound(response),
      );
    }
  };
}

/** The built page, with the folder it is in, as every server that answers deep addresses with it has to say. */
function pageOf(dist: string): string {
  return readFileSync(`${dist}/index.html`, 'utf8').replace('<base href="./" />', '<base href="/" />');
}

/** The production build. Addresses the page routes itself get `index.html`; files that do not exist get 404. */
function builtPage(root: string): Handler {
  const dist = `${root}/dist`;
  if (!existsSync(`${dist}/index.html`)) {
    throw new Error('The page has not been built: there is no dist/index.html. Run "npm run build" first.');
  }
  const files = sirv(dist, {
    etag: true,
    // Each file is looked for when it is asked for: whoever builds the page while it is served goes on with the new one.
    dev: true,
    setHeaders: (response, path) => {
      // Names under assets/ change with their content; everything else must be asked for anew.
      const lasting = path.startsWith('/assets/');
      response.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const sendPage = (response: ServerResponse) => {
    const html = pageOf(dist);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    response.end(html);
  };
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' });
      response.end();
      return;
    }
    const path = pathOf(request);
    if (path === '/' || path === '/index.html') {
      sendPage(response);
      return;
    }
    files(request, response, () => {
      const isFile = path.startsWith('/assets/') || /^\/[^/]+\.\w+$/.test(path);
      if (isFile) sendNotFound(response);
      else sendPage(response);
    });
  };
}

/** Sets up the page's server; nothing listens before `start`. */
export function createPageServer(options: PageServerOptions): PageServer {
  const { port, mode, config, root = ROOT, dashboards = DASHBOARDS } = options;
  const own = deploymentFiles(config, dashboards);
  let server: Server | undefined;
  let stopVite: () => Promise<void> = async () => {};

  async function pageHandler(listening: Server): Promise<Handler> {
    if (mode === 'dist') return builtPage(root);
    // Loaded only here: the built page needs no Vite.
    const { createServer: createVite } = await import('vite');
    const vite = await createVite({
      root,
      appType: 'spa',
      server: { middlewareMode: true, hmr: { server: listening } },
    });
    stopVite = async () => await vite.close();
    return (request, response, next) => vite.middlewares(request, response, next);
  }

  function listen(listening: Server): Promise<void> {
    return new Promise((resolve, reject) => {
      listening.once('error', reject);
      listening.listen(port, '127.0.0.1', () => {
        listening.off('error', reject);
        resolve();
      });
    });
  }

  async function stop(): Promise<void> {
    await stopVite();
    stopVite = async () => {};
    const stopping = server;
    server = undefined;
    if (stopping === undefined) return;
    await new Promise<void>((resolve) => {
      stopping.close(() => resolve());
      stopping.closeAllConnections();
    });
  }

  return {
    origin: `http://localhost:${port}`,
    start: async () => {
      let page: Handler | undefined;
      const listening = createServer((request, response) => {
        // A file that goes away while it is being read.
        response.on('pipe', (file: Readable) => file.on('error', () => giveUp(response)));
        try {
          own(request, response, () => {
            if (page === undefined) sendNotFound(response);
            else page(request, response, () => sendNotFound(response));
          });
        } catch {
          giveUp(response);
        }
      });
      // The port first: whoever finds it taken should hear that, and not wait for Vite to load.
      await listen(listening);
      server = listening;
      try {
        page = await pageHandler(listening);
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}
