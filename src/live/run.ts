import { type Remote, wrap } from 'comlink';
import workerAddress from '../engine/worker.ts?worker&url';
import { auditChannel } from '../model/audit.ts';
import type { EngineDoor, EngineMessage, EngineSession, PageMessage } from '../model/door.ts';
import type { EngineSettings } from '../model/settings.ts';
import { ownScript } from './own-script.ts';
import { attachViews } from './views.ts';

/** A stopped worker lives on so long at most, for what it hands over last (the end of a pulse) to leave, ms. */
const STOP_GRACE_MS = 1_000;

/** The engine ended before it answered: what was asked of it may have been done, or not. */
export class EngineLostError extends Error {
  override readonly name = 'EngineLostError';

  constructor() {
    super('The data engine stopped before it answered.');
  }
}

/** What one run of the engine tells. */
export interface RunEvents {
  message(message: EngineMessage): void;
  /** Something in it failed that nobody expected, in words. It may or may not go on. */
  crashed(why: string): void;
}

/** The engine in its worker, from its start to its end. */
export interface Run {
  /** See `auditChannel`. */
  readonly auditChannel: string;
  post(message: PageMessage): void;
  /** @returns the answer; rejects with {@link EngineLostError} where the engine is ended before it comes */
  ask<Answer>(question: (door: Remote<EngineDoor>) => Promise<Answer>): Promise<Answer>;
  /** Ends it in order: what it has under way is brought to its end. */
  stop(): void;
  /** Ends it at once, and tells everybody who waits for an answer. */
  kill(): void;
}

const newWorker = () => new Worker(ownScript(workerAddress), { type: 'module', name: 'engine' });
/** Being set up for the first run. */
let prepared: Worker | null = null;

/** Has the engine's code fetched and read, while it is not known yet what it is to be started with. */
export function prepareRun(): void {
  // Where it fails the run makes one of its own, and says what is wrong with that.
  try {
    const worker = newWorker();
    prepared = worker;
    worker.onerror = (event) => {
      event.preventDefault();
      if (prepared === worker) prepared = null;
      worker.terminate();
    };
  } catch {
    prepared = null;
  }
}

function takeWorker(): Worker {
  const worker = prepared ?? newWorker();
  prepared = null;
  return worker;
}

/** Starts the engine in a worker of its own, and asks it everything that views ask. */
export function startRun(settings: EngineSettings, session: EngineSession, events: RunEvents): Run {
  const worker = takeWorker();
  const channel = new MessageChannel();
  const door = wrap<EngineDoor>(worker);
  const waiting = new Set<(lost: EngineLostError) => void>();
  const post = (message: PageMessage, transfer: Transferable[] = []) =>
    channel.port1.postMessage(message, transfer);
  worker.onerror = (event) => {
    // Told here, it is no failure of the page, which lives on while the engine is replaced.
    event.preventDefault();
    events.crashed(event.message || 'its code could not be loaded');
  };
  channel.port1.onmessage = (event: MessageEvent<EngineMessage>) => events.message(event.data);
  worker.postMessage({ type: 'port' }, [channel.port2]);
  const detach = attachViews(post);
  const leave = () => {
    detach();
    channel.port1.close();
    worker.onerror = null;
  };
  door.start(settings, session).catch((error: unknown) => events.crashed(String(error)));
  return {
    auditChannel: auditChannel(settings.audit),
    post,
    ask(question) {
      return new Promise((resolve, reject) => {
        waiting.add(reject);
        question(door)
          .then(resolve, reject)
          .finally(() => waiting.delete(reject));
      });
    },
    stop() {
      leave();
      door.stop().catch(() => undefined);
      setTimeout(() => worker.terminate(), STOP_GRACE_MS);
    },
    kill() {
      leave();
      worker.terminate();
      const lost = new EngineLostError();
      for (const reject of waiting) reject(lost);
      waiting.clear();
    },
  };
}
