import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { recordingEvents } from './recording-events.ts';
import { websocket } from './websocket.ts';

let server: WebSocketServer;
let url: string;

beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket);
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterEach(async () => {
  vi.unstubAllGlobals();
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
});

describe('the websocket transport', () => {
  it('hands over text and binary frames with their link name', async () => {
    server.on('connection', (socket) => {
      socket.send('hello');
      socket.send(new Uint8Array([1, 2, 3]));
    });
    const events = recordingEvents();
    const link = websocket.open({ name: 'a', url }, events);
    await events.until((e) => e.frames.length === 2);
    expect(events.opens).toBe(1);
    expect(events.frames[0]).toMatchObject({ body: 'hello', link: 'a', event: '' });
    expect(events.frames[1]?.body).toEqual(new Uint8Array([1, 2, 3]));
    link.close();
  });

  it('tells the close code and reason of the server', async () => {
    server.on('connection', (socket) => socket.close(1008, 'JWT token expired'));
    const events = recordingEvents();
    websocket.open({ name: '', url }, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toEqual({ code: 1008, reason: 'JWT token expired', wasOpen: true });
  });

  it('makes one attempt only and says that it never was open', async () => {
    await new Promise((resolve) => server.close(resolve));
    const events = recordingEvents();
    websocket.open({ name: '', url }, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toMatchObject({ wasOpen: false });
    expect(events.opens).toBe(0);
  });

  it('refuses to send before it is open and never delivers it later', async () => {
    const received: string[] = [];
    server.on('connection', (socket) => socket.on('message', (message) => received.push(String(message))));
    const events = recordingEvents();
    const link = websocket.open({ name: '', url }, events);
    expect(link.send([{ body: 'too early' }])).toBe('not-open');
    await events.until((e) => e.opens === 1);
    expect(link.send([{ body: 'first' }, { body: 'second' }])).toBe('sent');
    await vi.waitFor(() => expect(received).toEqual(['first', 'second']));
    link.close();
    expect(link.send([{ body: 'too late' }])).toBe('not-open');
  });

  it('says whether bytes of an earlier turn wait, but counts none that were handed over in this one', async () => {
    let waiting = 0;
    class Slow extends WebSocket {
      constructor(address: string) {
        super(address);
        Object.defineProperty(this, 'bufferedAmount', { get: () => waiting });
      }
      override send() {
        waiting += 1;
      }
    }
    vi.stubGlobal('WebSocket', Slow);
    const events = recordingEvents();
    const link = websocket.open({ name: '', url }, events);
    await events.until((e) => e.opens === 1);
    expect(link.isWaiting).toBe(false);
    // A group of orders.
    expect(link.send([{ body: 'first' }])).toBe('sent');
    expect(link.isWaiting).toBe(false);
    expect(link.send([{ body: 'second' }])).toBe('sent');
    await Promise.resolve();
    expect(link.isWaiting).toBe(true);
    expect(link.send([{ body: 'a question' }])).toBe('sent');
    await Promise.resolve();
    expect(link.isWaiting).toBe(true);
    waiting = 0;
    expect(link.isWaiting).toBe(false);
    link.close();
  });

  it('sends nothing of a batch that holds something it cannot send', async () => {
    const received: string[] = [];
    server.on('connection', (socket) => socket.on('message', (message) => received.push(String(message))));
    const events = recordingEvents();
    const link = websocket.open({ name: '', url }, events);
    await events.until((e) => e.opens === 1);
    expect(link.send([{ body: 'good' }, { body: { not: 'sendable' } }])).toBe('unsupported');
    expect(link.send([{ body: 'marker' }])).toBe('sent');
    await vi.waitFor(() => expect(received).toEqual(['marker']));
    link.close();
  });

  it('gives up where the browser throws at the address instead of opening it', async () => {
    class Throwing {
      static readonly CLOSING = 2;
      constructor() {
        throw new SyntaxError('The URL contains a fragment identifier.');
      }
    }
    vi.stubGlobal('WebSocket', Throwing);
    vi.useFakeTimers();
    // The library lets the error go where nobody catches it.
    const listeners = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', () => {});
    try {
      const events = recordingEvents();
      websocket.open({ name: '', url }, events);
      await vi.advanceTimersByTimeAsync(12_000);
      expect(events.end).toEqual({ code: 1006, reason: 'timeout', wasOpen: false });
    } finally {
      vi.useRealTimers();
      process.removeAllListeners('unhandledRejection');
      for (const listener of listeners) process.on('unhandledRejection', listener);
    }
  });

  it('says nothing after it was closed by us', async () => {
    const events = recordingEvents();
    const link = websocket.open({ name: '', url }, events);
    await events.until((e) => e.opens === 1);
    const gone = new Promise((resolve) => {
      for (const client of server.clients) client.once('close', resolve);
    });
    link.close();
    await gone;
    expect(events.end).toBeNull();
  });
});
