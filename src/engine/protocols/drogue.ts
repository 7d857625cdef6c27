/** Drogue Cloud's WebSocket integration: one structured CloudEvent (CloudEvents 1.0, JSON format) a text frame. */
import * as z from 'zod/mini';
import type { Frame, LinkEnd, OutFrame } from '../transports/transport.ts';
import { actuatorShape, toDomain } from './actuator-options.ts';
import { isName, isObject, type JsonObject, jsonOf, takeValue, takeValues, textOf } from './payload.ts';
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
import { RecentIds } from './recent-ids.ts';
import { timeOr } from './time.ts';

const PRESENCE = 'io.drogue.connection.v1';
const JSON_TYPE = /^application\/([\w.+-]*\+)?json\b/;

const options = z.object({
  application: z.string().check(z.minLength(1)),
  /** Only events of this subject. */
  channel: z.optional(z.string().check(z.minLength(1))),
  /** All pages of one group share the events between them. */
  groupId: z.optional(z.string().check(z.minLength(1))),
  /** Base address of the command endpoint. */
  commandUrl: z.optional(z.string().check(z.minLength(1))),
  /** What the devices take; `command` is the command's name, the property's by default. */
  actuators: z._default(
    z.array(z.object({ ...actuatorShape, command: z.optional(z.string().check(z.minLength(1))) })),
    [],
  ),
});
type Options = z.output<typeof options>;

class DrogueSession implements ProtocolSession {
  readonly capabilities;
  readonly #options: Options;
  readonly #context: ProtocolContext;
  readonly #seen = new RecentIds(4096);

  constructor(configured: Options, context: ProtocolContext) {
    this.#options = configured;
    this.#context = context;
    this.capabilities = configured.commandUrl
      ? { commands: true }
      : { commands: false, why: 'No command endpoint is configured for this connection (commandUrl).' };
  }

  requests(credentials: Credentials) {
    const { application, channel, groupId } = this.#options;
    const path = [application, channel].filter((part) => part !== undefined).map(encodeURIComponent);
    const query = new URLSearchParams();
    if (credentials.kind === 'bearer') query.set('token', credentials.token);
    if (credentials.kind === 'api-key') {
      query.set('username', credentials.username);
      query.set('api_key', credentials.key);
    }
    if (groupId) query.set('group_id', groupId);
    const search = query.toString();
    const base = this.#context.url.replace(/\/+$/, '');
    return [{ name: '', url: `${base}/${path.join('/')}${search ? `?${search}` : ''}` }];
  }

  opened(): readonly OutFrame[] {
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
    const { id, source } = event;
    if (typeof id === 'string' && typeof source === 'string' && id.length + source.length < 500) {
      if (!this.#seen.add(`${source}\n${id}`)) {
        sink.skipped('an event delivered twice');
        return;
      }
    }
    const time = timeOr(event.time, frame.receivedAt);
    if (event.type === PRESENCE) this.#presence(event.device, event.data, time, sink);
    else if (event.data_base64 !== undefined) this.#binary(event.device, event, time, sink);
    else this.#payload(event.device, event.data, time, sink);
  }

  plan({ device, property, value }: CommandRequest, credentials: Credentials): CommandPlan {
    const { application, commandUrl, actuators } = this.#options;
    if (!commandUrl) return { kind: 'refused', reason: 'No command endpoint is configured (commandUrl).' };
    const actuator = actuators.find((one) => one.device === device && one.property === property);
    const base = commandUrl.replace(/\/+$/, '');
    const command = encodeURIComponent(actuator?.command ?? property);
    return {
      kind: 'http',
      method: 'POST',
      url: `${base}/api/command/v1alpha1/apps/${encodeURIComponent(application)}/devices/${encodeURIComponent(device)}?command=${command}`,
      headers: { 'Content-Type': 'application/json', ...authorization(credentials) },
      body: JSON.stringify(isObject(value) ? value : { [property]: value }),
      confirmation: actuator?.reports ? { by: 'report', device, property, value } : { by: 'acceptance' },
      renewOn401: true,
    };
  }

  closed(_link: string, end: LinkEnd): Closing {
    switch (end.code) {
      case 1008:
        return { next: 'renew-token', reason: 'Drogue no longer accepts the access token; renewing it.' };
      case 1002:
        return {
          next: 'fault',
          reason: 'Drogue could not read what this page sent. Please report this fault.',
        };
      case 1011:
        return {
          next: 'retry',
          reason: `Drogue had a fault of its own${end.reason ? ` (${end.reason})` : ''}; trying again.`,
        };
      default:
        // A refused handshake and a dead server look alike to a page.
        return end.wasOpen
          ? { next: 'retry', reason: 'The link to Drogue broke; trying again.' }
          : {
              next: 'retry',
              reason:
                'Drogue cannot be reached, or refused the credentials or the application; trying again.',
            };
    }
  }

  #presence(device: string, data: unknown, time: number, sink: Sink): void {
    const present = isObject(data) && (data.connected === true || data.status === 'connected');
    sink.device({ device, present });
    sink.event(device, present ? 'connected' : 'disconnected', time);
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
    if (isObject(data)) {
      takeValues(sink, device, data, time);
      this.#reportNumbers(device, data, time, sink);
    } else if (typeof data === 'number') takeValue(sink, device, 'value', data, time);
    else sink.unreadable('an event without a readable payload');
  }

  /** A number that can be set is a reading and a report at once. */
  #reportNumbers(device: string, data: JsonObject, time: number, sink: Sink): void {
    for (const { device: of, property, reports } of this.#options.actuators) {
      if (!reports || of !== device || !Object.hasOwn(data, property)) continue;
      const value = data[property];
      if (typeof value === 'number' && Number.isFinite(value)) sink.state(device, property, value, time);
    }
  }
}

function authorization(credentials: Credentials): Readonly<Record<string, string>> {
  switch (credentials.kind) {
    case 'bearer':
      return { Authorization: `Bearer ${credentials.token}` };
    case 'api-key':
      return { Authorization: `Basic ${btoa(`${credentials.username}:${credentials.key}`)}` };
    case 'basic':
      return { Authorization: `Basic ${btoa(`${credentials.username}:${credentials.password}`)}` };
    case 'none':
      return {};
  }
}

export const drogue = defineProtocol({
  id: 'drogue',
  name: 'Drogue Cloud',
  transports: ['websocket'],
  options,
  start: (configured, context) => new DrogueSession(configured, context),
});
