import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Plant } from '../plant/plant.ts';
import type { BackEnd, BackEndContext, TokenVerifier } from './back-end.ts';
import { isDue } from './due.ts';
import { crashableServer, refuseUpgrade, sendProblem } from './http-server.ts';
import { mayOrder } from './roles.ts';

/**
 * Clown.Hub with a bridge that has sensors, two relays and an LED, behind a gate. The hub itself knows accounts only; the gate also takes a
 * signed-in person, by their access token in the address or, with any user name, as the password, and lets through what they may order.
 */
export interface Hub extends BackEnd {
  /** Whether a relay's module answers; one that does not reports `null`. */
  setModuleAnswering(relay: 'heater' | 'fan', answering: boolean): void;
  /** Sends raw text to every greeted socket, as a broken bridge might. */
  injectFrame(raw: string): void;
  /** Sockets that have greeted and are open. */
  readonly connections: number;
  /** Sockets that the gate has let in since the beginning. */
  readonly accepted: number;
}

const PATH = '/auth/clown-talk-server_nodes_bridge_0';
const ACCOUNTS: ReadonlyMap<string, { password: string; mayOrder: boolean }> = new Map([
  ['clown', { password: 'bigclown', mayOrder: true }],
  ['guest', { password: 'guest', mayOrder: false }],
]);
const RELAYS: Readonly<Record<string, 'heater' | 'fan'>> = {
  'relay/i2c0-3b': 'heater',
  'relay/i2c0-3f': 'fan',
};
const LED = 'led/-';
const LED_STATES = ['off', 'on', '1-dot', '2-dot', '3-dot'];
/** Publishes at a pace of its own, which cannot be asked for either. */
const UNPACED = 'barometer/i2c0-60';
const MAX_SUBTOPIC = 32;
/** A third element that the hub hands on with some lines; no client needs it. */
const DELIVERY = { qos: 0, retain: false };

type Reader = (plant: Plant) => Record<string, unknown>;

const round = (value: number, decimals: number) => Number(value.toFixed(decimals));

const SENSORS: Readonly<Record<string, Reader>> = {
  'thermometer/i2c0-48': (plant) => ({ temperature: [round(plant.room('workshop').temperature, 2), '℃'] }),
  'humidity-sensor/i2c0-40': (plant) => ({
    'relative-humidity': [round(plant.room('workshop').humidity, 1), '%'],
  }),
  'co2-sensor/i2c0-38': (plant) => ({ concentration: [round(plant.room('workshop').co2, 0), 'ppm'] }),
  'lux-meter/i2c0-44': (plant) => ({ illuminance: [round(plant.room('workshop').illuminance, 1), 'lux'] }),
  'barometer/i2c0-60': (plant) => {
    const { pressure, altitude } = plant.barometer();
    return { pressure: [round(pressure, 2), 'kPa'], altitude: [round(altitude, 1), 'm'] };
  },
  'pir/-': (plant) => ({ 'event-count': plant.room('workshop').motionCount }),
};

interface Visitor {
  readonly mayOrder: boolean;
}

interface Client extends Visitor {
  readonly socket: WebSocket;
  greeted: boolean;
}

async function bearer(token: string, tokens: TokenVerifier): Promise<Visitor | undefined> {
  try {
    return { mayOrder: mayOrder(await tokens.verify(token)) };
  } catch {
    return undefined;
  }
}

