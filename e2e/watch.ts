import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** The demo’s parts listen on the page’s port and the seven after it, the proxies before them on ports of the same block. */
const PORTS_OF_A_DEMO = 20;

/** How the browser itself words that a connection could not be made or was refused. */
const NETWORK_ERROR =
  /^(WebSocket connection to|Failed to load resource|Access to (fetch|XMLHttpRequest))|net::ERR_/;

/** Whether an address belongs to the demo whose page has this origin, or never leaves the browser. */
function isDemos(address: string, pageOrigin: string): boolean {
  const { protocol, hostname, port } = new URL(address);
  if (protocol === 'data:' || protocol === 'blob:') return true;
  const offset = Number(port) - Number(new URL(pageOrigin).port);
  return hostname === 'localhost' && offset >= 0 && offset < PORTS_OF_A_DEMO;
}

/** The browser's lines name the address in their text or as their place. */
function mentions(message: ConsoleMessage, host: string): boolean {
  return message.text().includes(`${host}/`) || new URL(message.location().url || 'about:').host === host;
}

/** Collects everything in a context that no session may show. */
export function watchPage(context: BrowserContext, pageOrigin: string) {
  const complaints: string[] = [];
  const lines: string[] = [];
  const allowed = new Set<string>();
  const expected = new Map<RegExp, boolean>();

  context.on('console', (message) => {
    lines.push(message.text(), message.location().url);
    if (message.type() !== 'error') return;
    const isAllowed = [...allowed].some((host) => mentions(message, host));
    if (isAllowed && NETWORK_ERROR.test(message.text())) return;
    const pattern = [...expected.keys()].find((one) => one.test(message.text()));
    if (pattern !== undefined) expected.set(pattern, true);
    else complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) =>
    complaints.push(`uncaught: ${error.error().stack ?? error.error().message}`),
  );
  context.on('request', (request) => {
    if (!isDemos(request.url(), pageOrigin)) complaints.push(`foreign host: ${request.url()}`);
  });
  context.on('page', (page) =>
    page.on('websocket', (socket) => {
      if (!isDemos(socket.url(), pageOrigin)) complaints.push(`foreign host: ${socket.url()}`);
    }),
  );

  return {
    /** Everything said on the console, of any level, and the addresses it was said of. */
    lines: lines as readonly string[],
    /** From now on the browser may complain about failed connections to this origin. */
    allowNetworkErrorsOf: (origin: string) => {
      allowed.add(new URL(origin).host);
    },
    /** From now on the page must write an error like this to the console. */
    expectError: (pattern: RegExp) => {
      expected.set(pattern, false);
    },
    /** @throws when anything was seen that must not be, or not seen that must. */
    finish(): void {
      for (const [pattern, seen] of expected) if (!seen) complaints.push(`never on the console: ${pattern}`);
      if (complaints.length === 0) return;
      throw new Error(`The page did what it must not do:\n${[...new Set(complaints)].join('\n')}`);
    },
  };
}

/** Watches a context that a test has opened by itself; its allowances are its own. */
export type WatchToo = (context: BrowserContext) => ReturnType<typeof watchPage>;
