import { request as httpRequest, type IncomingMessage } from 'node:http';
import { vi } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';

/** How a WebSocket ended. */
interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A WebSocket client that keeps what it hears. */
export interface TestSocket {
  readonly socket: WebSocket;
  /** Text of every message, oldest first. */
  readonly heard: string[];
  /** Bytes of every message, and whether it came as a binary frame. */
  readonly frames: { readonly bytes: Buffer; readonly isBinary: boolean }[];
  readonly closed: Promise<Closed>;
}

/** Opens a WebSocket. @throws when it is refused */
export function openSocket(url: string, options: ClientOptions = {}): Promise<TestSocket> {
  const socket = new WebSocket(url, options);
  const heard: string[] = [];
  const frames: TestSocket['frames'] = [];
  socket.on('message', (message, isBinary) => {
    const bytes = Buffer.isBuffer(message) ? message : Buffer.from(String(message));
    heard.push(bytes.toString());
    frames.push({ bytes, isBinary });
  });
  const closed = new Promise<Closed>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve({ socket, heard, frames, closed });
    });
  });
}

/** The HTTP answer to a handshake that is refused. @throws when it is not refused */
export function refusal(
  url: string,
  options: ClientOptions = {},
): Promise<{ readonly status: number; readonly challenge: string | undefined }> {
  const socket = new WebSocket(url, options);
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, challenge: response.headers['www-authenticate'] });
    });
    socket.once('error', reject);
    socket.once('open', () => {
      socket.terminate();
      reject(new Error('The handshake was accepted.'));
    });
  });
}

/** What is asked of a server. */
interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Leaves, also in the middle of the answer. */
  readonly signal?: AbortSignal;
}

/**
 * Asks over HTTP on a connection of its own. `fetch` will not do for servers that crash and come back within a test:
 * it keeps connections to the one before, and once asked to close them it takes a body that broke off for a whole one.
 * @returns as soon as the answer begins; reading a body that breaks off throws
 */
export function call(url: string, { body, ...options }: Asked = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { ...options, agent: false }, (answer) => {
      const { statusCode: status = 0 } = answer;
      const headers = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
      const hasBody = status !== 204 && status !== 304;
      if (!hasBody) answer.resume();
      resolve(new Response(hasBody ? bytesOf(answer) : null, { status, headers }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function bytesOf(answer: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      answer.on('data', (chunk: Buffer) => controller.enqueue(Uint8Array.from(chunk)));
      answer.on('end', () => controller.close());
      answer.on('error', (error) => controller.error(error));
    },
    cancel() {
      answer.destroy();
    },
  });
}

/** Resolves as soon as `check` stops throwing; patient, for the machine may be busy. @throws what it throws last */
export function until<Result>(check: () => Result): Promise<Result> {
  return vi.waitFor(check, { timeout: 4_000, interval: 5 });
}
