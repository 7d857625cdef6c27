import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BackEnd, BackEndContext } from './back-end.ts';
import { bearerOf, crashableServer, readBody, refuseUpgrade, sendProblem } from './http-server.ts';

/** Drogue Cloud: the WebSocket integration and the command endpoint on one origin. */
export interface Drogue extends BackEnd {
  /** Open sockets. */
  connections(): number;
  /** Sockets accepted since the beginning. */
  readonly accepted: number;
  /** Tokens refreshed on open sockets since the beginning. */
  readonly refreshed: number;
  /** Sends raw text to every socket. */
  injectFrame(raw: string): void;
}

const APPLICATION = 'fleet';
const PUBLIC_APPLICATION = 'public';
const API_USER = 'fleet-reader';
const API_KEY = 'drg_demo_key';
const METERS = ['meter-workshop', 'meter-office'] as const;
const DIMMER = 'dimmer-1';
const COMMAND_PATH = /^\/api\/command\/v1alpha1\/apps\/([^/]+)\/devices\/([^/]+)$/;
/** One event in so many is delivered twice: at-least-once. */
const DUPLICATED_EVERY = 40;

interface Client {
  readonly socket: WebSocket;
  readonly channel: string | null;
  readonly group: string | null;
  /** When its token ends; null for credentials that do not. */
  expiresAt: number | null;
  heardAt: number;
}

interface Payload {
  readonly data?: unknown;
  readonly data_base64?: string;
  readonly datacontenttype?: string;
  readonly type?: string;
}

