import { io } from 'socket.io-client';
import {
  BACKLOG_GRACE_MS,
  type Frame,
  type Link,
  type LinkEvents,
  type LinkRequest,
  type OutFrame,
  type SendOutcome,
  type Transport,
} from './transport.ts';

const HANDSHAKE_TIMEOUT_MS = 10_000;

/** HTTP statuses that are a verdict about who asks. What else a proxy answers (404, 502) passes once the server is back. */
const REFUSALS: readonly number[] = [401, 403];

/** What answered the first request over HTTP with an error, if anything; CORS hides it where the answer does not allow this page. */
function statusOf(error: Error): number | null {
  const status = 'description' in error ? error.description : null;
  return typeof status === 'number' && status >= 400 ? status : null;
}

/**
 * Socket.IO 4. Headers reach the server because the first request is HTTP long-polling, which the upgrade to WebSocket keeps; so
 * the default order of transports stays. The client library would buffer what is emitted while disconnected, so nothing is
 * emitted then. Reconnection is the connection's business: a new token means new headers.
 */
export const socketio: Transport = {
  id: 'socketio',
  open(request: LinkRequest, events: LinkEvents): Link {
    const socket = io(request.url, {
      forceNew: true,
      reconnection: false,
      timeout: HANDSHAKE_TIMEOUT_MS,
      ...(request.path === undefined ? {} : { path: request.path }),
      ...(request.headers ? { extraHeaders: { ...request.headers } } : {}),
    });
    const frame: { -readonly [Key in keyof Frame]: Frame[Key] } = {
      body: [],
      event: '',
      link: request.name,
      receivedAt: 0,
    };
    let wasOpen = false;
    /** When the oldest packet that has not left yet was written; null when all have. */
    let waitingSince: number | null = null;
    /** All that waits was handed over in this turn of the event loop, which has had no time to leave. */
    let isOfThisTurn = false;
    let ended = false;

    function end(reason: string, code = 1006): void {
      if (ended) return;
      ended = true;
      socket.disconnect();
      events.closed({ code, reason, wasOpen });
    }

    // The library writes packets of its own, too: what they wait for is the network, not us.
    socket.io.engine.on('packetCreate', () => {
      waitingSince ??= Date.now();
    });
    socket.io.engine.on('drain', () => {
      waitingSince = null;
    });
    socket.on('connect', () => {
      if (ended) return;
      wasOpen = true;
      // The server answers what was posted before the post itself is confirmed: these bytes are not stuck.
      if (waitingSince !== null) waitingSince = Date.now();
      events.opened();
    });
    socket.onAny((event: string, ...args: unknown[]) => {
      if (ended) return;
      frame.event = event;
      frame.body = args;
      frame.receivedAt = Date.now();
      events.frame(frame);
    });
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
        return !ended && !isOfThisTurn && waitingSince !== null;
      },
      send(frames: readonly OutFrame[]): SendOutcome {
        if (ended || !socket.connected) return 'not-open';
        if (waitingSince !== null && Date.now() - waitingSince > BACKLOG_GRACE_MS) return 'backlog';
        if (waitingSince === null) {
          isOfThisTurn = true;
          queueMicrotask(() => {
            isOfThisTurn = false;
          });
        }
        for (const { event, body } of frames) {
          if (event === undefined) return 'unsupported';
          socket.emit(event, body);
        }
        return 'sent';
      },
      close() {
        if (ended) return;
        ended = true;
        socket.disconnect();
      },
    };
  },
};
