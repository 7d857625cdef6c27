import type { IncomingMessage, ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BackEnd, BackEndContext, Identity } from './back-end.ts';
import { isDue } from './due.ts';
import { bearerOf, bodyOf, crashableServer, refuseUpgrade, sendJson, sendProblem } from './http-server.ts';
import { mayPostOrder } from './order-request.ts';
import { mayOrder } from './roles.ts';

/** A service of the plant's own that speaks plain JSON, of no standard: what the protocol `json` is for. */
export interface JsonService extends BackEnd {
  /** Open sockets. */
  readonly connections: number;
  /** Sends raw text to all clients, whatever it is. */
  injectFrame(raw: string): void;
}

const STREAM_PATH = '/stream';
const ORDERS_PATH = '/orders';
const NOT_ALLOWED = 'Orders need the role technician or admin.';
const NOT_UNDERSTOOD = 'There is no such device, or it does not take this.';
const MAX_MESSAGE_BYTES = 64 * 1024;

type Values = Readonly<Record<string, unknown>>;

interface Actuator {
  readonly property: string;
  takes(value: unknown): boolean;
  set(value: unknown): void;
  read(): unknown;
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Sets the service up; nothing listens before `start`. Readings are objects `{id, at, values}`. Orders are
 * `{device, property, value}`, on the socket under `order`, or posted. What an order did is told by the device's next
 * report alone; the states of all are told to whoever says `{"ask": "states"}`.
 */
export function createJsonService(context: BackEndContext): JsonService {
  const { plant, tokens, times, port } = context;
  const clients = new Set<WebSocket>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  /** What was reported last, by device. */
  const reported = new Map<string, unknown>();
  let publishedAt = 0;
  let stopSteps = () => {};

  const actuators: ReadonlyMap<string, Actuator> = new Map([
    [
      'ventilator',
      {
        property: 'running',
        takes: (value: unknown) => typeof value === 'boolean',
        set: (value: unknown) => plant.setRelay('fan', value === true),
        read: () => plant.relay('fan'),
      },
    ],
    [
      'lamp',
      {
        property: 'level',
        takes: (value: unknown) => typeof value === 'number' && value >= 0 && value <= 100,
        set: (value: unknown) => plant.setDimmer(Number(value)),
        read: () => plant.dimmer(),
      },
    ],
  ]);

  const message = (id: string, values: Values) =>
    JSON.stringify({ id, at: new Date().toISOString(), values });

  function broadcast(text: string): void {
    for (const socket of clients) socket.send(text);
  }

  function stateOf(device: string, { property, read }: Actuator): string {
    return message(device, { [property]: read() });
  }

  function report(device: string, actuator: Actuator): void {
    reported.set(device, actuator.read());
    broadcast(stateOf(device, actuator));
  }

  /** Carries an order out after a while; false for what no device takes. */
  function order(wanted: unknown): boolean {
    if (!isRecord(wanted) || typeof wanted.device !== 'string') return false;
    const { device, property, value } = wanted;
    const actuator = actuators.get(device);
    if (actuator === undefined || property !== actuator.property || !actuator.takes(value)) return false;
    plant.received({ device, property: actuator.property, value, at: Date.now() });
    const timer = setTimeout(() => {
      timers.delete(timer);
      actuator.set(value);
      report(device, actuator);
    }, times.actuatorDelay);
    timers.add(timer);
    return true;
  }

  function hear(socket: WebSocket, identity: Identity, text: string): void {
    const said = parsed(text);
    const refuse = (error: string) => socket.send(JSON.stringify({ error }));
    if (isRecord(said) && said.ask === 'states') {
      for (const [device, actuator] of actuators) socket.send(stateOf(device, actuator));
    } else if (isRecord(said) && 'order' in said) {
      if (!mayOrder(identity)) refuse(NOT_ALLOWED);
      else if (!order(said.order)) refuse(NOT_UNDERSTOOD);
    } else refuse('This is no message of this service.');
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== ORDERS_PATH) {
      sendProblem(response, 404, 'Not found.');
      return;
    }
    if (!(await mayPostOrder(request, response, tokens, NOT_ALLOWED))) return;
    const body = await bodyOf(request, response, MAX_MESSAGE_BYTES);
    if (body === undefined) return;
    if (order(parsed(body.toString()))) sendJson(response, 202, { accepted: true });
    else sendProblem(response, 422, NOT_UNDERSTOOD);
  }

  /** Tells what has changed by other hands at once, and what sensors read from time to time. */
  function step(): void {
    for (const [device, actuator] of actuators) {
      if (reported.get(device) !== actuator.read()) report(device, actuator);
    }
    const now = Date.now();
    if (!isDue(publishedAt, times.publish, now)) return;
    publishedAt = now;
    const { temperature, humidity, co2 } = plant.room('lab');
    broadcast(message('lab', { temperature, humidity, co2 }));
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = crashableServer(port, handle, {
    // A browser repeats a request by itself on a connection that it has used before.
    oneRequestAConnection: true,
    async upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname !== STREAM_PATH) {
        refuseUpgrade(socket, 404, 'Not Found');
        return;
      }
      let identity: Identity;
      try {
        identity = await tokens.verify(url.searchParams.get('token') ?? bearerOf(request) ?? '');
      } catch {
        refuseUpgrade(socket, 401, 'Unauthorized');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => {
        clients.add(opened);
        opened.on('close', () => clients.delete(opened));
        opened.on('error', () => opened.terminate());
        opened.on('message', (bytes) => hear(opened, identity, String(bytes)));
      });
    },
  });

  return {
    name: 'JSON service',
    origin: `http://localhost:${port}`,
    async start() {
      await server.start();
      for (const [device, actuator] of actuators) reported.set(device, actuator.read());
      stopSteps = plant.onStep(step);
    },
    async stop() {
      stopSteps();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const socket of clients) socket.terminate();
      clients.clear();
      await server.stop();
    },
    get connections() {
      return clients.size;
    },
    injectFrame: broadcast,
  };
}
