/** Kamea's telemetry over Socket.IO 4. It sends telemetry only; there is no way to command a device. */
import * as z from 'zod/mini';
import type { Frame, LinkEnd, OutFrame } from '../transports/transport.ts';
import { isName, isObject, type JsonObject, takeValue, takeValues } from './payload.ts';
import {
  type Closing,
  type Credentials,
  defineProtocol,
  type ProtocolContext,
  type ProtocolSession,
  type Sink,
} from './protocol.ts';
import { timeOr } from './time.ts';

const name = z.string().check(z.minLength(1));
const options = z.object({
  devices: z.array(z.object({ deviceId: name, tenantId: name })).check(z.minLength(1)),
  /** Event that carries telemetry; not documented by Kamea, so it can be changed. */
  event: z._default(name, 'telemetries'),
});
type Options = z.output<typeof options>;

/** Readings taken from one event. */
const MAX_ITEMS = 1_000;
/** First wait before subscribing again after `internal_server_error`; doubles up to the ceiling. */
const RESUBSCRIBE_MS = 1_000;
const RESUBSCRIBE_CEILING_MS = 30_000;

const ENVELOPE = new Set([
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
  #renewed = false;
  #failures = 0;
  #resubscribing = false;

  constructor(configured: Options, context: ProtocolContext) {
    this.#options = configured;
    this.#context = context;
  }

  requests(credentials: Credentials) {
    const headers =
      credentials.kind === 'bearer' ? { Authorization: `Bearer ${credentials.token}` } : undefined;
    return [{ name: '', url: this.#context.url, ...(headers && { headers }) }];
  }

  opened(): readonly OutFrame[] {
    this.#renewed = false;
    this.#resubscribing = false;
    return this.#subscriptions();
  }

  decode(frame: Frame, sink: Sink): void {
    const body = Array.isArray(frame.body) ? frame.body[0] : undefined;
    switch (frame.event) {
      case this.#options.event:
        this.#telemetries(body, frame.receivedAt, sink);
        break;
      case 'access_denied':
        this.#context.close(frame.link, {
          next: 'denied',
          reason:
            'Kamea denies access to one of the configured devices. Check the devices and tenants, or ask for access.',
        });
        break;
      case 'internal_server_error':
        this.#serverError(body, sink);
        break;
      default:
        sink.skipped('an event nobody asked for');
    }
  }

  plan() {
    return { kind: 'refused', reason: this.capabilities.why } as const;
  }

  closed(_link: string, end: LinkEnd): Closing {
    if (end.reason === 'io server disconnect') {
      return {
        next: 'denied',
        reason: 'Kamea ended the connection by force. Check your access to the devices.',
      };
    }
    if (/unauthori[sz]ed|forbidden|jwt|token/i.test(end.reason)) {
      if (this.#renewed)
        return {
          next: 'denied',
          reason: 'Kamea refuses the access token. Ask for access, or sign in again.',
        };
      this.#renewed = true;
      return { next: 'renew-token', reason: 'Kamea refuses the access token; renewing it.' };
    }
    if (/invalid namespace/i.test(end.reason)) {
      return {
        next: 'denied',
        reason: 'The server has no such namespace. The address should end in /devices.',
      };
    }
    return {
      next: 'retry',
      reason: end.wasOpen
        ? 'The link to Kamea broke; trying again.'
        : 'Kamea cannot be reached (server away, or its CORS settings refuse this page); trying again.',
    };
  }

  #subscriptions(): readonly OutFrame[] {
    return this.#options.devices.map(({ deviceId, tenantId }) => ({
      event: 'telemetries',
      body: { deviceId, tenantId },
    }));
  }

  #serverError(body: unknown, sink: Sink): void {
    const message = isObject(body) && typeof body.message === 'string' ? body.message : body;
    const words = typeof message === 'string' ? `: ${message.slice(0, 200)}` : '';
    if (this.#resubscribing) return;
    sink.notice('warning', `Kamea reports an internal error${words}. Subscribing again soon.`);
    this.#resubscribing = true;
    const wait = Math.min(RESUBSCRIBE_CEILING_MS, RESUBSCRIBE_MS * 2 ** Math.min(this.#failures++, 10));
    this.#context.schedule(wait * (0.5 + Math.random() * 0.5), () => {
      if (!this.#resubscribing) return;
      this.#resubscribing = false;
      this.#context.send('', this.#subscriptions());
    });
  }

  #telemetries(body: unknown, arrival: number, sink: Sink): void {
    const items = Array.isArray(body) ? body : [body];
    if (items.length > MAX_ITEMS) sink.unreadable('more than 1,000 entries in one event');
    for (const item of items.slice(0, MAX_ITEMS)) this.#telemetry(item, arrival, sink);
  }

  #telemetry(item: unknown, arrival: number, sink: Sink): void {
    if (!isObject(item) || !isName(item.deviceId)) {
      sink.unreadable('telemetry without a device');
      return;
    }
    this.#failures = 0;
    const device = item.deviceId;
    const time = timeOr(item.timestamp ?? item.time ?? item.ts, arrival);
    const values = item.telemetries ?? item.telemetry ?? item.data ?? item.values;
    if (Array.isArray(values)) {
      if (values.length > MAX_ITEMS) sink.unreadable('more than 1,000 values in one entry');
      for (const entry of values.slice(0, MAX_ITEMS)) this.#entry(device, entry, time, sink);
    } else if (isObject(values)) takeValues(sink, device, values, time);
    else takeValues(sink, device, item, time, (key) => ENVELOPE.has(key));
  }

  #entry(device: string, entry: unknown, time: number, sink: Sink): void {
    const quantity = isObject(entry) ? (entry.name ?? entry.key) : undefined;
    if (!isObject(entry) || !isName(quantity)) {
      sink.unreadable('a value without a name');
      return;
    }
    const own: JsonObject = entry;
    const unit = isName(own.unit) ? own.unit.slice(0, 20) : undefined;
    takeValue(sink, device, quantity, own.value, timeOr(own.timestamp ?? own.time ?? own.ts, time), unit);
  }
}

export const kamea = defineProtocol({
  id: 'kamea',
  name: 'Kamea',
  transports: ['socketio'],
  options,
  start: (configured, context) => new KameaSession(configured, context),
});