/** Sets the integration up; nothing listens before `start`. */
export function createDrogue(context: BackEndContext): Drogue {
  const { plant, tokens, times, port, rate } = context;
  const clients = new Set<Client>();
  const timers: ReturnType<typeof setInterval>[] = [];
  let stopSteps = () => {};
  let accepted = 0;
  let refreshed = 0;
  let events = 0;
  let publishedAt = 0;
  let owed = 0;

  function receivers(channel: string): Client[] {
    const wanting = [...clients].filter((client) => client.channel === null || client.channel === channel);
    const groups = new Map<string, Client[]>();
    const chosen: Client[] = [];
    for (const client of wanting) {
      if (client.group === null) chosen.push(client);
      else groups.set(client.group, [...(groups.get(client.group) ?? []), client]);
    }
    for (const members of groups.values()) {
      const next = members[events % members.length];
      if (next) chosen.push(next);
    }
    return chosen;
  }

  function emit(device: string, channel: string, payload: Payload): void {
    events += 1;
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source: `drogue://${APPLICATION}/${device}`,
      type: 'io.drogue.event.v1',
      subject: channel,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      application: APPLICATION,
      device,
      instance: 'demo',
      sender: device,
      ...payload,
    };
    const text = JSON.stringify(event);
    for (const { socket } of receivers(channel)) {
      socket.send(text);
      if (events % DUPLICATED_EVERY === 0) socket.send(text);
    }
  }

  function publishPlant(): void {
    for (const meter of METERS) {
      const { power, energy, voltage } = plant.meter(meter === 'meter-workshop' ? 'workshop' : 'office');
      const data: Record<string, unknown> = {
        power: Number(power.toFixed(1)),
        energy: Number(energy.toFixed(2)),
        voltage: Number(voltage.toFixed(1)),
      };
      if (events % 20 === 0) data.geoloc = { lat: 50.0875, lon: 14.4214 };
      emit(meter, 'power', { data });
    }
    emit(DIMMER, 'light', { data: { level: plant.dimmer() } });
    if (events % 30 < 3) {
      emit('tag-7', 'tags', {
        data_base64: Buffer.from([1, 2, 3, events % 256]).toString('base64'),
        datacontenttype: 'application/octet-stream',
      });
    }
    if (events % 60 < 3) {
      emit('tag-7', 'connection', {
        type: 'io.drogue.connection.v1',
        data: { connected: events % 120 < 60 },
      });
    }
  }

  function step(): void {
    const now = Date.now();
    if (now - publishedAt >= times.publish) {
      publishedAt = now;
      publishPlant();
    }
    const { extraDevices } = plant;
    if (extraDevices.length === 0) return;
    // Ten steps a second share what is due, so that load comes evenly.
    owed += (extraDevices.length * rate) / 10;
    for (; owed >= 1; owed -= 1) {
      const device = extraDevices[events % extraDevices.length];
      if (device !== undefined) emit(device, 'sensor', { data: { value: plant.extraValue(device) } });
    }
  }

  async function admit(
    request: IncomingMessage,
    application: string,
    query: URLSearchParams,
  ): Promise<number | null> {
    if (application === PUBLIC_APPLICATION) return null;
    const user = query.get('username');
    if (user !== null) {
      if (user === API_USER && query.get('api_key') === API_KEY) return null;
      throw new Error('wrong access key');
    }
    const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (basic !== undefined) {
      if (Buffer.from(basic, 'base64').toString() === `${API_USER}:${API_KEY}`) return null;
      throw new Error('wrong access key');
    }
    const token = query.get('token') ?? bearerOf(request);
    if (token === undefined || token === null) throw new Error('no credentials');
    return (await tokens.verify(token)).expiresAt;
  }

  async function hear(client: Client, text: string): Promise<void> {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch (error) {
      client.socket.close(1002, String(error).slice(0, 100));
      return;
    }
    const token =
      typeof message === 'object' && message !== null && 'RefreshAccessToken' in message
        ? message.RefreshAccessToken
        : undefined;
    if (typeof token !== 'string') {
      client.socket.close(1002, 'unknown variant, expected `RefreshAccessToken`');
      return;
    }
    try {
      client.expiresAt = (await tokens.verify(token)).expiresAt;
      refreshed += 1;
    } catch {
      client.socket.close(1008, 'Failed to refresh token');
    }
  }

  async function command(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const match = COMMAND_PATH.exec(url.pathname);
    if (!match) {
      sendProblem(response, 404, 'Not found.');
      return;
    }
    if (request.method !== 'POST') {
      sendProblem(response, 405, 'Method not allowed.');
      return;
    }
    const token = bearerOf(request);
    let roles: readonly string[];
    try {
      roles = (await tokens.verify(token ?? '')).roles;
    } catch {
      sendProblem(response, 401, 'Invalid token.');
      return;
    }
    if (!roles.includes('technician') && !roles.includes('admin')) {
      sendProblem(response, 403, 'Commands need the role technician or admin.');
      return;
    }
    const [application, device] = [decodeURIComponent(match[1] ?? ''), decodeURIComponent(match[2] ?? '')];
    const name = url.searchParams.get('command');
    if (application !== APPLICATION || device !== DIMMER || name !== 'level') {
      sendProblem(response, 406, 'Unknown application, device or command.');
      return;
    }
    let level: unknown;
    try {
      const body: unknown = JSON.parse((await readBody(request)).toString());
      level = typeof body === 'object' && body !== null && 'level' in body ? body.level : undefined;
    } catch {
      level = undefined;
    }
    if (typeof level !== 'number' || !(level >= 0 && level <= 100)) {
      sendProblem(response, 400, 'The payload needs a level from 0 to 100.');
      return;
    }
    plant.received({ device, property: 'level', value: level, at: Date.now() });
    plant.setDimmer(level);
    emit(DIMMER, 'light', { data: { level } });
    response.writeHead(202).end();
  }

  function checkTokens(): void {
    const now = Date.now();
    for (const client of clients) {
      if (client.expiresAt !== null && client.expiresAt <= now)
        client.socket.close(1008, 'JWT token expired');
    }
  }

  function beat(): void {
    const now = Date.now();
    for (const client of clients) {
      if (now - client.heardAt > times.droguePeerTimeout) client.socket.terminate();
      else client.socket.ping();
    }
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const server = crashableServer(port, command, {
    async upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const [application = '', channel, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
      if ((application !== APPLICATION && application !== PUBLIC_APPLICATION) || rest.length > 0) {
        refuseUpgrade(socket, 404, 'Not Found');
        return;
      }
      let expiresAt: number | null;
      try {
        expiresAt = await admit(request, application, url.searchParams);
      } catch {
        refuseUpgrade(socket, 403, 'Forbidden');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => {
        const client: Client = {
          socket: opened,
          channel: channel === undefined || channel === '' ? null : channel,
          group: url.searchParams.get('group_id'),
          expiresAt,
          heardAt: Date.now(),
        };
        accepted += 1;
        clients.add(client);
        opened.on('close', () => clients.delete(client));
        opened.on('error', () => opened.terminate());
        opened.on('pong', () => {
          client.heardAt = Date.now();
        });
        opened.on('message', (message) => {
          client.heardAt = Date.now();
          void hear(client, String(message));
        });
      });
    },
  });

  return {
    name: 'Drogue Cloud',
    origin: `http://localhost:${port}`,
    async start() {
      await server.start();
      stopSteps = plant.onStep(step);
      timers.push(
        setInterval(checkTokens, times.drogueExpiryCheck),
        setInterval(beat, times.drogueHeartbeat),
      );
    },
    async stop() {
      stopSteps();
      for (const timer of timers.splice(0)) clearInterval(timer);
      for (const { socket } of clients) socket.terminate();
      clients.clear();
      await server.stop();
    },
    connections: () => clients.size,
    get accepted() {
      return accepted;
    },
    get refreshed() {
      return refreshed;
    },
    injectFrame(raw) {
      for (const { socket } of clients) socket.send(raw);
    },
  };
}
