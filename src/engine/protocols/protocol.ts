import type * as z from 'zod/mini';
import type { ActuatorDomain, Scalar } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';
import type { Capabilities } from '../../model/connection.ts';
import type { Frame, LinkEnd, LinkRequest, OutFrame } from '../transports/transport.ts';

/** Credentials ready to use. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'api-key'; readonly username: string; readonly key: string };

/** What a back end says about a device. */
export interface DeviceAnnouncement {
  readonly device: string;
  readonly name?: string;
  readonly kind?: string;
  readonly present?: boolean;
  /** When it was {@link present}, or not, epoch ms; absent: now. */
  readonly at?: number;
  readonly facts?: Readonly<Record<string, string>>;
}

/** Where a decoder puts what it read. No method throws; all may be called any number of times a frame. */
export interface Sink {
  /** One numeric reading. `time` is epoch ms; not finite values are refused and counted. */
  reading(device: string, quantity: string, time: number, value: number, unit?: string): void;
  /** Values replayed by the back end without times, oldest first: history, never live. */
  history(device: string, quantity: string, values: readonly number[], unit?: string): void;
  /** The device reports a property. Booleans are also kept as a series of 0 and 1. `null`: it does not know. */
  state(device: string, property: string, value: Scalar | null, time: number): void;
  /**
   * The device or back end says that it will not do what was asked of this property (`config/error`). It ends an open order which it certainly means: null
   * where it does not say whose, or which.
   * @param isForAll everybody hears of it, whoever asked: it may be somebody else's order that will not be carried out
   */
  rejection(device: string | null, property: string | null, reason: string, isForAll?: boolean): void;
  device(info: DeviceAnnouncement): void;
  /** What these devices reported may have changed unseen: it is stale until they report it again. */
  doubt(devices: Iterable<string>): void;
  /** A property of a device takes commands. */
  actuator(device: string, property: string, domain: ActuatorDomain, reports: boolean): void;
  /** Something happened at a device (`boot`, a job's message): a line in the event log. */
  event(device: string, text: string, time: number): void;
  /** Something the operator should know about the connection. */
  notice(level: 'info' | 'warning' | 'error', text: string): void;
  /** A frame, or a part of one, that could not be read. `why` must not quote the frame. */
  unreadable(why: string): void;
  /** Read and left out on purpose: a duplicate, a kind of event nobody asked for. */
  skipped(why: string): void;
}

/** What the commands ledger hands to a protocol. */
export interface CommandRequest {
  readonly device: string;
  readonly property: string;
  readonly value: Json;
}

/** Which sign ends a sent command well. */
export type Confirmation =
  /** `state()` of this property with this value. */
  | { readonly by: 'report'; readonly device: string; readonly property: string; readonly value: Json }
  /** The device reports nothing back: the back end's 2xx is all there is, and the page says so. */
  | { readonly by: 'acceptance' };

interface Reach {
  readonly confirmation: Confirmation;
  /** What it orders of the device under other names than its target's: no order of these may be open beside it. */
  readonly touches?: readonly { readonly device: string; readonly property: string }[];
}

