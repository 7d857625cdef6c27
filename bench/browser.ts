/** A headless Chromium spoken to by bare CDP: no network log, no instrumentation of any kind while something is measured. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { findChromium } from '../scripts/chromium.mjs';

const FLAGS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  // Machines that measure have no graphics card as a rule: drawn by the processor, as everything here is.
  '--disable-gpu',
  '--hide-scrollbars',
  '--window-size=1920,1080',
];

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  // biome-ignore lint/suspicious/noExplicitAny: shapes are Chromium's, and each call names the fields it reads.
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly result?: any;
  readonly error?: { readonly message: string };
}

/** One thing that can be spoken to: the browser, a page or a worker. */
export interface Session {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  call(method: string, params?: object): Promise<any>;
  /** Runs an expression, promises awaited, and returns its value as JSON carries it. @throws Error when it throws. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Hears the events of one name. @returns ends that */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  listen(method: string, heard: (params: any) => void): () => void;
}

/** An open page and its worker. */
export interface OpenPage {
  readonly page: Session;
  /** The newest: who signs in leaves the page, and its first worker, and comes back to another. */
  readonly worker: Session;
  close(): Promise<void>;
}

export interface Browser {
  readonly version: string;
  readonly pid: number;
  /** Processor seconds used so far by the page's main thread and by its worker; null where the system does not say. */
  cpu(): Promise<{ readonly main: number; readonly worker: number } | null>;
  browser: Session;
  /** Opens an address and waits for its first worker. */
  open(url: string, before?: string): Promise<OpenPage>;
  stop(): Promise<void>;
}

function devToolsAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', () => reject(new Error(`Chromium did not start.\n${text}`)));
    child.stderr?.on('data', (part) => {
      text += String(part);
      const found = /DevTools listening on (\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
  });
}

/** @throws Error when there is no Chromium. */
export async function startBrowser(): Promise<Browser> {
  const program = findChromium();
  if (!program)
    throw new Error(
      'No Chromium found. Name one in PLAYWRIGHT_CHROMIUM, or: npx playwright install chromium',
    );
  const profile = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(program, [...FLAGS, ...sandbox, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const socket = new WebSocket(await devToolsAddress(child), { perMessageDeflate: false });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });

  let lastId = 0;
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Set<(message: Message) => void>();
  socket.on('message', (data) => {
    const message: Message = JSON.parse(String(data));
    if (message.id !== undefined) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    } else for (const listener of listeners) listener(message);
  });

  function session(sessionId?: string): Session {
    const call: Session['call'] = (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, ({ result, error }) =>
          error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result),
        );
        socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
      });
    return {
      call,
      async evaluate(expression) {
        const { result, exceptionDetails } = await call('Runtime.evaluate', {
          expression,
          returnByValue: true,
          awaitPromise: true,
        });
        if (exceptionDetails)
          throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      },
      listen(method, heard) {
        const listener = (message: Message) => {
          if (message.method === method && message.sessionId === sessionId) heard(message.params);
        };
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }

  const browser = session();
  const { product } = await browser.call('Browser.getVersion');
  const { cpuOf } = await import('./cpu.ts');
  return {
    version: product,
    pid: child.pid ?? 0,
    browser,
    async cpu() {
      const { processInfo } = await browser.call('SystemInfo.getProcessInfo');
      const pids = processInfo
        .filter(({ type }: { type: string }) => type === 'renderer')
        .map(({ id }: { id: number }) => id);
      return cpuOf(pids);
    },
    async open(url, before) {
      // A context of its own: what an earlier page kept in its database must not come back in this one.
      const { browserContextId } = await browser.call('Target.createBrowserContext', {
        disposeOnDetach: true,
      });
      const { targetId } = await browser.call('Target.createTarget', {
        url: 'about:blank',
        browserContextId,
      });
      const { sessionId } = await browser.call('Target.attachToTarget', { targetId, flatten: true });
      const page = session(sessionId);
      let newest: Session | undefined;
      let found = () => {};
      const hasWorker = new Promise<void>((resolve) => {
        found = resolve;
      });
      const listener = ({ method, params, sessionId: from }: Message) => {
        if (method !== 'Target.attachedToTarget' || from !== sessionId) return;
        if (params.targetInfo.type !== 'worker') return;
        newest = session(params.sessionId);
        found();
      };
      listeners.add(listener);
      await page.call('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: false,
        flatten: true,
      });
      await page.call('Emulation.setDeviceMetricsOverride', {
        width: 1920,
        height: 1080,
        deviceScaleFactor: 1,
        mobile: false,
      });
      if (before) {
        await page.call('Page.enable');
        await page.call('Page.addScriptToEvaluateOnNewDocument', { source: before });
      }
      await page.call('Page.navigate', { url });
      await hasWorker;
      return {
        page,
        get worker() {
          if (!newest) throw new Error('The page has no worker.');
          return newest;
        },
        close: async () => {
          listeners.delete(listener);
          await browser.call('Target.closeTarget', { targetId });
          await browser.call('Target.disposeBrowserContext', { browserContextId });
        },
      };
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      socket.close();
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
