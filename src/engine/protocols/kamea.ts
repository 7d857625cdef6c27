/** Kamea's telemetry over Socket.IO 4. It sends telemetry only; there is no way to command a device. */
import * as z from 'zod/mini';
import type { Frame, LinkEnd, OutFrame } from '../transports/transport.ts';
import { authorization } from './address.ts';
import { saying } from './closing-words.ts';
import { isName, isObject, type JsonObject, takeValue, takeValues, unitOf } from './payload.ts';
import {
  type Closing,
  type Credentials,
  defineProtocol,
  type ProtocolContext,
  type ProtocolSession,
  type Sink,
} from './protocol.ts';
import { timeOr } from './time.ts';

const name = () => z.string().check(z.minLength(1));
const options = () =>
  z.object({
    devices: z.array(z.strictObject({ deviceId: name(), tenantId: name() })).check(z.minLength(1)),
    /** Event that carries telemetry; not documented by Kamea, so it can be changed. */
    event: z._default(name(), 'telemetries'),
  });
type Options = z.output<ReturnType<typeof options>>;

/** Devices, and values of one device, taken from one event. */
const MAX_ITEMS = 256;
/** First wait before subscribing again after `internal_server_error`; doubles up to the ceiling. */
const RESUBSCRIBE_MS = 1_000;
const RESUBSCRIBE_CEILING_MS = 30_000;

/** Keys that are no values where the values stand beside them. */
const ENVELOPE: ReadonlySet<string> = new Set([
  'deviceId',
  'tenantId',
  'timestamp',
  'time',
  'ts',
  'telemetries',
  'telemetry',
  'data',
  'values',
]);

class KameaSession implements ProtocolSession {
  readonly capabilities = { commands: false, why: 'Kamea sends telemetry only: it takes no commands.' };
  readonly #options: Options;
  readonly #context: ProtocolContext;
  /** A renewal has been asked for since the link was last open. */
  #renewalAsked = false;
  /** Subscriptions in a row that an error has followed: telemetry of other devices says nothing of the one that it is about. */
  #failures = 0;
  /** When it last subscribed because of one. */
  #subscribedAt = 0;
  #cancelResubscription: (() => void) | null = null;
  /** An error is noted of the link. */
  #isNoted = false;

  constructor(configured: Options, context: ProtocolContext) {
    this.#options = configured;
    this.#context = context;
  }

