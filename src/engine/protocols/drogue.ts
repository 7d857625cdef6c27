/** Drogue Cloud's WebSocket integration: one structured CloudEvent (CloudEvents 1.0, JSON format) a text frame. */
import * as z from 'zod/mini';
import type { ActuatorDomain } from '../../model/catalogue.ts';
import type { Frame, LinkEnd, OutFrame } from '../transports/transport.ts';
import { actuatorShape, toDomain } from './actuator-options.ts';
import { authorization, hasExpired, percent, withPath, withQuery } from './address.ts';
import { saying, verdictOf } from './closing-words.ts';
import {
  isName,
  isObject,
  type JsonObject,
  jsonOf,
  own,
  reportOf,
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
  type Settling,
  type Sink,
} from './protocol.ts';
import { RecentIds } from './recent-ids.ts';
import { timeOr } from './time.ts';

const TELEMETRY = 'io.drogue.event.v1';
const PRESENCE = 'io.drogue.connection.v1';
const JSON_TYPE = /^application\/([\w.+-]*\+)?json\b/i;
/** Events remembered to tell those delivered twice; at-least-once delivery repeats shortly after. */
const REMEMBERED_EVENTS = 4096;
/** An identity longer than this is not remembered, so that the memory for it stays small. */
const MAX_IDENTITY_LENGTH = 500;

const options = () =>
  z.object({
    application: z.string().check(z.minLength(1)),
    /** Only events of this subject. */
    channel: z.optional(z.string().check(z.minLength(1))),
    /** All pages of one group share the events between them. */
    groupId: z.optional(z.string().check(z.minLength(1))),
    /** Base address of the command endpoint. */
    commandUrl: z.optional(z.string().check(z.minLength(1))),
    /** What the devices take; `command` is the command's name, the property's by default. */
    actuators: z._default(
      z.array(z.strictObject({ ...actuatorShape(), command: z.optional(z.string().check(z.minLength(1))) })),
      [],
    ),
  });
type Options = z.output<ReturnType<typeof options>>;

function settle(given: Options, { request }: Settling): Options {
  const { commandUrl } = given;
  return commandUrl === undefined ? given : { ...given, commandUrl: request('commandUrl', commandUrl) };
}

class DrogueSession implements ProtocolSession {
  readonly capabilities;
  readonly #options: Options;
  readonly #context: ProtocolContext;
  readonly #seen = new RecentIds(REMEMBERED_EVENTS);
  readonly #settable: SettableProperties;
  #credentials: Credentials = { kind: 'none' };
  /** A renewal has been asked for since the link was last open: the next failure is not the token's. */
  #renewalAsked = false;

  constructor(configured: Options, context: ProtocolContext) {
    this.#options = configured;
    this.#context = context;
    this.#settable = settableProperties(configured.actuators);
    if (configured.commandUrl === undefined) {
      const why = 'No command endpoint is configured for this connection (commandUrl).';
      this.capabilities = { commands: false, why };
    } else this.capabilities = { commands: true, raw: {} };
  }

