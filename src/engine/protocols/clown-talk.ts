/** Clown.Talk, spoken by Clown.Hub (BigClown): lines of `[topic, payload]` over WebSocket. */
import * as z from 'zod/mini';
import type { ActuatorDomain } from '../../model/catalogue.ts';
import type { Frame, LinkEnd, OutFrame } from '../transports/transport.ts';
import { hasExpired, withQuery, withUserinfo } from './address.ts';
import { saying, verdictOf, wordsOf } from './closing-words.ts';
import { notificationText } from './clown-talk-notifications.ts';
import {
  CONFIG_VERBS,
  INTERVAL_PROPERTY,
  isDevice,
  line,
  orderOf,
  RAW_PROPERTY,
  STATE,
} from './clown-talk-orders.ts';
import { DISCOVERY, Questions } from './clown-talk-questions.ts';
import {
  isName,
  isObject,
  isScalar,
  type JsonObject,
  jsonOf,
  own,
  takeValue,
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

const options = () =>
  z.object({
    /** How the publish interval is set: `update` on newer firmware. */
    configVerb: z._default(z.enum(CONFIG_VERBS), 'set'),
    /**
     * The query parameter in which the gate takes a bearer token. Without it the token is the password, which a browser sends only when it is asked
     * for it: by a second connection, and it remembers it until it is closed.
     */
    tokenParameter: z.optional(z.string().check(z.minLength(1))),
  });
type Options = z.output<ReturnType<typeof options>>;

/** Numbers under these names are reports of what was set. */
const SETTABLE: ReadonlySet<string> = new Set([STATE, INTERVAL_PROPERTY]);
/** More lines in one message than any hub sends; the rest is counted. */
const MAX_LINES = 1_000;
/** Values taken from one line. */
const MAX_VALUES = 256;
/** Beside a token, which a gate takes for the password and which says itself whose it is; the word that is usual there. */
const TOKEN_USER = 'oauth2';
const HELLO = line('clown.talk/-/config/set', {});
/** A notification: the bridge has started. */
const BOOT = 'boot';
class ClownTalkSession implements ProtocolSession {
  readonly capabilities = { commands: true, raw: { property: RAW_PROPERTY } } as const;
  readonly #options: Options;
  readonly #context: ProtocolContext;
  readonly #questions: Questions;
  #credentials: Credentials = { kind: 'none' };
  /** A renewal has been asked for since the link was last open: the next failure is not the token's. */
  #renewalAsked = false;

  constructor(configured: Options, context: ProtocolContext) {
    this.#options = configured;
    this.#context = context;
    this.#questions = new Questions(context);
  }

  requests(credentials: Credentials) {
    this.#credentials = credentials;
    const { url } = this.#context;
    switch (credentials.kind) {
      case 'bearer':
        return [{ name: '', url: this.#withToken(url, credentials.token) }];
      case 'basic':
        return [{ name: '', url: withUserinfo(url, credentials.username, credentials.password) }];
      case 'api-key':
        return [{ name: '', url: withUserinfo(url, credentials.username, credentials.key) }];
      default:
        return [{ name: '', url }];
    }
  }

  opened(): readonly OutFrame[] {
    this.#renewalAsked = false;
    return [HELLO, ...this.#questions.opened()];
  }

  probe(): readonly OutFrame[] {
    return [DISCOVERY];
  }

  /** Who may enter is looked at when the link opens, and never again: the next opening takes the newest token. */
  credentialsChanged() {
    return 'keep' as const;
  }

  decode(frame: Frame, sink: Sink): void {
    const text = textOf(frame.body, sink);
    if (text === null) return;
    let start = 0;
    for (let lines = 0; start < text.length; ) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      if (end > start) {
        if (lines++ === MAX_LINES) {
          sink.unreadable('more than 1,000 lines in one message');
          return;
        }
        // Most messages are one line: no copy of it is made.
        this.#line(
          start === 0 && end >= text.length - 1 ? text : text.slice(start, end),
          frame.receivedAt,
          sink,
        );
      }
      start = end + 1;
    }
  }

  takes(device: string, property: string): ActuatorDomain | undefined {
    return property === RAW_PROPERTY && isDevice(device) ? { type: 'json' } : undefined;
  }

  plan(request: CommandRequest): CommandPlan {
    return orderOf(request, this.#options.configVerb);
  }

  closed(_link: string, end: LinkEnd): Closing {
    const verdict = verdictOf(end);
    if (verdict) return verdict;
    if (end.wasOpen)
      return { next: 'retry', reason: `The link to the hub broke${saying(end)}; trying again.` };
    if (!this.#renewalAsked && hasExpired(this.#credentials, this.#context.now())) {
      this.#renewalAsked = true;
      return { next: 'renew-token', reason: 'The access token has run out; asking for a new one.' };
    }
    return {
      next: 'retry',
      reason:
        this.#credentials.kind === 'bearer'
          ? 'The hub cannot be reached, or refuses the access token; a browser cannot tell which. Trying again.'
          : 'The hub cannot be reached, or refuses the user name and password; a browser cannot tell which. Trying again.',
    };
  }

  #withToken(url: string, token: string): string {
    const { tokenParameter } = this.#options;
    return tokenParameter === undefined
      ? withUserinfo(url, TOKEN_USER, token)
      : withQuery(url, { [tokenParameter]: token });
  }

  #line(text: string, time: number, sink: Sink): void {
    const message = jsonOf(text, sink);
    if (message === undefined) return;
    if (!Array.isArray(message) || message.length < 2 || !isName(message[0])) {
      sink.unreadable('not a list of topic and payload');
      return;
    }
    const [topic, payload] = message;
    const first = topic.indexOf('/');
    const second = first < 0 ? -1 : topic.indexOf('/', first + 1);
    if (first < 0) {
      sink.event('', notificationText(topic, payload), time);
      if (topic === BOOT) this.#questions.restarted(sink);
    } else if (second < 0) this.#data(topic, payload, time, sink);
    else {
      const device = topic.slice(0, second);
      switch (topic.slice(second + 1)) {
        case 'config/ok':
          this.#accepted(device, payload, time, sink);
          break;
        case 'config/error':
          this.#rejected(device, payload, sink);
          break;
        default:
          sink.skipped('an order of somebody else');
      }
    }
  }

  #data(device: string, payload: unknown, time: number, sink: Sink): void {
    if (!isObject(payload)) {
      sink.unreadable('data that is no object');
      return;
    }
    this.#questions.hasTold(device);
    let left = MAX_VALUES;
    for (const quantity in payload) {
      if (!Object.hasOwn(payload, quantity)) continue;
      if (left-- === 0) {
        sink.unreadable('more than 256 values in one line');
        return;
      }
      if (!isName(quantity)) {
        sink.unreadable('a name that is empty, too long, reserved or holds control characters');
        continue;
      }
      const entry = payload[quantity];
      const value: unknown = Array.isArray(entry) ? entry[0] : entry;
      if (value === null) sink.state(device, quantity, null, time);
      else if (isScalar(value)) {
        const unit = Array.isArray(entry) ? unitOf(entry[1]) : undefined;
        takeValue(sink, device, quantity, value, time, unit, SETTABLE);
      } else sink.unreadable('a value that is no number, text or boolean');
    }
  }

  #accepted(device: string, payload: unknown, time: number, sink: Sink): void {
    if (!isObject(payload)) sink.unreadable('a configuration that is no object');
    else if (device === '-/-') this.#questions.discovered(payload, sink);
    else if (device === 'clown.talk/-') this.#greeted(payload, sink);
    else {
      const interval = own(payload, INTERVAL_PROPERTY);
      if (typeof interval === 'number' && Number.isFinite(interval)) {
        this.#questions.hasTold(device);
        this.#questions.hasInterval(device, sink);
        sink.state(device, INTERVAL_PROPERTY, interval, time);
      }
    }
  }

  #rejected(device: string, payload: unknown, sink: Sink): void {
    if (this.#questions.isWithoutInterval(device)) return;
    const given = isObject(payload)
      ? (own(payload, 'error') ?? own(payload, 'message') ?? own(payload, 'reason'))
      : payload;
    const words = (typeof given === 'string' && wordsOf(given)) || 'no reason given';
    sink.rejection(device, INTERVAL_PROPERTY, `The device refused the setting: ${words}.`, true);
    sink.notice('warning', `${device} refused a setting: ${words}`);
  }

  #greeted(payload: JsonObject, sink: Sink): void {
    const device = own(payload, 'device');
    if (!isName(device)) return;
    const facts: Record<string, string> = {};
    for (const key of ['firmware-release', 'firmware-datetime']) {
      const value = own(payload, key);
      if (typeof value === 'string') facts[key] = value.slice(0, 100);
    }
    sink.device({ device, kind: 'gateway', facts });
  }
}

const about = {
  id: 'clown-talk',
  name: 'Clown.Hub',
  transports: ['websocket'],
} as const;

/** What its connections are configured with. */
export const clownTalkShape = { ...about, options };

export const clownTalk = /* @__PURE__ */ defineProtocol<Options>({
  ...about,
  start: (configured, context) => new ClownTalkSession(configured, context),
});
