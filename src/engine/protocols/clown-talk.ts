/** Clown.Talk, spoken by Clown.Hub (BigClown): lines of `[topic, payload]` over WebSocket. */
import * as z from 'zod/mini';
import type { ActuatorDomain } from '../../model/catalogue.ts';
import type { OutFrame } from '../transports/transport.ts';
import { isName, isObject, isScalar, type JsonObject, jsonOf, own, takeValue, textOf } from './payload.ts';
import {
  type CommandPlan,
  type CommandRequest,
  defineProtocol,
  type ProtocolContext,
  type ProtocolSession,
  type Sink,
} from './protocol.ts';

const LED_STATES = ['off', 'on', '1-dot', '2-dot', '3-dot'] as const;
const LED: ActuatorDomain = { type: 'choice', options: LED_STATES };
const RELAY: ActuatorDomain = { type: 'boolean' };
const INTERVAL: ActuatorDomain = { type: 'number', min: 0, max: 86_400, unit: 's' };
const INTERVAL_PROPERTY = 'publish-interval';
/** More lines in one message than any hub sends; the rest is counted. */
const MAX_LINES = 1_000;
/** Announced devices taken from one discovery. */
const MAX_ANNOUNCED = 1_000;

function line(topic: string, payload: unknown): OutFrame {
  return { body: `${JSON.stringify([topic, payload])}\n` };
}

const HELLO = line('clown.talk/-/config/set', {});
const DISCOVERY = line('-/-/config/list', {});

function names(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isName).slice(0, MAX_ANNOUNCED) : [];
}

class ClownTalkSession implements ProtocolSession {
  readonly capabilities = { commands: true } as const;
  readonly #context: ProtocolContext;
  /** Since the link opened: the answer to a probe must not start everything again. */
  #discovered = false;

  constructor(context: ProtocolContext) {
    this.#context = context;
  }

