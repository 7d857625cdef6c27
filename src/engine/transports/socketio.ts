import { Manager } from 'socket.io-client';
import { guardPackets, patientParser } from './socketio-guard.ts';
import { Outbox } from './socketio-outbox.ts';
import type { Frame, Link, LinkEvents, LinkRequest, OutFrame, SendOutcome, Transport } from './transport.ts';

/** The handshake may take so long, and the opening of the namespace after it as long again. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

const UNREADABLE = 'the server’s answer cannot be read';

/** HTTP statuses that are a verdict about who asks. What else a proxy answers (404, 502) passes once the server is back. */
const REFUSALS: readonly number[] = [401, 403];

/** What the library says by events itself, and does not send. */
const RESERVED: readonly (string | undefined)[] = [
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
];

/** What answered the first request over HTTP with an error, if anything; CORS hides it where the answer does not allow this page. */
function statusOf(error: Error): number | null {
  const status = 'description' in error ? error.description : null;
  return typeof status === 'number' && status >= 400 ? status : null;
}

/**
 * Socket.IO 4. Headers reach the server because the first request is HTTP long-polling, which the upgrade to WebSocket keeps; so
 * that is the order of transports. The client library would buffer what is emitted while disconnected, so nothing is
 * emitted then. Reconnection is the connection's business: a new token means new headers.
 */
export const socketio: Transport = {
  id: 'socketio',
  open(request: LinkRequest, events: LinkEvents): Link {
    const socket = new Manager(request.url, {
      reconnection: false,
      timeout: HANDSHAKE_TIMEOUT_MS,
      transports: ['polling', 'websocket'],
      // What opened the link may have come in one piece with this, and takes effect a moment later.
      parser: patientParser(() => queueMicrotask(() => (wasOpen ? hear('', null) : end(UNREADABLE)))),
      ...(request.path === undefined ? {} : { path: request.path }),
      ...(request.headers ? { extraHeaders: { ...request.headers } } : {}),
    }).socket(new URL(request.url).pathname);
    const frame: { -readonly [Key in keyof Frame]: Frame[Key] } = {
      body: [],
      event: '',
      link: request.name,
      receivedAt: 0,
    };
    let wasOpen = false;
    /** What is sent now asks for what the link is opened for, and may come late. */
    let isOpening = false;
    let ended = false;
    const outbox = new Outbox(socket, () => end('what was sent did not leave'));

    guardPackets(socket, (why) => end(why));

    /** The library's own timer ends with the handshake: for a namespace that never opens it would wait for ever. */
    let patience = setTimeout(() => end('timeout'), HANDSHAKE_TIMEOUT_MS);
    socket.io.on('open', () => {
      if (ended) return;
      clearTimeout(patience);
      patience = setTimeout(() => end('the namespace did not open in time'), HANDSHAKE_TIMEOUT_MS);
    });

    function hear(event: string, body: unknown): void {
      if (ended) return;
      frame.event = event;
      frame.body = body;
      frame.receivedAt = Date.now();
      events.frame(frame);
    }

    function leave(): void {
      ended = true;
      clearTimeout(patience);
      outbox.drop();
      socket.disconnect();
      // The library waits for the answer to a request that is under way, and goes on receiving until then.
      const { engine } = socket.io;
      if (engine.readyState === 'closing') engine.transport.close();
    }

    function end(reason: string, code = 1006): void {
      if (ended) return;
      leave();
      events.closed({ code, reason, wasOpen });
    }

    socket.on('connect', () => {
      if (ended) return;
      clearTimeout(patience);
      wasOpen = true;
      outbox.opened();
      isOpening = true;
      events.opened();
      isOpening = false;
    });
    // A server may give an event a number for its name, whatever the library's types say.
    socket.onAny((event: unknown, ...args: unknown[]) => hear(String(event), args));
    socket.on('connect_error', (error) => {
      const status = statusOf(error);
      if (status === null) end(error.message);
      else end(`HTTP ${status}`, REFUSALS.includes(status) ? status : 1006);
    });
    socket.on('disconnect', (reason) => end(reason));
    socket.io.on('ping', () => {
      if (!ended) events.alive();
    });

    return {
      get isWaiting() {
        return !ended && socket.connected && outbox.isWaiting;
      },
      send(frames: readonly OutFrame[]): SendOutcome {
        if (ended || !socket.connected) return 'not-open';
        if (outbox.isStuck) return 'backlog';
        const named = frames.flatMap(({ event, body }) =>
          event === undefined || RESERVED.includes(event) ? [] : [{ event, body }],
        );
        if (named.length < frames.length) return 'unsupported';
        if (isOpening) for (const { event, body } of named) socket.emit(event, body);
        else outbox.add(named);
        return 'sent';
      },
      close() {
        if (!ended) leave();
      },
    };
  },
};
