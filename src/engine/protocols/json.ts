/** Any back end that speaks JSON, told by the configuration where the values are. */
import { type Frame, type LinkEnd, NO_ANSWER, type OutFrame } from '../transports/transport.ts';
import { toDomain } from './actuator-options.ts';
import { authorization, hasExpired, withQuery, withUserinfo } from './address.ts';
import { FEW_CONNECTIONS, saying } from './closing-words.ts';
import { type Options, options, settle } from './json-options.ts';
import { lastName, type Place, place, withoutStar } from './json-path.ts';
import { Rejections } from './json-rejections.ts';
import { fillTemplate } from './json-template.ts';
import {
  isObject,
  isScalar,
  jsonOf,
  nameOf,
  reportOf,
  type SettableProperties,
  settableProperties,
  takeValue,
  takeValues,
  textOf,
  unitOf,
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
import { timeOr } from './time.ts';

/** Readings taken from one frame. */
const MAX_BATCH = 10_000;

/** Devices whose rooms are remembered, so that each is told once. */
const MAX_ROOMS = 10_000;

/** Top-level keys that are no values where the values stand beside them. */
function envelopeOf({ device, time, unit, quantity, room }: Options['mapping']): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const one of [device, time, unit, quantity, room]) {
    const key = one === undefined || one.startsWith('=') ? undefined : lastName(one);
    if (key !== undefined && (one === `$.${key}` || one === `$['${key}']`)) keys.add(key);
  }
  return keys;
}

/** What a frame holds, or undefined where it is no JSON, and then counted. */
function parsedBody(body: Frame['body'], sink: Sink): unknown {
  // Socket.IO has parsed already; what it hands over is the list of the event's parameters.
  const given: unknown = Array.isArray(body) ? body[0] : body;
  if (Array.isArray(body) && typeof given !== 'string') return given ?? null;
  const text = textOf(given, sink);
  return text === null ? undefined : jsonOf(text, sink);
}

class JsonSession implements ProtocolSession {
  readonly capabilities;
  readonly #options: Options;
  readonly #context: ProtocolContext;
  readonly #device: Place;
  readonly #time: Place | null;
  readonly #values: Place;
  readonly #quantity: Place | null;
  readonly #unit: Place | null;
  readonly #room: Place | null;
  /** As last told, by device. */
  readonly #rooms = new Map<string, string>();
  readonly #batch: Place;
  readonly #envelope: ReadonlySet<string> | undefined;
  readonly #rejections: Rejections | null;
  readonly #settable: SettableProperties;
  readonly #isWebSocket: boolean;
  #credentials: Credentials = { kind: 'none' };
  /** A renewal has been asked for since the link was last open: the next failure is not the token's. */
  #renewalAsked = false;

  constructor(configured: Options, context: ProtocolContext) {
    this.#options = configured;
    this.#context = context;
    this.#isWebSocket = /^wss?:/i.test(context.url);
    this.#settable = settableProperties(configured.commands);
    const { device, time, values, quantity, unit, room, batch } = configured.mapping;
    this.#device = place(device);
    this.#time = time === undefined ? null : place(time);
    this.#values = place(values);
    const named = lastName(values);
    this.#quantity = quantity !== undefined ? place(quantity) : named !== undefined ? () => named : null;
    this.#unit = unit === undefined ? null : place(unit);
    this.#room = room === undefined ? null : place(room);
    this.#batch = place(withoutStar(batch ?? '$'));
    this.#envelope = values === '$' ? envelopeOf(configured.mapping) : undefined;
    const { rejections } = configured;
    this.#rejections = rejections === undefined ? null : new Rejections(rejections);
    this.capabilities =
      configured.commands.length > 0
        ? { commands: true }
        : { commands: false, why: 'No commands are configured for this connection (commands).' };
  }

