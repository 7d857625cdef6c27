/** Any back end that speaks JSON, told by the configuration where the values are. */
import * as z from 'zod/mini';
import type { Json } from '../../model/command.ts';
import type { Frame, LinkEnd, OutFrame } from '../transports/transport.ts';
import { actuatorShape, toDomain } from './actuator-options.ts';
import { compilePath, isPath, type Lookup } from './json-path.ts';
import { fillTemplate } from './json-template.ts';
import { isName, isObject, isScalar, jsonOf, takeValue, takeValues, textOf } from './payload.ts';
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

const path = z.string().check(z.refine(isPath, 'expected a path like $.a.b'));
/** A path into the payload, or a fixed name written as `=name`. */
const pathOrName = z
  .string()
  .check(
    z.refine(
      (text) => isPath(text) || /^=.+/.test(text),
      'expected a path like $.id, or a fixed name like =boiler',
    ),
  );

const options = z.object({
  mapping: z.object({
    device: pathOrName,
    /** Absent: the time of arrival. */
    time: z.optional(path),
    /** An object of values by quantity, or one value whose quantity `quantity` names. */
    values: z._default(path, '$'),
    quantity: z.optional(pathOrName),
    unit: z.optional(pathOrName),
    /** Where the list of readings is, for frames that hold many. */
    batch: z.optional(path),
  }),
  /** Frames sent as they are when the link opens (subscriptions), as JSON. */
  greeting: z._default(z.array(z.json()), []),
  /** Socket.IO: the event that carries readings; others are skipped. */
  event: z.optional(z.string()),
  /** WebSocket: the query parameter that carries a bearer token, as a page cannot send headers there. */
  tokenParameter: z._default(z.string().check(z.minLength(1)), 'token'),
  commands: z._default(
    z.array(
      z.object({
        ...actuatorShape,
        /** Sent over the link, or by an HTTP POST to `url`. */
        url: z.optional(z.string().check(z.minLength(1))),
        /** Socket.IO: the event it is sent under. */
        event: z.optional(z.string()),
        /** The message; the strings `$value`, `$device` and `$property` in it are replaced. */
        template: z.json(),
      }),
    ),
    [],
  ),
});
type Options = z.output<typeof options>;

/** A path's lookup, or a fixed name's. */
function lookup(text: string): Lookup {
  if (!text.startsWith('=')) return compilePath(text);
  const name = text.slice(1);
  return () => name;
}

class JsonSession implements ProtocolSession {
  readonly capabilities;
  readonly #options: Options;
  readonly #context: ProtocolContext;
  readonly #device: Lookup;
  readonly #time: Lookup | null;
  readonly #values: Lookup;
  readonly #quantity: Lookup | null;
  readonly #unit: Lookup | null;
  readonly #batch: Lookup | null;
  /** Top-level keys that are no values where the values stand beside them. */
  readonly #envelope = new Set<string>();
  readonly #valuesBeside: boolean;

  constructor(configured: Options, context: ProtocolContext) {
    this.#options = configured;
    this.#context = context;
    const { device, time, values, quantity, unit, batch } = configured.mapping;
    this.#device = lookup(device);
    this.#time = time === undefined ? null : compilePath(time);
    this.#values = compilePath(values);
    this.#quantity = quantity === undefined ? null : lookup(quantity);
    this.#unit = unit === undefined ? null : lookup(unit);
    this.#batch = batch === undefined ? null : compilePath(batch);
    this.#valuesBeside = values === '$';
    for (const one of [device, time, unit]) {
      const key = one?.match(/^\$\.([\w-]+)$/)?.[1];
      if (key !== undefined) this.#envelope.add(key);
    }
    this.capabilities =
      configured.commands.length > 0
        ? { commands: true }
        : { commands: false, why: 'No commands are configured for this connection.' };
  }