  requests(credentials: Parameters<ProtocolSession['requests']>[0]) {
    if (credentials.kind !== 'basic') return [{ name: '', url: this.#context.url }];
    // Browsers send the name and password of the address when the hub asks for them with a 401.
    const user = `${encodeURIComponent(credentials.username)}:${encodeURIComponent(credentials.password)}@`;
    return [
      { name: '', url: this.#context.url.replace(/^(wss?:\/\/)([^/@]*@)?/, (_all, scheme) => scheme + user) },
    ];
  }

  opened(): readonly OutFrame[] {
    this.#discovered = false;
    return [HELLO, DISCOVERY];
  }

  probe(): readonly OutFrame[] {
    return [DISCOVERY];
  }

  decode(frame: { readonly body: unknown; readonly receivedAt: number }, sink: Sink): void {
    const text = textOf(frame.body, sink);
    if (text === null) return;
    let start = 0;
    for (let lines = 0; start < text.length; lines++) {
      if (lines === MAX_LINES) {
        sink.unreadable('more than 1,000 lines in one message');
        return;
      }
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      if (end > start) this.#line(text.slice(start, end), frame.receivedAt, sink);
      start = end + 1;
    }
  }

  plan({ device, property, value }: CommandRequest): CommandPlan {
    if (property === INTERVAL_PROPERTY) {
      return {
        kind: 'frames',
        frames: [line(`${device}/config/set`, { [INTERVAL_PROPERTY]: value })],
        confirmation: { by: 'report', device, property, value },
      };
    }
    if (!/^[^/]+\/[^/]+$/.test(device)) {
      return { kind: 'refused', reason: 'The hub takes orders for devices named type/address only.' };
    }
    const payload = isObject(value) ? value : { [property]: value };
    return {
      kind: 'frames',
      frames: [line(`${device}/set`, payload)],
      confirmation: { by: 'report', device, property, value },
    };
  }

  closed() {
    return { next: 'retry', reason: 'The hub closed the link or cannot be reached; trying again.' } as const;
  }

  #line(text: string, time: number, sink: Sink): void {
    const message = jsonOf(text, sink);
    if (message === undefined) return;
    if (!Array.isArray(message) || message.length < 2 || typeof message[0] !== 'string') {
      sink.unreadable('not a list of topic and payload');
      return;
    }
    const [topic, payload] = message;
    if (!isName(topic)) {
      sink.unreadable('a topic that is empty, too long or holds control characters');
      return;
    }
    const levels = topic.split('/');
    switch (levels.length) {
      case 1:
        sink.event('', notificationText(topic, payload), time);
        break;
      case 2:
        this.#data(topic, payload, time, sink);
        break;
      case 4:
        this.#config(`${levels[0]}/${levels[1]}`, levels[2] ?? '', levels[3] ?? '', payload, time, sink);
        break;
      default:
        sink.skipped('an order or a topic of a length nobody sends');
    }
  }

  #data(device: string, payload: unknown, time: number, sink: Sink): void {
    if (!isObject(payload)) {
      sink.unreadable('data that is no object');
      return;
    }
    let taken = 0;
    for (const quantity in payload) {
      if (!Object.hasOwn(payload, quantity)) continue;
      if (!isName(quantity) || ++taken > 64) {
        sink.unreadable('a quantity whose name is not usable, or more than 64 in one message');
        continue;
      }
      const value = payload[quantity];
      if (Array.isArray(value)) {
        const unit = isName(value[1]) ? value[1].slice(0, 20) : undefined;
        if (isScalar(value[0])) takeValue(sink, device, quantity, value[0], time, unit);
        else sink.unreadable('a value that is no number, text or boolean');
      } else if (value === null) sink.state(device, quantity, null, time);
      else if (isScalar(value)) takeValue(sink, device, quantity, value, time);
      else sink.unreadable('a value that is no number, text or boolean');
    }
  }

  #config(device: string, section: string, verb: string, payload: unknown, time: number, sink: Sink): void {
    if (section !== 'config' || !isObject(payload)) {
      sink.skipped('a topic of four levels that is no configuration');
      return;
    }
    if (verb === 'error') {
      const reason = own(payload, 'error') ?? own(payload, 'message') ?? own(payload, 'reason');
      const words = typeof reason === 'string' ? reason.slice(0, 200) : 'no reason given';
      sink.rejection(device, INTERVAL_PROPERTY, `The device refused the setting: ${words}.`);
      sink.notice('warning', `${device} refused a setting: ${words}`);
      return;
    }
    if (verb !== 'ok') {
      sink.skipped('a configuration order of somebody else');
      return;
    }
    if (device === '-/-') this.#announced(payload, sink);
    else if (device === 'clown.talk/-') this.#bridge(payload, sink);
    else {
      const interval = own(payload, INTERVAL_PROPERTY);
      if (typeof interval === 'number' && Number.isFinite(interval)) {
        sink.state(device, INTERVAL_PROPERTY, interval, time);
      }
    }
  }

  #bridge(payload: JsonObject, sink: Sink): void {
    const facts: Record<string, string> = {};
    for (const key of ['firmware-release', 'firmware-datetime']) {
      const value = own(payload, key);
      if (typeof value === 'string') facts[key] = value.slice(0, 100);
    }
    const device = own(payload, 'device');
    if (isName(device)) sink.device({ device, kind: 'gateway', facts });
  }

  #announced(payload: JsonObject, sink: Sink): void {
    if (this.#discovered) return;
    this.#discovered = true;
    const questions: OutFrame[] = [];
    for (const device of names(own(payload, 'sensors'))) {
      sink.device({ device, kind: 'sensor' });
      sink.actuator(device, INTERVAL_PROPERTY, INTERVAL, true);
    }
    for (const device of names(own(payload, 'actuators'))) {
      sink.device({ device, kind: 'actuator' });
      sink.actuator(device, 'state', device.startsWith('led/') ? LED : RELAY, true);
      questions.push(line(`${device}/get`, {}));
    }
    if (questions.length > 0) this.#context.send('', questions);
  }
}

function notificationText(topic: string, payload: unknown): string {
  if (!isObject(payload)) return topic;
  const parts: string[] = [];
  for (const key in payload) {
    if (parts.length >= 8) break;
    const value = own(payload, key);
    if (isScalar(value)) parts.push(`${key} ${String(value).slice(0, 100)}`);
  }
  return parts.length > 0 ? `${topic}: ${parts.join(', ')}` : topic;
}

export const clownTalk = defineProtocol({
  id: 'clown-talk',
  name: 'Clown.Hub',
  transports: ['websocket'],
  options: z.object({}),
  start: (_options, context) => new ClownTalkSession(context),
});
