/** webchannel: a server publishes bytes on a channel, the page gets exactly these bytes as binary WebSocket frames. */
import * as z from 'zod/mini';
import type { ActuatorDomain, Scalar } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';
import type { Frame, LinkEnd, OutFrame } from '../transports/transport.ts';
import { actuatorShape, toDomain } from './actuator-options.ts';
import { authorization, hasExpired, percent, withPath, withQuery } from './address.ts';
import { saying, verdictOf } from './closing-words.ts';
import {
  isObject,
  isScalar,
  jsonOf,
  own,
  type SettableProperties,
  settableProperties,
  takeValue,
  takeValues,
  textOf,
} from './payload.ts';
import {
  type Closing,
  type CommandPlan,
  type CommandRequest,
  type Credentials,
  defineProtocol,
  type ProtocolContext,
  type ProtocolSession,
  type Sink,
} from './protocol.ts';

/** The server answers 413 above this. */
const MAX_PUBLISHED_BYTES = 512 * 1024;
/** Publishes any JSON on the channel, as it is. */
const PUBLISH = 'publish';
/** What is ordered stands under this name: whatever is published comes back to everybody on the channel, and must not pass for a report. */
const ORDER = 'set';
/** Of a message, in the event log. */
const MAX_MESSAGE_LENGTH = 500;

const options = () =>
  z.object({
    channel: z.string().check(z.minLength(1)),
    /**
     * Control messages that somebody listening on the channel understands: `{"set": {property: value}}` is published, and a report is
     * `{property: value}`. The device is the channel itself, so it need not be named.
     */
    actuators: z._default(
      z.array(
        z.strictObject({
          ...actuatorShape(),
          property: z
            .string()
            .check(
              z.minLength(1),
              z.regex(/^(?!set$)/, 'expected another name than "set": orders are published under that'),
            ),
          device: z.optional(z.string()),
        }),
      ),
      [],
    ),
  });
type Options = z.output<ReturnType<typeof options>>;

const NOTHING: ReadonlyMap<string, Scalar> = new Map();
const ignore = () => {};

/** The values that come out where something is told, by their names. */
function valuesOf(tell: (sink: Sink) => void): ReadonlyMap<string, Scalar> {
  const values = new Map<string, Scalar>();
  tell({
    reading: (_device, quantity, _time, value) => values.set(quantity, value),
    state: (_device, property, value) => value !== null && values.set(property, value),
    history: ignore,
    rejection: ignore,
    device: ignore,
    doubt: ignore,
    actuator: ignore,
    event: ignore,
    notice: ignore,
    unreadable: ignore,
    skipped: ignore,
  });
  return values;
}

class WebchannelSession implements ProtocolSession {
  readonly capabilities;
  readonly #options: Options;
  readonly #context: ProtocolContext;
  readonly #settable: SettableProperties;
  #credentials: Credentials = { kind: 'none' };
  /** A renewal has been asked for since the link was last open: the next failure is not the token's. */
  #renewalAsked = false;

  constructor(configured: Options, context: ProtocolContext) {
    this.#options = configured;
    this.#context = context;
    const { actuators, channel: device } = configured;
    this.#settable = settableProperties(actuators.map(({ property }) => ({ device, property })));
    this.capabilities = { commands: true, raw: { device, property: PUBLISH } };
  }

  requests(credentials: Credentials) {
    this.#credentials = credentials;
    const token = credentials.kind === 'bearer' ? credentials.token : undefined;
    const address = this.#address().replace(/^http/, 'ws');
    return [{ name: '', url: withQuery(address, { access_token: token }) }];
  }

  /** Nothing may be sent: the server hangs up on any frame of a client. */
  opened(): readonly OutFrame[] {
    this.#renewalAsked = false;
    const { channel: device, actuators } = this.#options;
    this.#context.sink.device({ device, kind: 'job' });
    for (const { property, domain, reports } of actuators) {
      this.#context.sink.actuator(device, property, toDomain(domain), reports);
    }
    return [];
  }

  /** The token was checked when the channel was opened; the new one serves the next publishing and the next opening. */
  credentialsChanged() {
    return 'keep' as const;
  }

  decode(frame: Frame, sink: Sink): void {
    const text = textOf(frame.body, sink);
    if (text === null) return;
    const payload = jsonOf(text, sink);
    if (payload === undefined) return;
    this.#take(payload, frame.receivedAt, sink);
  }

  takes(device: string, property: string): ActuatorDomain | undefined {
    return device === this.#options.channel && property === PUBLISH ? { type: 'json' } : undefined;
  }

