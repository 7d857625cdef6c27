import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordingEvents } from './recording-events.ts';
import { socketio } from './socketio.ts';

let http: HttpServer;
let server: Server;
let url: string;

beforeEach(async () => {
  http = createServer();
  server = new Server(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/devices`;
});

afterEach(async () => {
  await server.close();
});

describe('the socketio transport', () => {
  it('sends headers with the handshake, events out and events in', async () => {
    const heard: unknown[] = [];
    let authorization: string | undefined;
    server.of('/devices').on('connection', (socket) => {
      authorization = socket.handshake.headers.authorization;
      socket.on('subscribe', (what) => {
        heard.push(what);
        socket.emit('telemetries', { value: 1 }, 'second');
      });
    });
    const events = recordingEvents();
    const link = socketio.open({ name: '', url, headers: { Authorization: 'Bearer t' } }, events);
    expect(link.send([{ event: 'subscribe', body: 'too early' }])).toBe('not-open');
    await events.until((e) => e.opens === 1);
    expect(link.send([{ event: 'subscribe', body: { device: 1 } }])).toBe('sent');
    await events.until((e) => e.frames.length === 1);
    expect(authorization).toBe('Bearer t');
    expect(heard).toEqual([{ device: 1 }]);
    expect(events.frames[0]).toMatchObject({ event: 'telemetries', body: [{ value: 1 }, 'second'] });
    link.close();
  });

  it('takes what is sent on opening although the handshake’s own request is not confirmed yet', async () => {
    const heard: unknown[] = [];
    let confirm = () => {};
    http.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.method !== 'POST') return;
      const held = new Promise<void>((resolve) => {
        confirm = resolve;
      });
      vi.spyOn(response, 'end').mockImplementationOnce((answer: unknown) => {
        void held.then(() => response.end(answer));
        return response;
      });
    });
    server.of('/devices').on('connection', (socket) => {
      socket.on('subscribe', (what) => heard.push(what));
    });
    const events = recordingEvents();
    const link = socketio.open({ name: '', url }, events);
    await events.until((e) => e.opens === 1);
    expect(link.send([{ event: 'subscribe', body: 1 }])).toBe('sent');
    await vi.waitFor(() => {
      confirm();
      expect(heard).toEqual([1]);
    });
    link.close();
  });

  it('says whether packets of an earlier turn wait, but counts none that were handed over in this one', async () => {
    server.of('/devices');
    const events = recordingEvents();
    const link = socketio.open({ name: '', url }, events);
    await events.until((e) => e.opens === 1);
    await vi.waitFor(() => expect(link.isWaiting).toBe(false));
    expect(link.send([{ event: 'set', body: 1 }])).toBe('sent');
    expect(link.isWaiting).toBe(false);
    expect(link.send([{ event: 'set', body: 2 }])).toBe('sent');
    await Promise.resolve();
    expect(link.isWaiting).toBe(true);
    await vi.waitFor(() => expect(link.isWaiting).toBe(false));
    link.close();
  });

  it('tells a forced disconnect and does not come back by itself', async () => {
    let connections = 0;
    server.of('/devices').on('connection', (socket) => {
      connections += 1;
      socket.emit('access_denied');
      socket.disconnect(true);
    });
    const events = recordingEvents();
    socketio.open({ name: '', url }, events);
    await events.until((e) => e.end !== null);
    expect(events.frames.map((frame) => frame.event)).toEqual(['access_denied']);
    expect(events.end).toMatchObject({ wasOpen: true, reason: 'io server disconnect' });
    expect(connections).toBe(1);
  });

  it('tells why a handshake was refused', async () => {
    server.of('/devices').use((_socket, next) => next(new Error('Unauthorized')));
    const events = recordingEvents();
    socketio.open({ name: '', url }, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toMatchObject({ wasOpen: false, reason: 'Unauthorized' });
  });

  describe('in time', () => {
    // The library needs moments of it to open.
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    });
    afterEach(() => {
      vi.useRealTimers();
      http.closeAllConnections();
    });

    it.each([
      ['a handshake that nobody answers', false, 'timeout'],
      ['a namespace that does not open', true, 'the namespace did not open in time'],
    ])('does not wait for ever for %s', async (_, isAnswered, reason) => {
      const asked = new Promise<void>((resolve) => {
        server.of('/devices').use(() => resolve());
        if (!isAnswered) http.removeAllListeners('request').on('request', () => resolve());
      });
      const events = recordingEvents();
      socketio.open({ name: '', url }, events);
      await asked;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(events.end).toEqual({ code: 1006, reason, wasOpen: false });
    });

    it('waits for no more once it is open', async () => {
      server.of('/devices');
      const events = recordingEvents();
      const link = socketio.open({ name: '', url }, events);
      await events.until((e) => e.opens === 1);
      await vi.advanceTimersByTimeAsync(15_000);
      expect(events.end).toBeNull();
      link.close();
    });
  });

  it('tells the status where something before the server refuses the handshake, and only then', async () => {
    for (const [status, code] of [
      [401, 401],
      [403, 403],
      [502, 1006],
    ] as const) {
      const gateway = createServer((_request, response) => response.writeHead(status).end());
      await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
      const events = recordingEvents();
      const { port } = gateway.address() as AddressInfo;
      socketio.open({ name: '', url: `http://127.0.0.1:${port}/devices` }, events);
      await events.until((e) => e.end !== null);
      expect(events.end).toEqual({ code, reason: `HTTP ${status}`, wasOpen: false });
      gateway.closeAllConnections();
      await new Promise((resolve) => gateway.close(resolve));
    }
  });

  it('leaves the server at once when closed', async () => {
    server.of('/devices');
    const events = recordingEvents();
    const link = socketio.open({ name: '', url }, events);
    await events.until((e) => e.opens === 1);
    link.close();
    await vi.waitFor(async () => expect(await server.of('/devices').fetchSockets()).toHaveLength(0));
    expect(events.end).toBeNull();
  });
});