  requests(credentials: Credentials) {
    const headers = credentials.kind === 'none' ? undefined : authorization(credentials);
    return [{ name: '', ...addressOf(this.#context.url), ...(headers && { headers }) }];
  }

  opened(): readonly OutFrame[] {
    this.#renewalAsked = false;
    this.#failures = 0;
    this.#isNoted = false;
    this.#cancelResubscription?.();
    this.#cancelResubscription = null;
    return this.#subscriptions();
  }

  decode(frame: Frame, sink: Sink): void {
    if (frame.body === null) {
      sink.unreadable('a packet that is no event');
      return;
    }
    const parameters: readonly unknown[] = Array.isArray(frame.body) ? frame.body : [];
    switch (frame.event) {
      case this.#options.event:
        for (const parameter of parameters) {
          // The last one may be the library's function for acknowledging.
          if (typeof parameter !== 'function') this.#telemetries(parameter, frame.receivedAt, sink);
        }
        if (parameters.length === 0) sink.unreadable('telemetry without content');
        if (this.#isNoted) this.#mayHaveRecovered();
        break;
      case 'access_denied':
        this.#context.close(frame.link, {
          next: 'denied',
          reason:
            'Kamea denies access to one of the configured devices. Check the devices and tenants, or ask for access.',
        });
        break;
      case 'internal_server_error':
        this.#serverError(parameters[0], sink);
        break;
      default:
        sink.skipped('an event nobody asked for');
    }
  }

  plan() {
    return { kind: 'refused', reason: this.capabilities.why } as const;
  }

  closed(_link: string, end: LinkEnd): Closing {
    this.#cancelResubscription?.();
    this.#cancelResubscription = null;
    if (end.reason === 'io server disconnect') {
      return {
        next: 'denied',
        reason: 'Kamea ended the connection by force. Check your access to the devices, or sign in again.',
      };
    }
    if (end.wasOpen) return { next: 'retry', reason: `The link to Kamea broke${saying(end)}; trying again.` };
    if (end.code === 403) {
      return {
        next: 'denied',
        reason: 'Access to Kamea is refused (HTTP 403). Ask for access, or sign in again.',
      };
    }
    if (/unauthori[sz]ed|forbidden|denied|credentials|jwt|token|\b40[13]\b/i.test(end.reason)) {
      if (this.#renewalAsked) {
        return {
          next: 'denied',
          reason: `Kamea refuses the access token${saying(end)}. Ask for access, or sign in again.`,
        };
      }
      this.#renewalAsked = true;
      return {
        next: 'renew-token',
        reason: `Kamea refuses the access token${saying(end)}; asking for a new one.`,
      };
    }
    if (/invalid namespace/i.test(end.reason)) {
      return {
        next: 'denied',
        reason:
          'The server has no such namespace. Correct the address in the configuration; it should end in /devices.',
      };
    }
    return {
      next: 'retry',
      reason: `Kamea cannot be reached: the server is away, or its CORS settings refuse this page${saying(end)}. Trying again.`,
    };
  }

  #subscriptions(): readonly OutFrame[] {
    return this.#options.devices.map(({ deviceId, tenantId }) => ({
      event: 'telemetries',
      body: { deviceId, tenantId },
    }));
  }

  #serverError(body: unknown, sink: Sink): void {
    if (this.#cancelResubscription !== null) return;
    if (this.#context.now() - this.#subscribedAt > RESUBSCRIBE_CEILING_MS) this.#failures = 0;
    this.#say(body, sink);
    this.#subscribeLater();
  }

  /** In the event log once an outage. */
  #say(body: unknown, sink: Sink): void {
    const message = isObject(body) ? body.message : body;
    const words = saying({ reason: typeof message === 'string' ? message : '' });
    const text = `Kamea reports an internal error${words}. Subscribing again soon.`;
    this.#isNoted = true;
    this.#context.note('', text);
    if (this.#failures === 0) sink.notice('warning', text);
  }

  /** Telemetry is a sign of it where a subscription has gone out that an error would have followed by now. */
  #mayHaveRecovered(): void {
    // Of a time to come, the clock was set back since.
    const since = Math.abs(this.#context.now() - this.#subscribedAt);
    if (this.#cancelResubscription || since < RESUBSCRIBE_MS) return;
    this.#isNoted = false;
    this.#context.note('', '');
  }

  /** Later each time, up to the ceiling. Whoever ends or opens the link cancels it. */
  #subscribeLater(): void {
    const wait = Math.min(RESUBSCRIBE_CEILING_MS, RESUBSCRIBE_MS * 2 ** Math.min(this.#failures++, 10));
    this.#cancelResubscription = this.#context.schedule(wait * (0.5 + Math.random() * 0.5), () => {
      this.#cancelResubscription = null;
      // The link is busy: without this, nothing would ever come on it again.
      if (this.#context.send('', this.#subscriptions())) this.#subscribedAt = this.#context.now();
      else this.#subscribeLater();
    });
  }

  #telemetries(body: unknown, arrival: number, sink: Sink): void {
    if (!Array.isArray(body)) {
      this.#telemetry(body, arrival, sink);
      return;
    }
    if (body.length > MAX_ITEMS) sink.unreadable('more than 256 entries in one event');
    for (const item of body.slice(0, MAX_ITEMS)) this.#telemetry(item, arrival, sink);
  }

  #telemetry(item: unknown, arrival: number, sink: Sink): void {
    if (!isObject(item) || !isName(item.deviceId)) {
      sink.unreadable('telemetry without a device');
      return;
    }
    const device = item.deviceId;
    const time = timeOr(item.timestamp ?? item.time ?? item.ts, arrival, sink);
    const values = item.telemetries ?? item.telemetry ?? item.data ?? item.values;
    if (Array.isArray(values)) {
      if (values.length > MAX_ITEMS) sink.unreadable('more than 256 values in one entry');
      for (const entry of values.slice(0, MAX_ITEMS)) this.#entry(device, entry, time, sink);
    } else if (isObject(values)) this.#named(device, values, time, sink);
    else if (values !== undefined && values !== null) sink.unreadable('telemetry whose values are no object');
    else if (Object.hasOwn(item, 'value')) this.#entry(device, item, time, sink);
    else this.#named(device, item, time, sink, ENVELOPE);
  }

  /** `{name: value}` or `{name: {value, unit?, timestamp?}}`. */
  #named(device: string, values: JsonObject, time: number, sink: Sink, skip?: ReadonlySet<string>): void {
    let taken: Set<string> | undefined;
    let count = 0;
    for (const key in values) {
      if (!Object.hasOwn(values, key) || skip?.has(key)) continue;
      const entry = values[key];
      if (!isObject(entry) || !Object.hasOwn(entry, 'value')) continue;
      if (count++ === MAX_ITEMS) {
        sink.unreadable('more than 256 values in one entry');
        return;
      }
      taken ??= new Set(skip);
      taken.add(key);
      this.#value(device, key, entry, time, sink);
    }
    takeValues(sink, device, values, time, undefined, taken ?? skip);
  }

  /** `{name|key, value, unit?, timestamp?}` */
  #entry(device: string, entry: unknown, time: number, sink: Sink): void {
    if (!isObject(entry)) {
      sink.unreadable('a value without a name');
      return;
    }
    this.#value(device, entry.name ?? entry.key, entry, time, sink);
  }

  #value(device: string, quantity: unknown, entry: JsonObject, time: number, sink: Sink): void {
    if (!isName(quantity)) {
      sink.unreadable('a value without a usable name');
      return;
    }
    const { value, unit, timestamp, time: at, ts } = entry;
    if (typeof value === 'object' && value !== null)
      sink.unreadable('a value that is no number, text or boolean');
    else takeValue(sink, device, quantity, value, timeOr(timestamp ?? at ?? ts, time, sink), unitOf(unit));
  }
}

/**
 * The namespace is the last part of the address's path; an address without a path means Kamea's only namespace. What stands before it is
 * where a proxy has put the server: Socket.IO, which takes a whole path for a namespace, has to be told so by the path of its own requests.
 */
function addressOf(url: string): { readonly url: string; readonly path?: string } {
  const { origin, pathname, search } = new URL(url);
  const folder = pathname.slice(0, pathname.replace(/\/+$/, '').lastIndexOf('/') + 1);
  const namespace = pathname.slice(folder.length).replace(/\/+$/, '') || 'devices';
  return {
    url: `${origin}/${namespace}${search}`,
    ...(folder.length > 1 && { path: `${folder}socket.io/` }),
  };
}

const about = {
  id: 'kamea',
  name: 'Kamea',
  transports: ['socketio'],
} as const;

/** What its connections are configured with. */
export const kameaShape = { ...about, options };

export const kamea = /* @__PURE__ */ defineProtocol<Options>({
  ...about,
  start: (configured, context) => new KameaSession(configured, context),
});