  requests(credentials: Credentials) {
    this.#credentials = credentials;
    const { application, channel, groupId } = this.#options;
    const path = channel === undefined ? percent(application) : `${percent(application)}/${percent(channel)}`;
    const url = withPath(this.#context.url, path);
    return [{ name: '', url: withQuery(url, { ...identification(credentials), group_id: groupId }) }];
  }

  opened(): readonly OutFrame[] {
    this.#renewalAsked = false;
    for (const { device, property, domain, reports } of this.#options.actuators) {
      this.#context.sink.device({ device });
      this.#context.sink.actuator(device, property, toDomain(domain), reports);
    }
    return [];
  }

  credentialsChanged(credentials: Credentials) {
    if (credentials.kind !== 'bearer') return 'reconnect' as const;
    return [{ body: JSON.stringify({ RefreshAccessToken: credentials.token }) }];
  }

  decode(frame: Frame, sink: Sink): void {
    const text = textOf(frame.body, sink);
    if (text === null) return;
    const event = jsonOf(text, sink);
    if (event === undefined) return;
    if (!isObject(event) || !isName(event.device)) {
      sink.unreadable('not a CloudEvent of a device');
      return;
    }
    const { device, id, source, type } = event;
    if (type !== TELEMETRY && type !== PRESENCE) {
      sink.skipped('an event of a type nobody asked for');
      return;
    }
    if (
      typeof id === 'string' &&
      typeof source === 'string' &&
      id.length + source.length < MAX_IDENTITY_LENGTH
    ) {
      if (!this.#seen.add(source, id)) {
        sink.skipped('an event delivered twice');
        return;
      }
    }
    const time = timeOr(event.time, frame.receivedAt, sink);
    if (type === PRESENCE) this.#presence(device, event.data, time, sink);
    else if (event.data_base64 !== undefined) this.#binary(device, event, time, sink);
    else this.#payload(device, event.data, time, sink);
  }

  /** Drogue does not say what its devices take: any command may be sent to any of them. */
  takes(device: string, property: string): ActuatorDomain | undefined {
    return this.capabilities.commands && isName(device) && isName(property) ? { type: 'json' } : undefined;
  }

  plan({ device, property, value }: CommandRequest, credentials: Credentials): CommandPlan {
    const { application, commandUrl, actuators } = this.#options;
    if (commandUrl === undefined) {
      return { kind: 'refused', reason: 'No command endpoint is configured (commandUrl).' };
    }
    const actuator = actuators.find((one) => one.device === device && one.property === property);
    // Who sends an actuator's own command by its name orders the same thing.
    const command = actuator?.command ?? property;
    const alike = actuators.filter(
      (one) => one !== actuator && one.device === device && (one.command ?? one.property) === command,
    );
    const told = actuator ?? alike[0];
    // In words of its own an actuator's order may be the command's, and that of others that have it.
    const inOtherWords = actuator && isObject(value) ? value : null;
    const named = inOtherWords
      ? [...alike.filter((one) => own(inOtherWords, one.property) !== undefined), { property: command }]
      : actuator
        ? []
        : alike;
    const path = `api/command/v1alpha1/apps/${percent(application)}/devices/${percent(device)}`;
    return {
      kind: 'http',
      method: 'POST',
      url: withQuery(withPath(commandUrl, path), { command }),
      headers: { 'Content-Type': 'application/json', ...authorization(credentials) },
      // A command that nobody has described takes what the person wrote, as it is.
      body: JSON.stringify(!actuator || isObject(value) ? value : { [property]: value }),
      confirmation: told?.reports ? reportOf(device, told.property, value) : { by: 'acceptance' },
      ...(named.length > 0 && { touches: named.map((one) => ({ device, property: one.property })) }),
      renewOn401: true,
    };
  }

  closed(_link: string, end: LinkEnd): Closing {
    const verdict = verdictOf(end);
    if (verdict) return verdict;
    if (end.code === 1011)
      return { next: 'retry', reason: `Drogue had a fault of its own${saying(end)}; trying again.` };
    return end.wasOpen
      ? { next: 'retry', reason: `The link to Drogue broke${saying(end)}; trying again.` }
      : this.#notOpened();
  }

  /** HTTP 401 or 403 and a server that is away look alike to a page: close 1006. */
  #notOpened(): Closing {
    if (!this.#renewalAsked && hasExpired(this.#credentials, this.#context.now())) {
      this.#renewalAsked = true;
      return { next: 'renew-token', reason: 'The access token has run out; asking for a new one.' };
    }
    return {
      next: 'retry',
      reason:
        'Drogue cannot be reached, or refuses the credentials or the application; a browser cannot tell which. Trying again.',
    };
  }

  #presence(device: string, data: unknown, time: number, sink: Sink): void {
    const connected = isObject(data) ? data.connected : undefined;
    if (typeof connected !== 'boolean') {
      sink.unreadable('a presence event that does not say whether the device is there');
      return;
    }
    sink.device({ device, present: connected, at: time });
    sink.event(device, connected ? 'connected' : 'disconnected', time);
  }

  #binary(device: string, event: JsonObject, time: number, sink: Sink): void {
    const { data_base64: encoded, datacontenttype: type } = event;
    if (typeof encoded !== 'string' || typeof type !== 'string' || !JSON_TYPE.test(type)) {
      sink.skipped('a binary payload');
      return;
    }
    let bytes: Uint8Array;
    try {
      bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    } catch {
      sink.unreadable('a payload that is not base64');
      return;
    }
    const text = textOf(bytes, sink);
    if (text === null) return;
    const data = jsonOf(text, sink);
    if (data !== undefined) this.#payload(device, data, time, sink);
  }

  #payload(device: string, data: unknown, time: number, sink: Sink): void {
    const settable = this.#settable.get(device);
    if (isObject(data)) takeValues(sink, device, data, time, settable);
    else if (data === undefined || data === null || Array.isArray(data)) {
      sink.unreadable('an event without a readable payload');
    } else takeValue(sink, device, 'value', data, time, undefined, settable);
  }
}

/** A page cannot set headers on a WebSocket, so Drogue takes credentials from the query. */
function identification(credentials: Credentials): Readonly<Record<string, string>> {
  switch (credentials.kind) {
    case 'bearer':
      return { token: credentials.token };
    case 'api-key':
      return { username: credentials.username, api_key: credentials.key };
    case 'basic':
      return { username: credentials.username, api_key: credentials.password };
    case 'none':
      return {};
  }
}

const about = {
  id: 'drogue',
  name: 'Drogue Cloud',
  transports: ['websocket'],
} as const;

/** What its connections are configured with. */
export const drogueShape = { ...about, options, settle };

export const drogue = /* @__PURE__ */ defineProtocol<Options>({
  ...about,
  start: (configured, context) => new DrogueSession(configured, context),
});