describe('the socketio transport where WebSocket does not get through', () => {
  const posts: string[] = [];
  const heard: unknown[] = [];
  let answer = () => {};

  beforeEach(async () => {
    await server.close();
    http = createServer();
    server = new Server(http, { transports: ['polling'] });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/devices`;
    posts.length = 0;
    heard.length = 0;
    server.of('/devices').on('connection', (socket) => {
      socket.on('set', (value) => heard.push(value));
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    answer();
  });

  /** A link whose posts arrive from now on, but are answered only when the test says so. */
  async function slowLink() {
    const events = recordingEvents();
    const link = socketio.open({ name: '', url }, events);
    await events.until((e) => e.opens === 1);
    await vi.waitFor(() => expect(link.isWaiting).toBe(false));
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    http.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.method !== 'POST') return;
      const index = posts.push('') - 1;
      request.on('data', (part) => {
        posts[index] += String(part);
      });
      const end = response.end.bind(response);
      vi.spyOn(response, 'end').mockImplementation((body: unknown) => {
        void held.then(() => end(body));
        return response;
      });
    });
    return { link, events };
  }

  it('sends what is handed over in one turn in one request', async () => {
    const { link } = await slowLink();
    for (const body of [1, 2, 3]) expect(link.send([{ event: 'set', body }])).toBe('sent');
    await vi.waitFor(() => expect(heard).toEqual([1, 2, 3]));
    expect(posts).toHaveLength(1);
    expect(link.isWaiting).toBe(true);
    link.close();
  });

  it('sends what was handed over behind a request once that is answered', async () => {
    const { link } = await slowLink();
    link.send([{ event: 'set', body: 1 }]);
    await Promise.resolve();
    expect(link.send([{ event: 'set', body: 2 }])).toBe('sent');
    await vi.waitFor(() => expect(heard).toEqual([1]));
    answer();
    await vi.waitFor(() => expect(heard).toEqual([1, 2]));
    link.close();
  });

  it('gives up what could not leave for a second, and the link with it', async () => {
    const { link, events } = await slowLink();
    link.send([{ event: 'set', body: 1 }]);
    await Promise.resolve();
    link.send([{ event: 'set', body: 2 }]);
    await events.until((e) => e.end !== null);
    expect(events.end).toMatchObject({ wasOpen: true, reason: 'what was sent did not leave' });
    await expectNothingBehind();
  });

  it('gives it up when the answer comes first as the page wakes up', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { link, events } = await slowLink();
    link.send([{ event: 'set', body: 1 }]);
    await Promise.resolve();
    link.send([{ event: 'set', body: 2 }]);
    await vi.waitFor(() => expect(heard).toEqual([1]));
    vi.setSystemTime(Date.now() + 3_600_000);
    await expectNothingBehind();
    expect(events.end).not.toBeNull();
  });

  it('sends nothing that waited when it was closed, and leaves the server although a request is not answered', async () => {
    const { link } = await slowLink();
    link.send([{ event: 'set', body: 1 }]);
    await vi.waitFor(() => expect(heard).toEqual([1]));
    link.send([{ event: 'set', body: 2 }]);
    link.close();
    await vi.waitFor(async () => expect(await server.of('/devices').fetchSockets()).toHaveLength(0));
    await expectNothingBehind();
  });

  /** Once the server answers again, all that was going to leave has left. */
  async function expectNothingBehind(): Promise<void> {
    answer();
    await vi.waitFor(async () => expect(await server.of('/devices').fetchSockets()).toHaveLength(0));
    expect(posts.filter((body) => body.includes('"set"'))).toEqual(['42/devices,["set",1]']);
    expect(heard).toEqual([1]);
  }
});

it('sends nothing under a name that the library keeps to itself', async () => {
  server.of('/devices');
  const events = recordingEvents();
  const link = socketio.open({ name: '', url }, events);
  await events.until((e) => e.opens === 1);
  const frames = [
    { event: 'set', body: 1 },
    { event: 'disconnect', body: 1 },
  ];
  expect(link.send(frames)).toBe('unsupported');
  expect(link.send([{ body: 1 }])).toBe('unsupported');
  link.close();
});
