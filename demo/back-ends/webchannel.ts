import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { jwtVerify, SignJWT } from 'jose';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BackEnd, BackEndContext } from './back-end.ts';
import {
  bearerOf,
  bodyOf,
  crashableServer,
  decodedPart,
  refuseUpgrade,
  sendJson,
  sendProblem,
} from './http-server.ts';
import { mayOrder } from './roles.ts';
import { createJob } from './webchannel-job.ts';

/** webchannel, and beside it the customer's own application that hands out channel tokens. */
export interface Webchannel extends BackEnd {
  /** Sends exactly these bytes to everybody on the demo's channel. */
  injectFrame(bytes: Uint8Array): void;
  /** Takes no messages larger than this from now on, as a gateway before it may. Bytes. */
  limitPublishing(bytes: number): void;
  /** Sockets accepted since the beginning. */
  readonly accepted: number;
  /** Channel tokens handed out by the application since the beginning. */
  readonly tokensIssued: number;
}

const CHANNEL = 'user:1';
const API_KEY = 'webchannel-demo-key';
const CHANNELS_PATH = '/webchannel/v1/channels';
const MAX_CREATE_BYTES = 16 * 1024;
const MAX_PUBLISH_BYTES = 512 * 1024;
const LEEWAY_SECONDS = 2;

type Role = 'viewer' | 'other';

/** The id that a request to create a channel asks for, a new one if it asks for none; undefined if it makes no sense. */
function wantedId(text: string): string | undefined {
  if (text === '') return randomUUID();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== 'object' || body === null) return undefined;
  if (!('channelId' in body)) return randomUUID();
  return typeof body.channelId === 'string' && body.channelId !== '' ? body.channelId : undefined;
}

/** The channel that a path names. */
function channelOf(pathname: string): string | undefined {
  const prefix = `${CHANNELS_PATH}/`;
  return pathname.startsWith(prefix) ? decodedPart(pathname.slice(prefix.length)) : undefined;
}

/** Sets the server up; nothing listens before `start`. */
export function createWebchannel(context: BackEndContext): Webchannel {
  const { plant, tokens, times, port } = context;
  const secret = randomBytes(32);
  const channels = new Map<string, Set<WebSocket>>([[CHANNEL, new Set()]]);
  let accepted = 0;
  let tokensIssued = 0;
  let maxPublishBytes = MAX_PUBLISH_BYTES;
  let stopJob = () => {};

  function issue(channelId: string, role: Role): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ cid: channelId, role })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt(now)
      .setExpirationTime(now + Math.round(times.channelToken / 1000))
      .sign(secret);
  }

  /** @throws when the token is not good for the channel */
  async function verify(token: string, channelId: string): Promise<Role> {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      clockTolerance: LEEWAY_SECONDS,
    });
    if (payload.cid !== channelId) throw new Error('other channel');
    return payload.role === 'viewer' ? 'viewer' : 'other';
  }

  function publish(channelId: string, bytes: Uint8Array): void {
    for (const socket of channels.get(channelId) ?? []) socket.send(bytes, { binary: true });
  }

  async function create(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['x-api-key'] !== API_KEY) {
      sendProblem(response, 401, 'Invalid credentials.');
      return;
    }
    const body = await bodyOf(request, response, MAX_CREATE_BYTES);
    if (body === undefined) return;
    const channelId = wantedId(body.toString());
    if (channelId === undefined) {
      sendProblem(response, 400, 'The body is not {"channelId": "…"}.');
      return;
    }
    if (!channels.has(channelId)) channels.set(channelId, new Set());
    sendJson(response, 201, { channelId, token: await issue(channelId, 'other') });
  }

  async function receive(
    request: IncomingMessage,
    response: ServerResponse,
    channelId: string,
  ): Promise<void> {
    if (!channels.has(channelId)) {
      sendProblem(response, 404, 'No such channel.');
      return;
    }
    const key = request.headers['x-api-key'];
    const token = bearerOf(request);
    if (key === undefined && token !== undefined) {
      let role: Role;
      try {
        role = await verify(token, channelId);
      } catch {
        sendProblem(response, 401, 'Invalid token.');
        return;
      }
      if (role === 'viewer') {
        sendProblem(response, 403, 'Publishing needs another role than viewer.');
        return;
      }
    } else if (key !== API_KEY) {
      sendProblem(response, 401, 'Invalid credentials.');
      return;
    }
    const bytes = await bodyOf(request, response, maxPublishBytes);
    if (bytes === undefined) return;
    plant.received({ device: channelId, property: 'publish', value: bytes.byteLength, at: Date.now() });
    publish(channelId, bytes);
    response.writeHead(202).end();
  }

  /** The customer's application: whoever is signed in gets a token for the channel. */
  async function handOut(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const asker = await tokens.verify(bearerOf(request) ?? '');
      const token = await issue(CHANNEL, mayOrder(asker) ? 'other' : 'viewer');
      tokensIssued += 1;
      response.setHeader('cache-control', 'no-store');
      sendJson(response, 200, { channelId: CHANNEL, token });
    } catch {
      sendProblem(response, 401, 'Invalid credentials.');
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/api/channel-token') {
      if (request.method === 'GET' || request.method === 'POST') await handOut(request, response);
      else sendProblem(response, 405, 'Method not allowed.');
      return;
    }
    const isChannels = pathname === CHANNELS_PATH;
    const channelId = channelOf(pathname);
    if (!isChannels && channelId === undefined) sendProblem(response, 404, 'Not found.');
    else if (request.method !== 'POST') sendProblem(response, 405, 'Method not allowed.');
    else if (channelId === undefined) await create(request, response);
    else await receive(request, response, channelId);
  }

  const sockets = new WebSocketServer({ noServer: true });
  const server = crashableServer(port, handle, {
    // A browser repeats a request by itself on a connection that it has used before.
    oneRequestAConnection: true,
    async upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const channelId = channelOf(url.pathname);
      const channel = channelId === undefined ? undefined : channels.get(channelId);
      if (channelId === undefined || channel === undefined) {
        refuseUpgrade(socket, 404, 'Not Found');
        return;
      }
      try {
        await verify(url.searchParams.get('access_token') ?? '', channelId);
      } catch {
        refuseUpgrade(socket, 401, 'Unauthorized');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => {
        accepted += 1;
        channel.add(opened);
        opened.on('close', () => channel.delete(opened));
        opened.on('error', () => opened.terminate());
        // A channel is one-way: whoever speaks on it is hung up on, were it only to keep the link alive.
        opened.on('message', () => opened.terminate());
        opened.on('ping', () => opened.terminate());
        opened.on('pong', () => opened.terminate());
      });
    },
  });

  return {
    name: 'webchannel',
    origin: `http://localhost:${port}`,
    async start() {
      await server.start();
      stopJob = createJob(times.jobStep, (message) => publish(CHANNEL, Buffer.from(JSON.stringify(message))));
    },
    async stop() {
      stopJob();
      for (const channel of channels.values()) {
        for (const socket of channel) socket.terminate();
        channel.clear();
      }
      await server.stop();
    },
    injectFrame: (bytes) => publish(CHANNEL, bytes),
    limitPublishing(bytes) {
      maxPublishBytes = Math.min(bytes, MAX_PUBLISH_BYTES);
    },
    get accepted() {
      return accepted;
    },
    get tokensIssued() {
      return tokensIssued;
    },
  };
}
