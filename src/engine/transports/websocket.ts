import ReconnectingWebSocket from 'reconnecting-websocket';
import {
  BACKLOG_GRACE_MS,
  type Frame,
  type Link,
  type LinkEnd,
  type LinkEvents,
  type LinkRequest,
  type OutFrame,
  type SendOutcome,
  type Transport,
} from './transport.ts';

/** A handshake that takes longer has failed. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** The library tells of that by itself, a little later than it is due. */
const GRACE_MS = 1_000;

/**
 * The close code that is safe to believe. When the browser reports an error, `reconnecting-websocket` makes up a close
 * event of code 1000 of its own class; only an event of the browser's carries the server's code.
 */
function endOf(event: { code: number; reason: string }, wasOpen: boolean): LinkEnd {
  const fromBrowser = typeof CloseEvent === 'undefined' || event instanceof CloseEvent;
  return fromBrowser
    ? { code: event.code, reason: event.reason, wasOpen }
    : { code: 1006, reason: event.reason === 'timeout' ? 'timeout' : '', wasOpen };
}

function isSendable({ body }: OutFrame): boolean {
  return typeof body === 'string' || body instanceof Uint8Array;
}

/** The browser's class for the library, which is told everything but frames: those go straight to `onFrame`. */
function past(onFrame: (message: MessageEvent<unknown>) => void): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      super.addEventListener('message', onFrame);
    }

    override addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
      if (type !== 'message') super.addEventListener(type, listener);
    }
  };
}

/**
 * Raw WebSocket. Retries are the connection's business (it has to fetch credentials and mind what the back end said before
 * each one), so the library makes one attempt a link, and nothing is ever enqueued: by default it would keep what is sent while
 * down and send it minutes later. Frames do not pass through the library: of the worker's time for one it took more than their
 * decoding does.
 */
export const websocket: Transport = {
  id: 'websocket',
  open(request: LinkRequest, events: LinkEvents): Link {
    const frame: { -readonly [Key in keyof Frame]: Frame[Key] } = {
      body: '',
      event: '',
      link: request.name,
      receivedAt: 0,
    };
    let wasOpen = false;
    let waitingSince = 0;
    /** All that waits was handed over in this turn of the event loop, which has had no time to leave. */
    let isOfThisTurn = false;
    let ended = false;
    /** A browser that throws at an address does so where the library does not look: it would wait for ever. */
    const patience = setTimeout(() => {
      if (ended) return;
      ended = true;
      socket.close();
      events.closed({ code: 1006, reason: 'timeout', wasOpen });
    }, HANDSHAKE_TIMEOUT_MS + GRACE_MS);
    const onFrame = ({ data }: MessageEvent<unknown>) => {
      if (ended) return;
      frame.body = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
      frame.receivedAt = Date.now();
      events.frame(frame);
    };
    const socket = new ReconnectingWebSocket(request.url, [], {
      WebSocket: past(onFrame),
      maxRetries: 0,
      maxEnqueuedMessages: 0,
      connectionTimeout: HANDSHAKE_TIMEOUT_MS,
    });
    socket.binaryType = 'arraybuffer';

    socket.onopen = () => {
      if (ended) return;
      clearTimeout(patience);
      wasOpen = true;
      events.opened();
    };
    socket.onclose = (event) => {
      if (ended) return;
      clearTimeout(patience);
      ended = true;
      events.closed(endOf(event, wasOpen));
    };

    return {
      get isWaiting() {
        return !ended && !isOfThisTurn && socket.bufferedAmount > 0;
      },
      send(frames: readonly OutFrame[]): SendOutcome {
        if (ended || socket.readyState !== ReconnectingWebSocket.OPEN) return 'not-open';
        const now = Date.now();
        if (socket.bufferedAmount === 0) {
          waitingSince = now;
          isOfThisTurn = true;
          queueMicrotask(() => {
            isOfThisTurn = false;
          });
        } else if (now - waitingSince > BACKLOG_GRACE_MS) return 'backlog';
        if (!frames.every(isSendable)) return 'unsupported';
        for (const { body } of frames) {
          if (typeof body === 'string') socket.send(body);
          else if (body instanceof Uint8Array) socket.send(new Uint8Array(body));
        }
        return 'sent';
      },
      close() {
        if (ended) return;
        clearTimeout(patience);
        ended = true;
        socket.close();
      },
    };
  },
};
