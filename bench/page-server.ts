import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { configFor, dashboardFor, type Kind } from './frames.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the page is told to show and to keep. */
export interface Shown {
  /** Of the charts, as their presets call it. */
  readonly window: string;
  /** What is older is kept as roll-ups only; absent: the product's own. */
  readonly maxSamplesPerSeries?: number;
  /** Whether the page asks for somebody to be signed in. */
  readonly signedIn?: boolean;
}

/** Serves the built page with the bench's own configuration, and the limit's page. */
export interface PageServer {
  readonly origin: string;
  /** What `config.json` and the dashboard say from now on. */
  show(kind: Kind, shown: Shown, generatorPort: number): void;
  stop(): void;
}

/** @throws Error when the page has not been built. */
export async function startPageServer(): Promise<PageServer> {
  const files = sirv(`${ROOT}/dist`, { single: true, etag: true });
  const own = new Map<string, { type: string; body: string }>([
    ['/limit.html', { type: 'text/html', body: LIMIT_PAGE }],
    [
      '/limit-worker.js',
      { type: 'text/javascript', body: readFileSync(`${ROOT}/bench/limit-worker.js`, 'utf8') },
    ],
  ]);
  const server = createServer((request, response) => {
    const found = own.get((request.url ?? '/').replace(/\?.*$/s, ''));
    if (!found) {
      files(request, response);
      return;
    }
    response.writeHead(200, { 'content-type': found.type, 'cache-control': 'no-store' });
    response.end(found.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    show(kind, { window, maxSamplesPerSeries, signedIn = false }, generatorPort) {
      const put = (path: string, content: unknown) =>
        own.set(path, { type: 'application/json', body: JSON.stringify(content) });
      put('/config.json', {
        ...configFor(kind, generatorPort, maxSamplesPerSeries),
        ...(signedIn && { oidc: { authority: AUTHORITY, clientId: CLIENT_ID } }),
      });
      put('/dashboards/bench.json', dashboardFor(kind, window));
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Nobody is there: a session that is good for an hour asks its provider nothing. */
const AUTHORITY = 'http://127.0.0.1:9/nobody';
const CLIENT_ID = 'bench';

/** A script that gives a page, before its own scripts, the session of somebody who signed in a moment ago, as `oidc-client-ts` stores it. */
export const SESSION = `localStorage.setItem(${JSON.stringify(`oidc.user:${AUTHORITY}:${CLIENT_ID}`)}, JSON.stringify({
  access_token: 'bench', token_type: 'Bearer', scope: 'openid', expires_at: Math.floor(Date.now() / 1000) + 3600,
  profile: { sub: 'bench', name: 'Bench', roles: ['viewer'] },
}));`;

/** A blank page with the bare worker; its query is passed on. */
const LIMIT_PAGE = `<!doctype html><title>Limit</title><script>new Worker('limit-worker.js' + location.search)</script>`;
