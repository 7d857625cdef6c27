/** The Streambed / Akka Edge temperature service: one stream of server-sent events an entity. */
import * as z from 'zod/mini';
import { type Frame, type LinkEnd, NO_ANSWER, type OutFrame } from '../transports/transport.ts';
import { authorization, percent, withoutTrailingSlash } from './address.ts';
import { FEW_CONNECTIONS, saying } from './closing-words.ts';
import { isObject, jsonOf, own, textOf } from './payload.ts';
import {
  type Closing,
  type Credentials,
  defineProtocol,
  type ProtocolContext,
  type ProtocolSession,
  type Sink,
} from './protocol.ts';
import { align, REPLAY_LENGTH } from './replay.ts';

const QUANTITY = 'temperature';
const UNIT = '℃';
/** The replay comes in one go; after a pause this long it is looked at. */
const REPLAY_QUIET_MS = 250;
/** What comes so soon after the first stream was opened is its replay, though that paused: taken for live, it would be dated now. */
const FIRST_REPLAY_MS = 2_000;
/** A pause this long ends any replay: the service may have begun anew with an empty log. */
const REPLAY_OVER_MS = 5_000;
/** What browsers allow a host over HTTP/1.1. */
const CONNECTIONS_PER_HOST = 6;

const options = () =>
  z.object({
    entities: z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1)),
  });
type Options = z.output<ReturnType<typeof options>>;

/** What a stream has replayed. */
interface Replay {
  /** Epoch ms. */
  readonly openedAt: number;
  readonly values: number[];
  /** Of arrival, epoch ms. */
  readonly times: number[];
  /** So many of the values have been handed on as history. */
  told: number;
}

/** What is remembered of one entity's stream, across its reopenings. */
interface Entity {
  /** The newest values, oldest first: as many as a replay holds. */
  known: number[];
  /** What the newest stream has replayed so far, with times of arrival; null once the replay is over and readings are live. */
  replay: Replay | null;
  /** The first replay of a session is over: those after it are lined up. */
  begun: boolean;
  cancelQuiet: () => void;
}

class StreambedSession implements ProtocolSession {
  readonly capabilities = {
    commands: false,
    why: 'This service sends temperatures only: it takes no commands.',
  };
  readonly #context: ProtocolContext;
  readonly #entities: ReadonlyMap<string, Entity>;

