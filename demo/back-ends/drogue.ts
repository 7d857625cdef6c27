import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { decodeJwt } from 'jose';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BackEnd, BackEndContext } from './back-end.ts';
import { createDrogueCommands } from './drogue-commands.ts';
import { createEventSource, FLEET, type Happening, PUBLIC } from './drogue-events.ts';
import { bearerOf, crashableServer, decodedPart, refuseUpgrade } from './http-server.ts';

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

const API_USER = 'fleet-reader';
const API_KEY = 'drg_demo_key';
/** One event in so many is delivered twice: at-least-once. */
const DUPLICATED_EVERY = 40;
const MAX_MESSAGE_BYTES = 64 * 1024;
/** What a close frame has room for. */
const MAX_REASON_BYTES = 123;

interface Client {
  readonly socket: WebSocket;
  readonly application: string;
  readonly channel: string | null;
  readonly group: string | null;
  /** When its token ends; null for credentials that do not. */
  expiresAt: number | null;
  heardAt: number;
}

/** Whether somebody is let in, and until when; null for credentials that do not end. */
type Admission =
  | { readonly expiresAt: number | null }
  | { readonly status: 401 | 403; readonly words: string };

const REFUSED: Admission = { status: 403, words: 'Forbidden' };

/** A CloudEvent 1.0 in structured JSON. */
function cloudEvent({ application, device, channel, type, data }: Happening): string {
  const isBinary = Buffer.isBuffer(data);
  return JSON.stringify({
    specversion: '1.0',
    id: randomUUID(),
    source: `drogue://${application}/${device}`,
    type: type ?? 'io.drogue.event.v1',
    subject: channel,
    time: new Date().toISOString(),
    datacontenttype: isBinary ? 'application/octet-stream' : 'application/json',
    application,
    device,
    instance: 'demo',
    sender: device,
    ...(isBinary ? { data_base64: data.toString('base64') } : { data }),
  });
}

/** Closes with as much of the reason as a close frame takes; it may quote anything that a client sent. */
function close(socket: WebSocket, code: number, reason: string): void {
  let shown = reason.slice(0, MAX_REASON_BYTES);
  while (Buffer.byteLength(shown) > MAX_REASON_BYTES) shown = shown.slice(0, -1);
  socket.close(code, shown);
}

/** Sets the integration up; nothing listens before `start`. */
export function createDrogue(context: BackEndContext): Drogue {
  const { plant, tokens, times, port } = context;
  const clients = new Set<Client>();
  const timers: ReturnType<typeof setInterval>[] = [];
  /** Whose turn it is, by application and group. */
  const turns = new Map<string, number>();
  let stopSteps = () => {};
  let accepted = 0;
  let refreshed = 0;
  let events = 0;

  /** Everybody who listens on their own, and one of each group. */
  function receivers({ application, channel }: Happening): Client[] {
    const chosen: Client[] = [];
    const groups = new Map<string, Client[]>();
    for (const client of clients) {
      if (client.application !== application) continue;
      if (client.channel !== null && client.channel !== channel) continue;
      if (client.group === null) chosen.push(client);
      else groups.set(client.group, [...(groups.get(client.group) ?? []), client]);
    }
    for (const [group, members] of groups) {
      const key = `${application}/${group}`;
      const turn = turns.get(key) ?? 0;
      turns.set(key, turn + 1);
      const next = members[turn % members.length];
      if (next) chosen.push(next);
    }
    return chosen;
  }

  function emit(happening: Happening): void {
    events += 1;
    const text = cloudEvent(happening);
    for (const { socket } of receivers(happening)) {
      socket.send(text);
      if (events % DUPLICATED_EVERY === 0) socket.send(text);
    }
  }

  async function admit(
    request: IncomingMessage,
    application: string,
    query: URLSearchParams,
  ): Promise<Admission> {
    if (application === PUBLIC) return { expiresAt: null };
    const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const user = query.get('username');
    if (user !== null || basic !== undefined) {
      const given =
        basic === undefined ? `${user}:${query.get('api_key')}` : Buffer.from(basic, 'base64').toString();
      return given === `${API_USER}:${API_KEY}` ? { expiresAt: null } : REFUSED;
    }
    const token = query.get('token') ?? bearerOf(request);
    if (token === undefined) return { status: 401, words: 'Unauthorized' };
    try {
      return { expiresAt: (await tokens.verify(token)).expiresAt };
    } catch {
      return REFUSED;
    }
  }

  async function refresh(client: Client, token: string): Promise<void> {
    try {
      decodeJwt(token);
    } catch (error) {
      // What is no token at all is a fault on the way to the check and not a refusal.
      close(client.socket, 1011, error instanceof Error ? error.message : 'Invalid token');
      return;
    }
    try {
      client.expiresAt = (await tokens.verify(token)).expiresAt;
      refreshed += 1;
    } catch {
      close(client.socket, 1008, 'Failed to refresh token');
    }
  }

  async function hear(client: Client, text: string): Promise<void> {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch (error) {
      close(client.socket, 1002, error instanceof Error ? error.message : 'not JSON');
      return;
    }
    const token =
      typeof message === 'object' && message !== null && 'RefreshAccessToken' in message
        ? message.RefreshAccessToken
        : undefined;
    if (typeof token === 'string') await refresh(client, token);
    else close(client.socket, 1002, 'unknown variant, expected `RefreshAccessToken`');
  }

  function checkTokens(): void {
    const now = Date.now();
    for (const { socket, expiresAt } of clients) {
      if (expiresAt !== null && expiresAt <= now) close(socket, 1008, 'JWT token expired');
    }
  }

  function beat(): void {
    const now = Date.now();
    for (const { socket, heardAt } of clients) {
      if (now - heardAt > times.droguePeerTimeout) socket.terminate();
      else socket.ping();
    }
  }

  const commands = createDrogueCommands(context, emit);
  const step = createEventSource(context, emit);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = crashableServer(port, commands.handle, {
    // A browser sends a request again by itself when a connection that it has used before breaks: an order would be two.
    oneRequestAConnection: true,
    async upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const [application, channel, ...rest] = url.pathname.slice(1).split('/').map(decodedPart);
      if ((application !== FLEET && application !== PUBLIC) || rest.length > 0) {
        refuseUpgrade(socket, 404, 'Not Found');
        return;
      }
      const admission = await admit(request, application, url.searchParams);
      if ('status' in admission) {
        refuseUpgrade(socket, admission.status, admission.words);
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => {
        const client: Client = {
          socket: opened,
          application,
          channel: channel === undefined || channel === '' ? null : channel,
          group: url.searchParams.get('group_id'),
          expiresAt: admission.expiresAt,
          heardAt: Date.now(),
        };
        const heard = () => {
          client.heardAt = Date.now();
        };
        accepted += 1;
        clients.add(client);
        opened.on('close', () => clients.delete(client));
        opened.on('error', () => opened.terminate());
        opened.on('ping', heard);
        opened.on('pong', heard);
        opened.on('message', (message) => {
          heard();
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
      commands.stop();
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
