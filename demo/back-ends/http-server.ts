import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Answers one request; what it throws becomes a 500. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
/** Takes an upgrade to WebSocket; one that throws is hung up on. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void | Promise<void>;

const LOCAL_ORIGIN = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;
const MAX_BODY_BYTES = 1024 * 1024;

/** Lets pages of any origin on this machine call, headers included. */
function allowCrossOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (origin === undefined || !LOCAL_ORIGIN.test(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-allow-methods', 'GET, POST, PUT, OPTIONS');
  response.setHeader(
    'access-control-allow-headers',
    'authorization, content-type, x-api-key, last-event-id, cache-control',
  );
  response.setHeader('access-control-max-age', '600');
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Answers with a problem (RFC 9457). */
export function sendProblem(response: ServerResponse, status: number, title: string, detail?: string): void {
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', status, title, ...(detail && { detail }) }));
}

/** Refuses an upgrade: the page sees close 1006 and nothing else. */
export function refuseUpgrade(
  socket: Duplex,
  status: number,
  words: string,
  headers: readonly string[] = [],
): void {
  const lines = [`HTTP/1.1 ${status} ${words}`, ...headers, 'content-length: 0', 'connection: close', '', ''];
  socket.end(lines.join('\r\n'));
}

/**
 * The whole body; undefined when it is larger than `limit`, which is answered here. It is read to its end even then,
 * for a sender who is hung up on while sending never sees the answer.
 */
export async function bodyOf(
  request: IncomingMessage,
  response: ServerResponse,
  limit = MAX_BODY_BYTES,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size <= limit) chunks.push(bytes);
    else chunks.length = 0;
  }
  if (size <= limit) return Buffer.concat(chunks);
  sendProblem(response, 413, 'Payload too large.');
  return undefined;
}

/** One part of a path, decoded; undefined when its percent signs make no sense. */
export function decodedPart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** A server that can crash: `stop` destroys every socket and frees the port. */
export interface CrashableServer {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A plain HTTP server on localhost.
 * @param attach called with each new server before it listens, for libraries that take one over
 * @param oneRequestAConnection each answer, also to the question before a request, ends its connection
 */
export function crashableServer(
  port: number,
  handle: RequestHandler,
  options: {
    upgrade?: UpgradeHandler;
    attach?: (server: Server) => void;
    oneRequestAConnection?: boolean;
  } = {},
): CrashableServer {
  let server: Server | undefined;
  const sockets = new Set<Socket>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await handle(request, response);
    } catch {
      if (!response.headersSent) sendProblem(response, 500, 'Internal server error.');
      else response.destroy();
    }
  }

  async function admit(
    upgrade: UpgradeHandler,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> {
    try {
      await upgrade(request, socket, head);
    } catch {
      socket.destroy();
    }
  }

  return {
    start() {
      const fresh = createServer((request, response) => {
        allowCrossOrigin(request, response);
        if (options.oneRequestAConnection) response.shouldKeepAlive = false;
        if (request.method === 'OPTIONS') {
          response.writeHead(204).end();
          return;
        }
        void answer(request, response);
      });
      fresh.on('connection', (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      const { upgrade, attach } = options;
      if (upgrade) {
        fresh.on('upgrade', (request, socket, head) => {
          socket.on('error', () => socket.destroy());
          void admit(upgrade, request, socket, head);
        });
      }
      attach?.(fresh);
      return new Promise((resolve, reject) => {
        fresh.once('error', reject);
        fresh.listen(port, '127.0.0.1', () => {
          fresh.off('error', reject);
          server = fresh;
          resolve();
        });
      });
    },
    stop() {
      const stopping = server;
      server = undefined;
      return new Promise((resolve) => {
        if (!stopping) {
          resolve();
          return;
        }
        stopping.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}
