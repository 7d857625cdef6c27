import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { jwtVerify, SignJWT } from 'jose';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BackEnd, BackEndContext } from './back-end.ts';
import { bearerOf, crashableServer, readBody, refuseUpgrade, sendJson, sendProblem } from './http-server.ts';
import { createJob } from './webchannel-job.ts';

/** webchannel, and beside it the customer's own application that hands out channel tokens. */
export interface Webchannel extends BackEnd {
  /** Sends exactly these bytes to everybody on the demo's channel. */
  injectFrame(bytes: Uint8Array): void;
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

/** Sets the server up; nothing listens before `start`. */
export function createWebchannel(context: BackEndContext): Webchannel {
  const { plant, tokens, times, port } = context;
  const secret = randomBytes(32);
  const channels = new Map<string, Set<WebSocket>>([[CHANNEL, new Set()]]);
  let accepted = 0;
  let tokensIssued = 0;
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
    let channelId: string = randomUUID();
    try {
      const text = (await readBody(request, MAX_CREATE_BYTES)).toString();
      const body: unknown = text === '' ? {} : JSON.parse(text);
      if (
        typeof body === 'object' &&
        body !== null &&
        'channelId' in body &&
        typeof body.channelId === 'string'
      ) {
        channelId = body.channelId;
      }
    } catch (error) {
      if (error instanceof RangeError) sendProblem(response, 413, 'Payload too large.');
      else sendProblem(response, 400, 'The body is not JSON.');
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
    if (request.headers['x-api-key'] !== API_KEY) {
      try {
        if ((await verify(bearerOf(request) ?? '', channelId)) === 'viewer') {
          sendProblem(response, 403, 'Publishing needs another role than viewer.');
          return;
        }
      } catch {
        sendProblem(response, 401, 'Invalid token.');
        return;
      }
    }
    let bytes: Buffer;
    try {
      bytes = await readBody(request, MAX_PUBLISH_BYTES);
    } catch {
      sendProblem(response, 413, 'Payload too large.');
      return;
    }
    plant.received({ device: channelId, property: 'publish', value: bytes.byteLength, at: Date.now() });
    publish(channelId, bytes);
    response.writeHead(202).end();
  }

  /** The customer's application: whoever is signed in gets a token for the channel. */
  async function handOut(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { roles } = await tokens.verify(bearerOf(request) ?? '');
      const mayPublish = roles.includes('technician') || roles.includes('admin');
      const token = await issue(CHANNEL, mayPublish ? 'other' : 'viewer');
      tokensIssued += 1;
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
    if (!isChannels && !pathname.startsWith(`${CHANNELS_PATH}/`)) {
      sendProblem(response, 404, 'Not found.');
      return;
    }
    if (request.method !== 'POST') sendProblem(response, 405, 'Method not allowed.');
    else if (isChannels) await create(request, response);
    else await receive(request, response, decodeURIComponent(pathname.slice(CHANNELS_PATH.length + 1)));
  }

  const sockets = new WebSocketServer({ noServer: true });
  const server = crashableServer(port, handle, {
    async upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const channelId = url.pathname.startsWith(`${CHANNELS_PATH}/`)
        ? decodeURIComponent(url.pathname.slice(CHANNELS_PATH.length + 1))
        : '';
      const channel = channels.get(channelId);
      if (!channel) {
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
        // A channel is one-way: whoever speaks on it is hung up on.
        opened.on('message', () => opened.terminate());
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
    get accepted() {
      return accepted;
    },
    get tokensIssued() {
      return tokensIssued;
    },
  };
}
