/** The engine's only door: rare calls by comlink on the worker itself, views and news on a port of their own. */
import { expose, proxy, transfer } from 'comlink';
import type { EngineDoor, PageMessage, PortMessage } from '../model/door.ts';
import { Engine } from './engine.ts';
import { fetchProtocols } from './protocols/index.ts';

/** The other connections wait so long for the protocol of one, at most. */
const FETCH_MS = 3_000;

let port: MessagePort | null = null;
let engine: Engine | null = null;
/** What is asked while its protocols are still being fetched waits for it. */
let starting: Promise<Engine> = Promise.reject(new Error('The engine has not been started.'));
starting.catch(() => undefined);

function isPortMessage(value: unknown): value is PortMessage {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'port';
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  if (isPortMessage(event.data)) port = event.ports[0] ?? null;
});
addEventListener('online', () => engine?.connections.networkBack());

/** As whoever asks across the worker's border has it: by promises. */
type Answering = {
  readonly [Question in keyof EngineDoor]: (
    ...asked: Parameters<EngineDoor[Question]>
  ) => Promise<Awaited<ReturnType<EngineDoor[Question]>>>;
};

const door: Answering = {
  async start(settings, session) {
    const to = port;
    if (!to) throw new Error('The engine got no port.');
    const fetched = fetchProtocols(settings.connections.map(({ protocol }) => protocol));
    const longEnough = new Promise((resolve) => setTimeout(resolve, FETCH_MS));
    starting = Promise.race([fetched, longEnough]).then(() => {
      const started = new Engine(settings, session, (message, transfer) => to.postMessage(message, transfer));
      engine = started;
      to.onmessage = (event: MessageEvent<PageMessage>) => started.take(event.data);
      started.start();
      return started;
    });
    await starting;
  },
  setSession: async (session) => (await starting).setSession(session),
  stop: async () => (await starting).stop(),
  withholdAll: async (why) => (await starting).withholdAll(why),
  inherit: async (commands) => (await starting).orders.inherit(commands),
  retry: async (connection) => (await starting).connections.retry(connection),
  supplyCredentials: async (connection, username, password) =>
    (await starting).connections.supplyCredentials(connection, username, password),
  complete: async (settings) => (await starting).connections.complete(settings),
  order: async (order) => (await starting).orders.order(order),
  withhold: async (order, reason) => (await starting).orders.withhold(order, reason),
  audit: async (after, limit) => (await starting).orders.audit(after, limit),
  orderGroup: async (orders) => (await starting).orders.orderGroup(orders),
  preview: async (target, value) => (await starting).orders.preview(target, value),
  alarmAct: async (action) => (await starting).alarms.act(action),
  alarmFacts: async () => (await starting).alarms.facts(),
  alarmJournal: async (after, limit) => (await starting).alarms.journal(after, limit),
  alarmMarks: async (series, from, to) => (await starting).alarms.marks(series, from, to),
  alarmThresholds: async (series) => (await starting).alarms.thresholds(series),
  async samples(series, from, to, most) {
    const [{ memoryOf }, engine] = await Promise.all([import('./series/raw.ts'), starting]);
    const samples = await engine.samples(series, from, to, most);
    return transfer(samples, memoryOf(samples));
  },
  tools: async () => proxy(await (await starting).tools()),
};

expose(door);

/** For the developer tools and the bench: `figures()` in the console of this worker. */
Object.assign(globalThis, { figures: () => engine?.figures() ?? null });