  plan({ device, property, value }: CommandRequest, credentials: Credentials): CommandPlan {
    const actuator = this.#options.actuators.find((one) => one.property === property);
    if ((!actuator && property !== PUBLISH) || device !== this.#options.channel) {
      return { kind: 'refused', reason: 'No control message is configured for this (actuators).' };
    }
    const content: Json = !actuator || isObject(value) ? value : { [ORDER]: { [property]: value } };
    const [claimed] = this.#namedIn(
      content,
      valuesOf((sink) => this.#take(content, 0, sink)),
    );
    if (claimed) {
      return {
        kind: 'refused',
        reason: `Everybody on the channel would take this message for a report of “${claimed.property}”. Put what is ordered under “${ORDER}”.`,
      };
    }
    const order = isObject(content) ? own(content, ORDER) : undefined;
    const values = this.#valuesIn(order);
    const ordered = this.#namedIn(order, values);
    // A message that says what an actuator's own would is confirmed by the same report.
    const told = actuator ? [actuator] : ordered.filter(({ reports }) => reports);
    const [reporting] = told.length === 1 ? told : [];
    const desired = !actuator && reporting && isObject(order) ? values.get(reporting.property) : value;
    const others: { property: string }[] = ordered.filter((one) => one !== actuator);
    // In words of its own it is a message like any other.
    if (actuator && isObject(value)) others.push({ property: PUBLISH });
    const body = new TextEncoder().encode(JSON.stringify(content));
    if (body.byteLength > MAX_PUBLISHED_BYTES) {
      return {
        kind: 'refused',
        reason: 'The payload is larger than 512 KiB, which webchannel does not take.',
      };
    }
    return {
      kind: 'http',
      method: 'POST',
      url: this.#address().replace(/^ws/, 'http'),
      headers: { 'Content-Type': 'application/json', ...authorization(credentials) },
      body,
      confirmation:
        reporting?.reports && isScalar(desired)
          ? { by: 'report', device, property: reporting.property, value: desired }
          : { by: 'acceptance' },
      ...(others.length > 0 && { touches: others.map((one) => ({ device, property: one.property })) }),
      renewOn401: true,
    };
  }

  closed(_link: string, end: LinkEnd): Closing {
    const verdict = verdictOf(end);
    if (verdict) return verdict;
    if (end.wasOpen) {
      return {
        next: 'retry',
        reason: `The channel was closed or the link broke${saying(end)}; trying again.`,
      };
    }
    // HTTP 401 and a server that is away look alike to a page: close 1006.
    if (!this.#renewalAsked && hasExpired(this.#credentials, this.#context.now())) {
      this.#renewalAsked = true;
      return { next: 'renew-token', reason: 'The channel token has run out; asking for a new one.' };
    }
    return {
      next: 'retry',
      reason:
        'The channel cannot be opened: the server is away or refuses the token; a browser cannot tell which. Trying again, with a fresh token where there is a token endpoint.',
    };
  }

  /** Says what a message says, of whatever is published on the channel. */
  #take(payload: unknown, time: number, sink: Sink): void {
    const { channel: device } = this.#options;
    const settable = this.#settable.get(device);
    if (isObject(payload)) {
      const told = this.#withoutOrder(payload, sink);
      if (!told) return;
      takeValues(sink, device, told, time, settable);
      const message = own(told, 'message');
      if (typeof message === 'string') sink.event(device, message.slice(0, MAX_MESSAGE_LENGTH), time);
    } else if (typeof payload === 'string') sink.event(device, payload.slice(0, MAX_MESSAGE_LENGTH), time);
    else if (payload === null || Array.isArray(payload)) {
      sink.unreadable('JSON that is neither an object nor a value');
    } else takeValue(sink, device, 'value', payload, time, undefined, settable);
  }

  /** A message without what it orders; null where that was all of it. An order is none of ours to carry out, and no report. */
  #withoutOrder(
    payload: Readonly<Record<string, unknown>>,
    sink: Sink,
  ): Readonly<Record<string, unknown>> | null {
    const order = own(payload, ORDER);
    if (this.#namedIn(order, this.#valuesIn(order)).length === 0) return payload;
    sink.skipped('an order, not a report');
    const { [ORDER]: _order, ...told } = payload;
    return Object.keys(told).length > 0 ? told : null;
  }

  /** The values that an order tells, by their names. */
  #valuesIn(order: unknown): ReadonlyMap<string, Scalar> {
    const { actuators, channel } = this.#options;
    if (actuators.length === 0 || !isObject(order)) return NOTHING;
    return valuesOf((sink) => takeValues(sink, channel, order, 0));
  }

  /** The actuators that a message, or what it orders, says something of. @param values by name, those that are nested too */
  #namedIn(message: unknown, values: ReadonlyMap<string, Scalar>): Options['actuators'] {
    return this.#options.actuators.filter(
      ({ property }) => values.has(property) || (isObject(message) && own(message, property) !== undefined),
    );
  }

  #address(): string {
    return withPath(this.#context.url, `webchannel/v1/channels/${percent(this.#options.channel)}`);
  }
}

const about = {
  id: 'webchannel',
  name: 'webchannel',
  transports: ['websocket'],
} as const;

/** What its connections are configured with. */
export const webchannelShape = { ...about, options };

export const webchannel = /* @__PURE__ */ defineProtocol<Options>({
  ...about,
  start: (configured, context) => new WebchannelSession(configured, context),
});