  constructor(entities: readonly string[], context: ProtocolContext) {
    this.#context = context;
    this.#entities = new Map(
      entities.map((id) => [id, { known: [], replay: null, begun: false, cancelQuiet: () => {} }]),
    );
    if (this.#entities.size > CONNECTIONS_PER_HOST && context.url.startsWith('http:')) {
      context.sink.notice(
        'warning',
        `${this.#entities.size} entities are configured on one http: address, but browsers open only six HTTP/1.1 connections to a host, so some streams will wait for ever. Serve them by HTTP/2 (https:) or from several hosts.`,
      );
    }
  }

  requests(credentials: Credentials) {
    const base = withoutTrailingSlash(this.#context.url);
    const headers = credentials.kind === 'none' ? undefined : authorization(credentials);
    return [...this.#entities.keys()].map((name) => ({
      name,
      url: `${base}/api/temperature/events/${percent(name)}`,
      ...(headers && { headers }),
    }));
  }

  opened(link: string): readonly OutFrame[] {
    const entity = this.#entities.get(link);
    if (entity) {
      entity.replay = { openedAt: this.#context.now(), values: [], times: [], told: 0 };
      this.#lineUpIn(REPLAY_OVER_MS, link, entity);
    }
    return [];
  }

  decode(frame: Frame, sink: Sink): void {
    const entity = this.#entities.get(frame.link);
    const text = textOf(frame.body, sink);
    if (text === null || !entity) return;
    const event = jsonOf(text, sink);
    if (event === undefined) return;
    if (!isObject(event)) {
      sink.unreadable('an event that is no object');
      return;
    }
    const read = own(event, 'TemperatureRead');
    if (read === undefined) {
      // `Registered` holds the entity's secret: only that it came is taken note of.
      if (Object.hasOwn(event, 'Registered')) sink.device({ device: frame.link, kind: 'sensor' });
      else sink.skipped('an event of an unknown kind');
      if (entity.replay?.values.length === 0) this.#lineUpIn(REPLAY_QUIET_MS, frame.link, entity);
      return;
    }
    const value = isObject(read) ? own(read, 'temperature') : undefined;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      sink.unreadable('a temperature that is no unsigned integer');
      return;
    }
    if (entity.replay === null) {
      this.#append(frame.link, entity, value, frame.receivedAt, sink);
      return;
    }
    entity.replay.values.push(value);
    entity.replay.times.push(frame.receivedAt);
    if (entity.replay.values.length >= REPLAY_LENGTH) this.#lineUp(frame.link, entity);
    else this.#lineUpIn(REPLAY_QUIET_MS, frame.link, entity);
  }

  plan() {
    return { kind: 'refused', reason: this.capabilities.why } as const;
  }

  closed(link: string, end: LinkEnd): Closing {
    const entity = this.#entities.get(link);
    if (entity) {
      // A replay that was cut short is no head to line up; the next stream brings all of it again.
      entity.cancelQuiet();
      entity.replay = null;
    }
    switch (end.code) {
      case 1000:
        return { next: 'resume', reason: 'The service ended the stream, as it does every minute.' };
      case 401:
        return { next: 'renew-token', reason: 'The service does not accept the credentials (HTTP 401).' };
      case 403:
        return {
          next: 'denied',
          reason: `Access to entity ${link} is refused (HTTP 403). Ask for access, or sign in again.`,
        };
      case 404:
        // Also what a gateway says while the service behind it is put in the place of another: nobody may be there to try again.
        return {
          next: 'fault',
          reason: `The service does not know entity ${link} (HTTP 404). If it stays so, correct it in the configuration.`,
        };
      case 1002:
        return {
          next: 'fault',
          reason: `There is no event stream for entity ${link}${saying(end)}. Check the address in the configuration.`,
        };
      case NO_ANSWER:
        return { next: 'retry', reason: `The service did not answer; trying again. ${FEW_CONNECTIONS}` };
      default:
        return {
          next: 'retry',
          reason: end.wasOpen
            ? `The stream of entity ${link} broke; trying again.`
            : `The service cannot be reached${end.code >= 400 && end.code < 600 ? ` (HTTP ${end.code})` : ''}; trying again.`,
        };
    }
  }

  /** Looks at the replay so long from now, unless more of it comes before. */
  #lineUpIn(ms: number, link: string, entity: Entity): void {
    entity.cancelQuiet();
    entity.cancelQuiet = this.#context.schedule(ms, () => this.#lineUp(link, entity));
  }

  /** The replay seems complete: what it adds to what is known is new. The first one of all has no known times and is history. */
  #lineUp(link: string, entity: Entity): void {
    const { replay, known } = entity;
    entity.cancelQuiet();
    if (replay === null) return;
    const { sink } = this.#context;
    const now = this.#context.now();
    if (!entity.begun) {
      entity.known = [...replay.values];
      if (replay.values.length > replay.told) sink.history(link, QUANTITY, [...replay.values], UNIT);
      replay.told = replay.values.length;
      const more = replay.openedAt + FIRST_REPLAY_MS - now;
      if (more > 0 && replay.values.length < REPLAY_LENGTH) {
        this.#lineUpIn(more, link, entity);
        return;
      }
      entity.begun = true;
      entity.replay = null;
      return;
    }
    const { fresh, inside, disjoint } = align(known, replay.values);
    const over = (replay.times.at(-1) ?? replay.openedAt) + REPLAY_OVER_MS - now;
    if (inside && over > 0) {
      // It only paused: the rest of the replay is known as well, and must not be taken for new readings.
      this.#lineUpIn(over, link, entity);
      return;
    }
    entity.replay = null;
    if (inside) for (const _value of replay.values) sink.skipped('a reading that may be one known before');
    const first = replay.values.length - fresh.length;
    for (const [at, value] of fresh.entries()) {
      this.#append(link, entity, value, replay.times[first + at] ?? this.#context.now(), sink);
    }
    if (disjoint && fresh.length >= REPLAY_LENGTH) {
      sink.notice(
        'info',
        `Entity ${link}: none of the replayed readings was known; those before them may be missing.`,
      );
    }
  }

  #append(link: string, entity: Entity, value: number, time: number, sink: Sink): void {
    entity.known.push(value);
    if (entity.known.length > REPLAY_LENGTH) {
      entity.known.shift();
      // A recording may begin in the midst of a stream: by now enough is known to line the next replay up.
      entity.begun = true;
    }
    sink.reading(link, QUANTITY, time, value, UNIT);
  }
}

const about = {
  id: 'streambed',
  name: 'Streambed / Akka Edge',
  transports: ['sse'],
} as const;

/** What its connections are configured with. */
export const streambedShape = { ...about, options };

export const streambed = /* @__PURE__ */ defineProtocol<Options>({
  ...about,
  start: ({ entities }, context) => new StreambedSession(entities, context),
});
