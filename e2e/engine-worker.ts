import type { CDPSession, Page } from '@playwright/test';

/** What the page and its engine's worker hold after a collection, bytes: objects and the buffers behind arrays. */
export interface Heaps {
  readonly page: number;
  readonly worker: number;
}

/** The engine's worker through the browser's own tools: Playwright shows neither its memory nor what the browser logs of it. */
interface EngineWorker {
  /** Asks for one thing and gives the answer's `result`. */
  ask(method: string): Promise<unknown>;
  /** Every message so far that answers nothing, as JSON: what is logged, thrown and fetched. */
  readonly heard: readonly string[];
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

async function attach(session: CDPSession): Promise<EngineWorker> {
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId);
    });
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const worker = await attached;
  const heard: string[] = [];
  const waiting = new Map<unknown, (result: unknown) => void>();
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    if (sessionId !== worker) return;
    const answer: unknown = JSON.parse(message);
    const resolve = waiting.get(property(answer, 'id'));
    if (resolve) resolve(property(answer, 'result'));
    else heard.push(message);
  });
  let id = 0;
  return {
    heard,
    async ask(method) {
      const message = JSON.stringify({ id: ++id, method });
      const answered = new Promise((resolve) => waiting.set(id, resolve));
      await session.send('Target.sendMessageToTarget', { sessionId: worker, message });
      return answered;
    },
  };
}

function held(usage: unknown): number {
  return Number(property(usage, 'usedSize')) + Number(property(usage, 'backingStorageSize') ?? 0);
}

/** Prepares for measuring; what is returned collects garbage in the page and in its engine's worker, and measures both. */
export async function watchHeaps(page: Page): Promise<() => Promise<Heaps>> {
  const session = await page.context().newCDPSession(page);
  const worker = await attach(session);
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    await worker.ask('HeapProfiler.collectGarbage');
    return {
      page: held(await session.send('Runtime.getHeapUsage')),
      worker: held(await worker.ask('Runtime.getHeapUsage')),
    };
  };
}

/** Collects what the browser's console shows of the engine's worker from now on, the browser's own lines too, as JSON. */
export async function watchWorkerConsole(page: Page): Promise<readonly string[]> {
  const worker = await attach(await page.context().newCDPSession(page));
  await worker.ask('Runtime.enable');
  await worker.ask('Log.enable');
  return worker.heard;
}
