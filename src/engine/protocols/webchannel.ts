/** webchannel: a server publishes bytes on a channel, the page gets exactly these bytes as binary WebSocket frames. */
import * as z from 'zod/mini';
import type { Json } from '../../model/command.ts';
import type { Frame, LinkEnd, OutFrame } from '../transports/transport.ts';
import { actuatorShape, toDomain } from './actuator-options.ts';
import { isObject, jsonOf, own, takeValue, takeValues, textOf } from './payload.ts';
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

const options = z.object({
  channel: z.string().check(z.minLength(1)),
  /** Control messages that somebody listening on the channel understands: `{property: value}` is published. */
  actuators: z._default(z.array(z.object(actuatorShape)), []),
});
type Options = z.output<typeof options>;

class WebchannelSession implements ProtocolSession {
  readonly capabilities;
  readonly #options: Options;
  readonly #context: ProtocolContext;

  constructor(configured: Options, context: ProtocolContext) {
    this.#options = configured;
    this.#context = context;
    this.capabilities =
      configured.actuators.length > 0
        ? { commands: true }
        : { commands: false, why: 'No control messages are configured for this channel (actuators).' };
  }

  requests(credentials: Credentials) {
    const token =
      credentials.kind === 'bearer' ? `?access_token=${encodeURIComponent(credentials.token)}` : '';
    return [{ name: '', url: `${this.#address()}${token}` }];
  }

  /** Nothing may be sent: the server hangs up on any frame of a client. */
  opened(): readonly OutFrame[] {
    this.#context.sink.device({ device: this.#options.channel, kind: 'job' });
    for (const { device, property, domain, reports } of this.#options.actuators) {
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
    const device = this.#options.channel;
    if (typeof payload === 'number') takeValue(sink, device, 'value', payload, frame.receivedAt);
    else if (typeof payload === 'string') sink.event(device, payload, frame.receivedAt);
    else if (isObject(payload)) {
      takeValues(sink, device, payload, frame.receivedAt);
      const message = own(payload, 'message');
      if (typeof message === 'string') sink.event(device, message, frame.receivedAt);
    } else sink.unreadable('JSON that is neither an object nor a value');
  }

  plan({ device, property, value }: CommandRequest, credentials: Credentials): CommandPlan {
    const actuator = this.#options.actuators.find(
      (one) => one.device === device && one.property === property,
    );
    const content: Json = isObject(value) ? value : { [property]: value };
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
      headers: {
        'Content-Type': 'application/json',
        ...(credentials.kind === 'bearer' && { Authorization: `Bearer ${credentials.token}` }),
      },
      body,
      confirmation: actuator?.reports ? { by: 'report', device, property, value } : { by: 'acceptance' },
      renewOn401: false,
    };
  }

  closed(_link: string, end: LinkEnd): Closing {
    if (end.wasOpen)
      return { next: 'retry', reason: 'The channel was closed or the link broke; trying again.' };
    return {
      next: 'renew-token',
      reason: 'The channel cannot be opened: the server is away or refuses the token; asking for a new one.',
    };
  }

  #address(): string {
    const base = this.#context.url.replace(/\/+$/, '').replace(/^http/, 'ws');
    return `${base}/webchannel/v1/channels/${encodeURIComponent(this.#options.channel)}`;
  }
}

export const webchannel = defineProtocol({
  id: 'webchannel',
  name: 'webchannel',
  transports: ['websocket'],
  options,
  start: (configured, context) => new WebchannelSession(configured, context),
});
