/** The Streambed / Akka Edge temperature service: one stream of server-sent events an entity. */
import * as z from 'zod/mini';
import { type Frame, type LinkEnd, NO_ANSWER, type OutFrame } from '../transports/transport.ts';
import { authorization, percent, withPath } from './address.ts';
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
import { align, endsWith, REPLAY_LENGTH } from './replay.ts';

const QUANTITY = 'temperature';
const UNIT = '℃';
/** The replay comes in one go; after a pause this long it is looked at. */
const REPLAY_QUIET_MS = 250;
/** What comes so soon after the first stream began to speak is its replay, though that paused: taken for live, it would be dated now. */
const FIRST_REPLAY_MS = 2_000;
/** After a silence this long a value that stays alone is live: the service may have begun anew with an empty log. */
const LONG_SILENCE_MS = 5_000;
/** A value that so much time has passed after is alone, unless it is what a replay that stalled goes on with. */
const ALONE_MS = 1_000;
/** The rest of a replay that stalled is waited for so long. */
const STALLED_MS = 30_000;
/** What browsers allow a host over HTTP/1.1. */
const CONNECTIONS_PER_HOST = 6;

const options = () =>
  z.object({
    entities: z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1)),
  });
type Options = z.output<ReturnType<typeof options>>;

/** What a stream has replayed. It is not over before the first value, however long that is under way. */
interface Replay {
  /** Epoch ms. */
  readonly openedAt: number;
  /** Of the first event, epoch ms; null before. */
  beganAt: number | null;
  readonly values: number[];
  /** Of arrival, epoch ms. */
  readonly times: number[];
  /** So many of the values have been handed on as history. */
  told: number;
  /** So many of the values were there before the last long silence; null where there was none. */
  beforeSilence: number | null;
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

/** Whether a first value is live: the first stream of all has begun to speak, and had nothing to replay. */
function isAfterEmptyLog({ begun, known }: Entity, { beganAt, values }: Replay, receivedAt: number): boolean {
  const isEmpty = !begun && known.length === 0 && values.length === 0;
  return isEmpty && beganAt !== null && receivedAt - beganAt >= FIRST_REPLAY_MS;
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
    const headers = credentials.kind === 'none' ? undefined : authorization(credentials);
    return [...this.#entities.keys()].map((name) => ({
      name,
      url: withPath(this.#context.url, `api/temperature/events/${percent(name)}`),
      ...(headers && { headers }),
    }));
  }

  opened(link: string): readonly OutFrame[] {
    const entity = this.#entities.get(link);
    if (entity) {
      entity.cancelQuiet();
      entity.replay = {
        openedAt: this.#context.now(),
        beganAt: null,
        values: [],
        times: [],
        told: 0,
        beforeSilence: null,
      };
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
    const { receivedAt } = frame;
    if (entity.replay) entity.replay.beganAt ??= receivedAt;
    const read = own(event, 'TemperatureRead');
    if (read === undefined) {
      // `Registered` holds the entity's secret: only that it came is taken note of.
      if (Object.hasOwn(event, 'Registered')) sink.device({ device: frame.link, kind: 'sensor' });
      else sink.skipped('an event of an unknown kind');
      return;
    }
    const value = isObject(read) ? own(read, 'temperature') : undefined;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      sink.unreadable('a temperature that is no unsigned integer');
      return;
    }
    const { replay } = entity;
    if (replay === null || isAfterEmptyLog(entity, replay, receivedAt)) {
      entity.begun ||= replay !== null;
      entity.replay = null;
      this.#append(frame.link, entity, value, receivedAt, sink);
      return;
    }
    const { values, times } = replay;
    if (receivedAt - (times.at(-1) ?? replay.openedAt) >= LONG_SILENCE_MS)
      replay.beforeSilence = values.length;
    values.push(value);
    times.push(receivedAt);
    if (values.length >= REPLAY_LENGTH) this.#lineUp(frame.link, entity);
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
    const { values, times, beganAt, beforeSilence } = replay;
    const { sink } = this.#context;
    const now = this.#context.now();
    if (!entity.begun) {
      entity.known = [...values];
      if (values.length > replay.told) sink.history(link, QUANTITY, [...values], UNIT);
      replay.told = values.length;
      const more = (beganAt ?? now) + FIRST_REPLAY_MS - now;
      if (more > 0 && values.length < REPLAY_LENGTH) {
        this.#lineUpIn(more, link, entity);
        return;
      }
      entity.begun = true;
      entity.replay = null;
      return;
    }
    const { fresh, inside, disjoint } = align(known, values);
    // What came before the silence may have been all of it only where what is known ends so; nothing at all, only where values repeat.
    const before = beforeSilence ? values.slice(0, beforeSilence) : [...values, ...values];
    const goesOn = fresh.length === 0 && !endsWith(known, before);
    // A whole replay has no fewer values than are known.
    const isAlone = beforeSilence === values.length - 1 && values.length < known.length;
    const over = (times.at(-1) ?? now) + (isAlone && !goesOn ? ALONE_MS : STALLED_MS) - now;
    if ((isAlone || inside) && over > 0) {
      // It only paused: the rest of the replay is known as well, and must not be taken for new readings.
      this.#lineUpIn(over, link, entity);
      return;
    }
    entity.replay = null;
    // Where it does not go on after a silence as it began, what is new began after that.
    const isBroken = isAlone || (disjoint && (beforeSilence ?? 0) > 0);
    let first = values.length - fresh.length;
    if (isBroken) first = beforeSilence ?? 0;
    else if (inside) first = values.length;
    if (isBroken || inside) {
      for (let at = 0; at < first; at++) sink.skipped('a reading that may be one known before');
    }
    for (const [at, value] of values.slice(first).entries()) {
      this.#append(link, entity, value, times[first + at] ?? now, sink);
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
