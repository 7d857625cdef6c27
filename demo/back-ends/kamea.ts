import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import type { Room } from '../plant/plant.ts';
import type { BackEnd, BackEndContext } from './back-end.ts';
import { isDue } from './due.ts';
import { crashableServer, sendJson, sendProblem } from './http-server.ts';
import { asyncApi } from './kamea-doc.ts';

/** Kamea's telemetry service. */
export interface Kamea extends BackEnd {
  /** Attempts to connect to the namespace since the beginning. */
  readonly handshakes: number;
  /** Subscriptions asked for since the beginning. */
  readonly subscriptions: number;
  /** Whether the Management API behind it is down: subscriptions are then answered with `internal_server_error`. */
  failManagementApi(failing: boolean): void;
  /** Emits `telemetries` with exactly these arguments to every subscriber, as a broken service might. */
  injectEvent(...payload: readonly unknown[]): void;
  /** Sends exactly this to every subscriber in the place of a Socket.IO packet. */
  injectPacket(raw: string): void;
}

const TENANT = '12B80001';
const DEVICES: ReadonlyMap<string, Room> = new Map([
  ['C5C80001', 'office'],
  ['C5C80002', 'lab'],
]);

/** What is known of a socket that was let in. */
interface SocketData {
  /** Epoch ms. */
  readonly expiresAt: number;
}

type KameaServer = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;
type KameaSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;

interface Subscriber {
  readonly socket: KameaSocket;
  readonly devices: Set<string>;
  readonly expiresAt: number;
}

function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const found = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'string' ? found : undefined;
}

/** Sets the service up; nothing listens before `start`. */
export function createKamea(context: BackEndContext): Kamea {
  const { plant, tokens, times, port } = context;
  const subscribers = new Set<Subscriber>();
  let handshakes = 0;
  let subscriptions = 0;
  let failing = false;
  let publishedAt = 0;
  let stopSteps = () => {};
  let io: KameaServer | undefined;

  function measurements(room: Room) {
    const { temperature, humidity, co2, illuminance } = plant.room(room);
    return [
      { name: 'temperature', value: Number(temperature.toFixed(2)), unit: '°C' },
      { name: 'humidity', value: Number(humidity.toFixed(1)), unit: '%' },
      { name: 'co2', value: Math.round(co2), unit: 'ppm' },
      { name: 'illuminance', value: Math.round(illuminance), unit: 'lx' },
    ];
  }

  function deny(socket: KameaSocket): void {
    socket.emit('access_denied');
    socket.disconnect(true);
  }

  function step(): void {
    const now = Date.now();
    if (!isDue(publishedAt, times.publish, now)) return;
    publishedAt = now;
    for (const subscriber of subscribers) {
      if (subscriber.expiresAt <= now) {
        deny(subscriber.socket);
        continue;
      }
      for (const deviceId of subscriber.devices) {
        const room = DEVICES.get(deviceId);
        if (!room) continue;
        const values = measurements(room);
        // Two of the shapes that are in use: a list by name, and one by key with a time each.
        const telemetries =
          room === 'office'
            ? values
            : values.map(({ name, ...rest }) => ({ key: name, ...rest, timestamp: now }));
        subscriber.socket.emit('telemetries', {
          deviceId,
          tenantId: TENANT,
          timestamp: room === 'office' ? new Date(now).toISOString() : now,
          telemetries,
        });
      }
    }
  }

  function subscribe(subscriber: Subscriber, wanted: unknown): void {
    subscriptions += 1;
    if (failing) {
      subscriber.socket.emit('internal_server_error', { message: 'Management API is not available' });
      return;
    }
    const deviceId = textOf(wanted, 'deviceId');
    if (deviceId === undefined || !DEVICES.has(deviceId) || textOf(wanted, 'tenantId') !== TENANT) {
      deny(subscriber.socket);
      return;
    }
    subscriber.devices.add(deviceId);
  }

  function serve(server: KameaServer): void {
    const namespace = server.of('/devices');
    namespace.use((socket, next) => {
      handshakes += 1;
      const token = /^Bearer (.+)$/i.exec(socket.handshake.headers.authorization ?? '')?.[1] ?? '';
      tokens.verify(token).then(
        ({ expiresAt }) => {
          socket.data = { expiresAt };
          next();
        },
        () => next(new Error('Unauthorized')),
      );
    });
    namespace.on('connection', (socket) => {
      const subscriber: Subscriber = { socket, devices: new Set(), expiresAt: socket.data.expiresAt };
      subscribers.add(subscriber);
      socket.on('telemetries', (wanted: unknown) => subscribe(subscriber, wanted));
      socket.on('disconnect', () => subscribers.delete(subscriber));
    });
  }

  const server = crashableServer(
    port,
    (request, response) => {
      if (request.url === '/doc' && request.method === 'GET') sendJson(response, 200, asyncApi(port));
      else sendProblem(response, 404, 'Not found.');
    },
    {
      attach: (http) => {
        io = new Server(http, {
          cors: { origin: /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/, allowedHeaders: ['authorization'] },
        });
        serve(io);
      },
    },
  );

  return {
    name: 'Kamea',
    origin: `http://localhost:${port}`,
    async start() {
      await server.start();
      stopSteps = plant.onStep(step);
    },
    async stop() {
      stopSteps();
      subscribers.clear();
      // Sockets first: a crash says no goodbye, which clients would take for being sent away.
      await server.stop();
      await io?.close();
      io = undefined;
    },
    get handshakes() {
      return handshakes;
    },
    get subscriptions() {
      return subscriptions;
    },
    failManagementApi(next) {
      failing = next;
    },
    injectEvent(...payload) {
      for (const { socket } of subscribers) socket.emit('telemetries', ...payload);
    },
    injectPacket(raw) {
      for (const { socket } of subscribers) socket.conn.write(raw);
    },
  };
}
