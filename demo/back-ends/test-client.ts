import { vi } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';

/** How a WebSocket ended. */
export interface Closed {
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

/**
 * `fetch` on a connection of its own: a server that crashes and comes back within a test would otherwise be asked on
 * a kept connection that is already dead.
 */
export function call(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('connection', 'close');
  return fetch(url, { ...init, headers });
}

/** Resolves as soon as `check` stops throwing; patient, for the machine may be busy. @throws what it throws last */
export function until<Result>(check: () => Result): Promise<Result> {
  return vi.waitFor(check, { timeout: 4_000, interval: 5 });
}
