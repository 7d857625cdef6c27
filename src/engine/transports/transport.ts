/** What arrived on a link. The object is reused for the next frame: read it inside the call, never keep it. */
export interface Frame {
  /**
   * Text, bytes, or, where the transport itself parses (Socket.IO), the parsed arguments as an array; null where what came is nothing that the transport
   * can read. Hostile until checked.
   */
  readonly body: unknown;
  /** Socket.IO event name or SSE event type; '' on a raw WebSocket. */
  readonly event: string;
  /** Which of the protocol's links it came through ({@link LinkRequest.name}). */
  readonly link: string;
  /** Time of arrival, epoch ms. */
  readonly receivedAt: number;
}

/** What is sent: text or bytes on a WebSocket, any JSON value under an event name on Socket.IO. */
export interface OutFrame {
  /** Socket.IO event name; absent on a raw WebSocket. */
  readonly event?: string;
  readonly body: unknown;
}

/** Bytes just handed over are still on their way to the network stack; waiting longer than this they are stuck. */
export const BACKLOG_GRACE_MS = 100;

/** {@link LinkEnd.code} of a request that nobody answered in time: a server that hangs, or a browser that keeps it waiting for a free connection. */
export const NO_ANSWER = 0;

/** What a protocol asks a transport to open. */
export interface LinkRequest {
  /** Tells the links of one connection apart; '' where there is only one. */
  readonly name: string;
  /** Complete address. May hold credentials: never shown or logged. */
  readonly url: string;
  /** Path under which Socket.IO itself answers on that host; its own default, `/socket.io/`, when absent. */
  readonly path?: string;
  /** Headers, where the transport can send them (HTTP based ones). */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a link ended. */
export interface LinkEnd {
  /**
   * WebSocket close code (1006 where nothing better is known); for SSE the HTTP status, {@link NO_ANSWER}, or 1000 for the end of a stream; for
   * Socket.IO 401 or 403 where its first request was answered so.
   */
  readonly code: number;
  /** The server's or the library's words; may be ''. Never credentials. */
  readonly reason: string;
  /** The link had been open before it ended. */
  readonly wasOpen: boolean;
}

/** What a link tells its connection. After `closed` nothing follows. */
export interface LinkEvents {
  opened(): void;
  frame(frame: Frame): void;
  /** A sign of life that is no frame: a keep-alive comment, a heartbeat. */
  alive(): void;
  closed(end: LinkEnd): void;
}

/** `sent`: handed to the network stack with nothing waiting before it. Anything else was not sent and never will be. */
export type SendOutcome = 'sent' | 'not-open' | 'backlog' | 'unsupported';

/** One open or opening link. It makes a single attempt: trying again is the connection's business. */
export interface Link {
  /** Bytes that were handed over before this turn of the event loop have not left yet: what is handed over now leaves after them. */
  readonly isWaiting: boolean;
  /**
   * Sends all frames now or none: never queues. Does not throw. `backlog`: bytes of an earlier send have been waiting for
   * longer than {@link BACKLOG_GRACE_MS}, so the far end is not taking them.
   */
  send(frames: readonly OutFrame[]): SendOutcome;
  /** Ends the link at once; `closed` is not called after it. Idempotent. */
  close(): void;
}

/** Moves frames, knows nothing of their meaning. */
export interface Transport {
  readonly id: string;
  /** Starts one attempt. Events come asynchronously, never from inside this call. Does not throw. */
  open(request: LinkRequest, events: LinkEvents): Link;
}
