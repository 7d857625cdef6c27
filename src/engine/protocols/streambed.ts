/** The Streambed / Akka Edge temperature service: one stream of server-sent events an entity. */
import * as z from 'zod/mini';
import type { Frame, LinkEnd, OutFrame } from '../transports/transport.ts';
import { isObject, jsonOf, own, textOf } from './payload.ts';
import {
  type Closing,
  type Credentials,
  defineProtocol,
  type ProtocolContext,
  type ProtocolSession,
  type Sink,
} from './protocol.ts';
import { knownInReplay, REPLAY_LENGTH } from './replay.ts';

const QUANTITY = 'temperature';
const UNIT = '℃';
/** The replay comes in one go; a pause this long ends it. */
const REPLAY_QUIET_MS = 250;
/** What browsers allow a host over HTTP/1.1. */
const CONNECTIONS_PER_HOST = 6;

const options = z.object({
  entities: z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1)),
});

/** What is remembered of one entity's stream, across its reopenings. */
interface Entity {
  /** The newest values, oldest first: as many as a replay holds. */
  known: number[];
  /** Values of the replay that is being collected; null once it is over. */
  replay: number[] | null;
  heardBefore: boolean;
  cancelQuiet: () => void;
}

class StreambedSession implements ProtocolSession {
  readonly capabilities = {
    commands: false,
    why: 'This service sends temperatures only: it takes no commands.',
  };
  readonly #context: ProtocolContext;
  readonly #entities: ReadonlyMap<string, Entity>;
  #warned = false;

  constructor(entities: readonly string[], context: ProtocolContext) {
    this.#context = context;
    this.#entities = new Map(
      entities.map((id) => [id, { known: [], replay: null, heardBefore: false, cancelQuiet: () => {} }]),
    );
  }

  requests(credentials: Credentials) {
    const base = this.#context.url.replace(/\/+$/, '');
    const headers =
      credentials.kind === 'bearer' ? { Authorization: `Bearer ${credentials.token}` } : undefined;
    return [...this.#entities.keys()].map((name) => ({
      name,
      url: `${base}/api/temperature/events/${encodeURIComponent(name)}`,
      ...(headers && { headers }),
    }));
  }

  opened(link: string): readonly OutFrame[] {
    const entity = this.#entities.get(link);
    if (entity) {
      entity.replay = [];
      this.#awaitQuiet(link, entity);
    }
    if (
      !this.#warned &&
      this.#entities.size > CONNECTIONS_PER_HOST &&
      this.#context.url.startsWith('http:')
    ) {
      this.#warned = true;
      this.#context.sink.notice(
        'warning',
        `${this.#entities.size} entities are configured, but browsers open only six HTTP/1.1 connections to a host. Serve them by HTTP/2 or from several hosts.`,
      );
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
    if (Object.hasOwn(event, 'Registered')) {
      // Holds the entity's secret: it is neither kept nor handed on.
      sink.device({ device: frame.link, kind: 'sensor' });
      return;
    }
    const read = own(event, 'TemperatureRead');
    if (read === undefined) {
      sink.skipped('an event of an unknown kind');
      return;
    }
    const value = isObject(read) ? own(read, 'temperature') : undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 0xffffffff) {
      sink.unreadable('a temperature that is no unsigned integer');
      return;
    }
    this.#read(frame.link, entity, value, frame.receivedAt, sink);
  }

  plan() {
    return { kind: 'refused', reason: this.capabilities.why } as const;
  }

  closed(link: string, end: LinkEnd): Closing {
    const entity = this.#entities.get(link);
    if (entity) this.#endReplay(link, entity, this.#context.now());
    switch (end.code) {
      case 1000:
        return { next: 'resume', reason: 'The service ended the stream, as it does every minute.' };
      case 401:
      case 403:
        return { next: 'renew-token', reason: `The service refuses access (HTTP ${end.code}).` };
      case 404:
        return {
          next: 'denied',
          reason: 'The service does not know this entity (HTTP 404). Check the configuration.',
        };
      default:
        return {
          next: 'retry',
          reason: end.wasOpen
            ? 'The stream broke; trying again.'
            : `The service cannot be reached${end.code >= 400 && end.code < 600 ? ` (HTTP ${end.code})` : ''}; trying again.`,
        };
    }
  }

  #read(link: string, entity: Entity, value: number, time: number, sink: Sink): void {
    if (entity.replay === null) {
      this.#append(link, entity, value, time, sink);
      return;
    }
    entity.replay.push(value);
    if (entity.replay.length >= REPLAY_LENGTH) this.#endReplay(link, entity, time);
    else this.#awaitQuiet(link, entity);
  }

  #awaitQuiet(link: string, entity: Entity): void {
    entity.cancelQuiet();
    entity.cancelQuiet = this.#context.schedule(REPLAY_QUIET_MS, () =>
      this.#endReplay(link, entity, this.#context.now()),
    );
  }

  /** The replay is complete: what it adds to what is known is new. The first one of all has no known times and is history. */
  #endReplay(link: string, entity: Entity, time: number): void {
    const { replay } = entity;
    entity.cancelQuiet();
    entity.replay = null;
    if (replay === null || replay.length === 0) return;
    const { sink } = this.#context;
    if (!entity.heardBefore) {
      entity.heardBefore = true;
      entity.known = replay.slice(-REPLAY_LENGTH);
      sink.history(link, QUANTITY, entity.known, UNIT);
      return;
    }
    for (const value of replay.slice(knownInReplay(entity.known, replay)))
      this.#append(link, entity, value, time, sink);
  }

  #append(link: string, entity: Entity, value: number, time: number, sink: Sink): void {
    entity.heardBefore = true;
    entity.known.push(value);
    if (entity.known.length > REPLAY_LENGTH) entity.known.shift();
    sink.reading(link, QUANTITY, time, value, UNIT);
  }
}

export const streambed = defineProtocol({
  id: 'streambed',
  name: 'Streambed / Akka Edge',
  transports: ['sse'],
  options,
  start: ({ entities }, context) => new StreambedSession(entities, context),
});