/** How a command leaves the page. */
export type CommandPlan =
  | (Reach & { readonly kind: 'frames'; readonly frames: readonly OutFrame[] })
  | (Reach & {
      readonly kind: 'http';
      readonly method: 'POST' | 'PUT';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | Uint8Array;
      /** The back end checks tokens: a 401 may be answered by renewing and one more try. */
      readonly renewOn401: boolean;
    })
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * What the end of a link means.
 * - `retry`: try again with back-off
 * - `resume`: the end was expected (Streambed's 60 s); reopen at once; the operator sees no change
 * - `renew-token`: ask for new credentials, then try again
 * - `denied`: stop; try again only after new credentials, when a person asks, or after ten minutes
 * - `fault`: our own mistake; say so, retry at the ceiling of the back-off
 */
export interface Closing {
  readonly next: 'retry' | 'resume' | 'renew-token' | 'denied' | 'fault';
  /** In words for the operator: what happened and what to do. Never credentials. */
  readonly reason: string;
}

/** What a session may use of the world. */
export interface ProtocolContext {
  /** Base address from the configuration. */
  readonly url: string;
  /** Where decoded things go; the same object is passed to `decode`. For work done by timers. */
  readonly sink: Sink;
  /** Epoch ms. */
  now(): number;
  /** Devices of this connection that readings or states are kept of, from before this page was opened too. Whether they are still there nobody knows. */
  heardOf(): readonly string[];
  /** Runs `work` once after `ms`; returns the canceller. Cancelled by itself when the session is stopped. */
  schedule(ms: number, work: () => void): () => void;
  /** Sends frames on an open link outside of `opened` (resubscribing with back-off); false when not possible now. Never for commands. */
  send(link: string, frames: readonly OutFrame[]): boolean;
  /** The protocol itself found that the back end refuses (Kamea's `access_denied`): closes the link named, as `closed` would say. */
  close(link: string, closing: Closing): void;
  /** What holds of an open link until it ends or this is said anew, in words for the operator; '': nothing. Never credentials. */
  note(link: string, text: string): void;
}

/** One connection's conversation. Kept across reconnects of its links: what it remembers is what must survive them. */
export interface ProtocolSession {
  readonly capabilities: Capabilities;
  /** All links this connection needs, with these credentials. Asked before every attempt. */
  requests(credentials: Credentials): readonly LinkRequest[];
  /** A link has opened: what to say first (hello, discovery, subscriptions, asking actuators for their state). */
  opened(link: string): readonly OutFrame[];
  /** Never throws; what it cannot read goes to `sink.unreadable`. */
  decode(frame: Frame, sink: Sink): void;
  /** What a target takes that nobody has announced; absent, or undefined, where only announced actuators take anything. */
  takes?(device: string, property: string): ActuatorDomain | undefined;
  /** Plans one command. Never throws. Equal commands get equal plans, so that a plan can be shown before it is sent. */
  plan(command: CommandRequest, credentials: Credentials): CommandPlan;
  /** A link has ended. */
  closed(link: string, end: LinkEnd): Closing;
  /** New credentials while links are open: frames for each open link, or `reconnect`, or `keep`. Absent: `reconnect`. */
  credentialsChanged?(credentials: Credentials): readonly OutFrame[] | 'reconnect' | 'keep';
  /** Frames whose answer proves that the far end lives; absent where nothing may be asked. */
  probe?(): readonly OutFrame[];
}

/** What everybody knows of a protocol. */
interface About {
  readonly id: string;
  /** For people: `Drogue Cloud`. */
  readonly name: string;
  /** Transports it can run on; the first is the default. */
  readonly transports: readonly [string, ...string[]];
}

/** What the configuration knows of a protocol. */
export interface ProtocolShape extends About {
  /**
   * The shape of its options beside `url` and `credentials` in a connection of config.json. Made when asked for, so that the engine, which
   * gets options that were checked by it, carries neither the shape nor the library that checks.
   */
  readonly options: () => z.ZodMiniObject;
  /**
   * Looks at options that fit the shape beside each other and beside the transport, and makes the addresses among them absolute. Absent: there is
   * nothing to look at.
   */
  settle?(options: CheckedOptions, settling: Settling): CheckedOptions;
}

/** What options are settled with. */
export interface Settling {
  readonly transport: string;
  /**
   * The absolute address of a request; relative ones count from the page. What is no such address is told as wrong.
   * @param path of it among the options
   */
  request(path: string, address: string): string;
  /** Says what is wrong: the connection is left out. */
  wrong(path: string, problem: string): void;
}

/** A protocol as the registry keeps it. */
export interface Protocol extends About {
  /** @param options as {@link ProtocolShape.options} gave them */
  start(options: CheckedOptions, context: ProtocolContext): ProtocolSession;
}

/** Options that the protocol's own shape has checked, with defaults filled in. */
export type CheckedOptions = Readonly<Record<string, unknown>>;

/**
 * Gives a protocol's session its options typed. The registry holds all protocols alike, so the type is not followed from the configuration to
 * here: it is the configuration's promise that a connection names a protocol and carries what that protocol's shape gave.
 */
export function defineProtocol<Options extends CheckedOptions>(
  definition: About & { start(options: Options, context: ProtocolContext): ProtocolSession },
): Protocol {
  return definition;
}