/** What the gate knows of whoever knocks; undefined for those it does not let in. */
async function visitor(request: IncomingMessage, tokens: TokenVerifier): Promise<Visitor | undefined> {
  const token = new URL(request.url ?? '', 'ws://hub').searchParams.get('access_token');
  if (token !== null) return bearer(token, tokens);
  const encoded = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
  const password = rest.join(':');
  const account = ACCOUNTS.get(name);
  if (account?.password === password) return account;
  return bearer(password, tokens);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets the hub and its bridge up; nothing listens before `start`. */
export function createHub(context: BackEndContext): Hub {
  const { plant, tokens, times, port } = context;
  const clients = new Set<Client>();
  const silentModules = new Set<string>();
  const intervals = new Map<string, number>(Object.keys(SENSORS).map((name) => [name, times.publish / 1000]));
  const publishedAt = new Map<string, number>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let stopSteps = () => {};
  let accepted = 0;
  /** The bridge has come up and nobody has been told. */
  let hasBooted = false;

  const line = (topic: string, payload: unknown) => `${JSON.stringify([topic, payload])}\n`;

  function broadcast(text: string): void {
    for (const { socket, greeted } of clients) if (greeted) socket.send(text);
  }

  function later(work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, times.actuatorDelay);
    timers.add(timer);
  }

  function reportRelay(topic: string, relay: 'heater' | 'fan'): void {
    broadcast(line(topic, { state: silentModules.has(relay) ? null : plant.relay(relay) }));
  }

  function order(device: string, payload: Record<string, unknown>): void {
    const relay = RELAYS[device];
    if (relay !== undefined) {
      const { state } = payload;
      if (typeof state !== 'boolean') return;
      plant.received({ device, property: 'state', value: state, at: Date.now() });
      later(() => {
        if (!silentModules.has(relay)) plant.setRelay(relay, state);
        reportRelay(device, relay);
      });
    } else if (device === LED) {
      const { state } = payload;
      if (typeof state !== 'string' || !LED_STATES.includes(state)) return;
      plant.received({ device, property: 'state', value: state, at: Date.now() });
      later(() => {
        plant.setLed(state);
        broadcast(line(LED, { state: plant.led() }));
      });
    }
  }

  function ask(device: string): void {
    const relay = RELAYS[device];
    if (relay !== undefined) later(() => reportRelay(device, relay));
    else if (device === LED) later(() => broadcast(line(LED, { state: plant.led() })));
  }

  function configure(client: Client, device: string, verb: string, payload: Record<string, unknown>): void {
    if (device === '-/-' && verb === 'list') {
      const announced = {
        sensors: Object.keys(SENSORS),
        actuators: [LED, ...Object.keys(RELAYS)],
        notifications: ['boot'],
      };
      client.socket.send(line('-/-/config/ok', announced));
      return;
    }
    const isOrder = verb === 'set' || verb === 'update';
    if (!isOrder && verb !== 'get' && verb !== 'list') return;
    if (isOrder && !client.mayOrder) return;
    if (device === LED || device === UNPACED || RELAYS[device] !== undefined) {
      broadcast(line(`${device}/config/error`, { error: 'there is nothing to configure' }));
      return;
    }
    if (!intervals.has(device)) return;
    if (isOrder) {
      const wanted = payload['publish-interval'];
      if (typeof wanted !== 'number' || !(wanted >= 0 && wanted <= 86_400)) {
        broadcast(line(`${device}/config/error`, { error: 'publish-interval is not a number of seconds' }));
        return;
      }
      plant.received({ device, property: 'publish-interval', value: wanted, at: Date.now() });
      intervals.set(device, wanted);
    }
    broadcast(line(`${device}/config/ok`, { 'publish-interval': intervals.get(device) }));
  }

  function hear(client: Client, text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (!Array.isArray(message) || typeof message[0] !== 'string' || !isRecord(message[1])) return;
    const [topic, payload]: [string, Record<string, unknown>] = [message[0], message[1]];
    const levels = topic.split('/');
    if (levels.length < 3 || levels.length > 4 || levels.some((level) => level.length > MAX_SUBTOPIC)) return;
    const device = `${levels[0]}/${levels[1]}`;
    if (topic === 'clown.talk/-/config/set') {
      client.greeted = true;
      client.socket.send(
        line('clown.talk/-/config/ok', {
          ack: false,
          device: 'bridge',
          capabilities: 1,
          'firmware-datetime': '2017-03-14T10:20:30Z',
          'firmware-release': 'v1.2.0',
        }),
      );
      if (hasBooted) broadcast(line('boot', { 'reason-for-reset': 'power-on' }));
      hasBooted = false;
      return;
    }
    if (!client.greeted) return;
    if (levels.length === 4 && levels[2] === 'config') configure(client, device, levels[3] ?? '', payload);
    else if (levels.length === 3 && levels[2] === 'set' && client.mayOrder) order(device, payload);
    else if (levels.length === 3 && levels[2] === 'get') ask(device);
  }

  /** Sends what is due as the lines of one message, the last without an end, as the hub may. */
  function publish(): void {
    const now = Date.now();
    const lines: string[] = [];
    for (const [device, read] of Object.entries(SENSORS)) {
      const every = (intervals.get(device) ?? 0) * 1000;
      if (every === 0 || !isDue(publishedAt.get(device) ?? 0, every, now)) continue;
      publishedAt.set(device, now);
      lines.push(
        JSON.stringify(device === 'pir/-' ? [device, read(plant), DELIVERY] : [device, read(plant)]),
      );
    }
    if (lines.length > 0) broadcast(lines.join('\n'));
  }

  const sockets = new WebSocketServer({ noServer: true });
  const server = crashableServer(port, (_request, response) => sendProblem(response, 404, 'Not found.'), {
    async upgrade(request, socket, head) {
      if ((request.url ?? '').split('?')[0] !== PATH) {
        refuseUpgrade(socket, 404, 'Not Found');
        return;
      }
      const admitted = await visitor(request, tokens);
      if (!admitted) {
        refuseUpgrade(socket, 401, 'Unauthorized', ['www-authenticate: Basic realm="Clown.Hub"']);
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => {
        const client: Client = { socket: opened, mayOrder: admitted.mayOrder, greeted: false };
        accepted += 1;
        clients.add(client);
        opened.on('close', () => clients.delete(client));
        opened.on('error', () => opened.terminate());
        opened.on('message', (bytes) => {
          for (const text of String(bytes).split('\n')) if (text !== '') hear(client, text);
        });
      });
    },
  });

  return {
    name: 'Clown.Hub',
    origin: `http://localhost:${port}`,
    async start() {
      await server.start();
      hasBooted = true;
      stopSteps = plant.onStep(publish);
    },
    async stop() {
      stopSteps();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const { socket } of clients) socket.terminate();
      clients.clear();
      await server.stop();
    },
    setModuleAnswering(relay, answering) {
      if (answering) silentModules.delete(relay);
      else silentModules.add(relay);
    },
    injectFrame: broadcast,
    get connections() {
      return [...clients].filter((client) => client.greeted).length;
    },
    get accepted() {
      return accepted;
    },
  };
}