  requests(credentials: Credentials) {
    const { url } = this.#context;
    if (credentials.kind === 'none') return [{ name: '', url }];
    if (/^wss?:/.test(url)) return [{ name: '', url: this.#withQuery(url, credentials) }];
    return [{ name: '', url, headers: { Authorization: authorization(credentials) } }];
  }

  opened(): readonly OutFrame[] {
    for (const { device, property, domain, reports } of this.#options.commands) {
      this.#context.sink.device({ device });
      this.#context.sink.actuator(device, property, toDomain(domain), reports);
    }
    return this.#options.greeting.map((body) => ({ body: JSON.stringify(body) }));
  }

  decode(frame: Frame, sink: Sink): void {
    let payload: unknown;
    if (Array.isArray(frame.body)) {
      if (this.#options.event !== undefined && frame.event !== this.#options.event) {
        sink.skipped('an event nobody asked for');
        return;
      }
      payload = frame.body[0];
    } else {
      const text = textOf(frame.body, sink);
      if (text === null) return;
      payload = jsonOf(text, sink);
      if (payload === undefined) return;
    }
    const batch = this.#batch ? this.#batch(payload) : payload;
    if (!Array.isArray(batch)) {
      this.#reading(batch, frame.receivedAt, sink);
      return;
    }
    const length = Math.min(batch.length, MAX_BATCH);
    if (batch.length > MAX_BATCH) sink.unreadable('more than 10,000 readings in one frame');
    for (let at = 0; at < length; at++) this.#reading(batch[at], frame.receivedAt, sink);
  }

  plan(command: CommandRequest, credentials: Credentials): CommandPlan {
    const { device, property, value } = command;
    const configured = this.#options.commands.find(
      (one) => one.device === device && one.property === property,
    );
    if (!configured) return { kind: 'refused', reason: 'No command is configured for this.' };
    const body = JSON.stringify(fillTemplate(configured.template, command));
    const confirmation = configured.reports
      ? ({ by: 'report', device, property, value } as const)
      : ({ by: 'acceptance' } as const);
    if (configured.url === undefined) {
      const frame: OutFrame =
        configured.event === undefined ? { body } : { event: configured.event, body: JSON.parse(body) };
      return { kind: 'frames', frames: [frame], confirmation };
    }
    return {
      kind: 'http',
      method: 'POST',
      url: configured.url,
      headers: {
        'Content-Type': 'application/json',
        ...(credentials.kind !== 'none' && { Authorization: authorization(credentials) }),
      },
      body,
      confirmation,
      renewOn401: true,
    };
  }

  closed(_link: string, end: LinkEnd): Closing {
    if (end.code === 1008 || end.code === 401 || end.code === 403) {
      return { next: 'renew-token', reason: 'The server no longer accepts the credentials.' };
    }
    if (end.code === 1002)
      return {
        next: 'fault',
        reason: `The server and this page do not understand each other${end.reason ? ` (${end.reason})` : ''}.`,
      };
    if (end.code === 1000 && end.wasOpen) return { next: 'resume', reason: 'The server ended the stream.' };
    return {
      next: 'retry',
      reason: end.wasOpen ? 'The link broke; trying again.' : 'The server cannot be reached; trying again.',
    };
  }

  #reading(payload: unknown, arrival: number, sink: Sink): void {
    const device = this.#device(payload);
    if (!isName(device)) {
      sink.unreadable('no device name where the mapping says');
      return;
    }
    const time = this.#time === null ? arrival : timeOr(this.#time(payload), arrival);
    const values = this.#values(payload);
    if (this.#quantity === null && isObject(values)) {
      takeValues(
        sink,
        device,
        values,
        time,
        this.#valuesBeside ? (key) => this.#envelope.has(key) : undefined,
      );
      this.#reportNumbers(device, values, time, sink);
      return;
    }
    const quantity = this.#quantity === null ? 'value' : this.#quantity(payload);
    if (!isName(quantity) || !isScalar(values)) {
      sink.unreadable('no value where the mapping says');
      return;
    }
    const unit = this.#unit?.(payload);
    takeValue(sink, device, quantity, values, time, isName(unit) ? unit.slice(0, 20) : undefined);
  }

  /** A number that can be set is a reading and a report at once. */
  #reportNumbers(
    device: string,
    values: { readonly [key: string]: unknown },
    time: number,
    sink: Sink,
  ): void {
    for (const { device: of, property, reports } of this.#options.commands) {
      if (!reports || of !== device || !Object.hasOwn(values, property)) continue;
      const value = values[property];
      if (typeof value === 'number' && Number.isFinite(value)) sink.state(device, property, value, time);
    }
  }

  #withQuery(url: string, credentials: Credentials): string {
    const to = new URL(url);
    switch (credentials.kind) {
      case 'bearer':
        to.searchParams.set(this.#options.tokenParameter, credentials.token);
        break;
      case 'api-key':
        to.searchParams.set('username', credentials.username);
        to.searchParams.set('api_key', credentials.key);
        break;
      case 'basic':
        to.username = encodeURIComponent(credentials.username);
        to.password = encodeURIComponent(credentials.password);
        break;
      case 'none':
        break;
    }
    return to.href;
  }
}

function authorization(credentials: Exclude<Credentials, { kind: 'none' }>): string {
  switch (credentials.kind) {
    case 'bearer':
      return `Bearer ${credentials.token}`;
    case 'basic':
      return `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`;
    case 'api-key':
      return `Basic ${btoa(`${credentials.username}:${credentials.key}`)}`;
  }
}

export const json = defineProtocol({
  id: 'json',
  name: 'JSON',
  transports: ['websocket', 'socketio', 'sse'],
  options,
  start: (configured, context) => new JsonSession(configured, context),
});
