/** The engine's only door: rare calls by comlink on the worker itself, views and news on a port of their own. */
import { expose, proxy, transfer } from 'comlink';
import type { EngineDoor, PageMessage, PortMessage } from '../model/door.ts';
import { Engine } from './engine.ts';
import { memoryOf } from './series/raw.ts';

let port: MessagePort | null = null;
let engine: Engine | null = null;

function running(): Engine {
  if (!engine) throw new Error('The engine has not been started.');
  return engine;
}

function isPortMessage(value: unknown): value is PortMessage {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'port';
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  if (isPortMessage(event.data)) port = event.ports[0] ?? null;
});
addEventListener('online', () => engine?.connections.networkBack());

const door: EngineDoor = {
  start(settings, session) {
    const to = port;
    if (!to) throw new Error('The engine got no port.');
    const started = new Engine(settings, session, (message, transfer) => to.postMessage(message, transfer));
    engine = started;
    to.onmessage = (event: MessageEvent<PageMessage>) => started.take(event.data);
    started.start();
  },
  setSession: (session) => running().setSession(session),
  stop: () => engine?.stop(),
  withholdAll: (why) => running().withholdAll(why),
  inherit: (commands) => running().orders.inherit(commands),
  retry: (connection) => running().connections.retry(connection),
  supplyCredentials: (connection, username, password) =>
    running().connections.supplyCredentials(connection, username, password),
  complete: (settings) => running().connections.complete(settings),
  order: (order) => running().orders.order(order),
  withhold: (order, reason) => running().orders.withhold(order, reason),
  audit: (after, limit) => running().orders.audit(after, limit),
  orderGroup: (orders) => running().orders.orderGroup(orders),
  preview: (target, value) => running().orders.preview(target, value),
  alarmAct: (action) => running().alarms.act(action),
  alarmFacts: () => running().alarms.facts(),
  alarmJournal: (after, limit) => running().alarms.journal(after, limit),
  alarmMarks: (series, from, to) => running().alarms.marks(series, from, to),
  alarmThresholds: (series) => running().alarms.thresholds(series),
  samples(series, from, to, most) {
    const samples = running().samples(series, from, to, most);
    return transfer(samples, memoryOf(samples));
  },
  tools: async () => proxy(await running().tools()),
};

expose(door);

/** For the developer tools and the bench: `figures()` in the console of this worker. */
Object.assign(globalThis, { figures: () => engine?.figures() ?? null });