  requests(credentials: Credentials) {
    this.#credentials = credentials;
    const { url } = this.#context;
    if (credentials.kind === 'none') return [{ name: '', url }];
    if (!this.#isWebSocket) return [{ name: '', url, headers: authorization(credentials) }];
    switch (credentials.kind) {
      case 'bearer':
        return [{ name: '', url: withQuery(url, { [this.#options.tokenParameter]: credentials.token }) }];
      case 'basic':
        return [{ name: '', url: withUserinfo(url, credentials.username, credentials.password) }];
      case 'api-key':
        return [{ name: '', url: withUserinfo(url, credentials.username, credentials.key) }];
    }
  }

  opened(): readonly OutFrame[] {
    this.#renewalAsked = false;
    for (const { device, property, domain, reports } of this.#options.commands) {
      this.#context.sink.device({ device });
      this.#context.sink.actuator(device, property, toDomain(domain), reports);
    }
    const { greeting, greetingEvent } = this.#options;
    return greeting.map((body) =>
      this.#isWebSocket ? { body: JSON.stringify(body) } : { event: greetingEvent, body },
    );
  }

  decode(frame: Frame, sink: Sink): void {
    const { event } = this.#options;
    const mayRefuse = this.#rejections?.areUnder(frame.event) === true;
    const mayRead = this.#isWebSocket || event === undefined || frame.event === event;
    // What no transport could read has lost its event, too.
    if (!mayRead && !mayRefuse && frame.body !== null) {
      sink.skipped('an event nobody asked for');
      return;
    }
    const parsed = parsedBody(frame.body, sink);
    if (parsed === undefined) return;
    if (mayRefuse && this.#rejections?.take(parsed, sink)) return;
    if (mayRead) this.#frame(parsed, frame.receivedAt, sink);
    else sink.skipped('an event nobody asked for');
  }

  plan(command: CommandRequest, credentials: Credentials): CommandPlan {
    const { device, property, value } = command;
    const configured = this.#options.commands.find(
      (one) => one.device === device && one.property === property,
    );
    if (!configured) return { kind: 'refused', reason: 'No command is configured for this (commands).' };
    const message = fillTemplate(configured.template, command);
    const body = JSON.stringify(message);
    const reach = {
      confirmation: configured.reports ? reportOf(device, property, value) : ({ by: 'acceptance' } as const),
      // Templates are free: that of another command may say the same there.
      ...(this.#options.commands.length > 1 && {
        touches: [{ device: configured.url ?? '', property: body }],
      }),
    };
    if (configured.url !== undefined) {
      return {
        kind: 'http',
        method: configured.method,
        url: configured.url,
        headers: { 'Content-Type': 'application/json', ...authorization(credentials) },
        body,
        ...reach,
        renewOn401: true,
      };
    }
    if (this.#isWebSocket) return { kind: 'frames', frames: [{ body }], ...reach };
    if (configured.event !== undefined) {
      return { kind: 'frames', frames: [{ event: configured.event, body: message }], ...reach };
    }
    return {
      kind: 'refused',
      reason: 'The configured command has neither a `url` nor, for Socket.IO, an `event` to be sent under.',
    };
  }

  closed(_link: string, end: LinkEnd): Closing {
    switch (end.code) {
      case 1008:
      case 401:
        return { next: 'renew-token', reason: `The server does not accept the credentials${saying(end)}.` };
      case 403:
        return {
          next: 'denied',
          reason: 'The server refuses access (HTTP 403). Ask for access, or sign in again.',
        };
      case 404:
        // Also what a gateway says while the service behind it is put in the place of another: nobody may be there to try again.
        return {
          next: 'fault',
          reason:
            'There is nothing at this address (HTTP 404). If it stays so, correct it in the configuration.',
        };
      case 1002:
        return {
          next: 'fault',
          reason: `The server and this page do not understand each other${saying(end)}. Check the address and the transport.`,
        };
      case NO_ANSWER:
        return { next: 'retry', reason: `The server did not answer; trying again. ${FEW_CONNECTIONS}` };
      case 1000:
        // Servers of events end their streams now and then, and clients are to reopen them.
        if (end.wasOpen && !this.#isWebSocket)
          return { next: 'resume', reason: 'The server ended the stream.' };
    }
    if (end.wasOpen) return { next: 'retry', reason: `The link broke${saying(end)}; trying again.` };
    if (!this.#renewalAsked && hasExpired(this.#credentials, this.#context.now())) {
      this.#renewalAsked = true;
      return { next: 'renew-token', reason: 'The access token has run out; asking for a new one.' };
    }
    return {
      next: 'retry',
      reason: `The server cannot be reached, or refuses this page${saying(end)}; trying again.`,
    };
  }

  #frame(frame: unknown, arrival: number, sink: Sink): void {
    const batch = this.#batch(frame, frame);
    if (!Array.isArray(batch)) {
      this.#reading(batch, frame, arrival, sink);
      return;
    }
    if (batch.length > MAX_BATCH) sink.unreadable('more than 10,000 readings in one frame');
    const length = Math.min(batch.length, MAX_BATCH);
    for (let at = 0; at < length; at++) this.#reading(batch[at], frame, arrival, sink);
  }

  #tellRoom(device: string, room: string | undefined, sink: Sink): void {
    if (room === undefined || this.#rooms.get(device) === room) return;
    if (this.#rooms.size >= MAX_ROOMS) this.#rooms.clear();
    this.#rooms.set(device, room);
    sink.device({ device, facts: { room } });
  }

  #reading(reading: unknown, frame: unknown, arrival: number, sink: Sink): void {
    const device = nameOf(this.#device(reading, frame));
    if (device === undefined) {
      sink.unreadable('no device name where the mapping says');
      return;
    }
    if (this.#room !== null) this.#tellRoom(device, nameOf(this.#room(reading, frame)), sink);
    const time = this.#time === null ? arrival : timeOr(this.#time(reading, frame), arrival, sink);
    const values = this.#values(reading, frame);
    const settable = this.#settable.get(device);
    if (isObject(values)) {
      takeValues(sink, device, values, time, settable, this.#envelope);
      return;
    }
    const quantity = this.#quantity === null ? 'value' : nameOf(this.#quantity(reading, frame));
    if (quantity === undefined || !(isScalar(values) || values === null)) {
      sink.unreadable('no value where the mapping says');
      return;
    }
    const unit = this.#unit === null ? undefined : unitOf(this.#unit(reading, frame));
    takeValue(sink, device, quantity, values, time, unit, settable);
  }
}

const id = 'json';
const name = 'JSON';
const transports = ['websocket', 'socketio', 'sse'] as const;

/** What its connections are configured with. No spread in it, for which a bundler would carry its options into the engine. */
export const jsonShape = { id, name, transports, options, settle };

export const json = /* @__PURE__ */ defineProtocol<Options>({
  id,
  name,
  transports,
  start: (configured, context) => new JsonSession(configured, context),
});
