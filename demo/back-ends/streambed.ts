import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Room } from '../plant/plant.ts';
import type { BackEnd, BackEndContext } from './back-end.ts';
import { isDue } from './due.ts';
import { crashableServer, decodedPart, sendProblem } from './http-server.ts';

/** The Streambed temperature service. */
export interface Streambed extends BackEnd {
  /** Streams opened since the beginning. */
  readonly streams: number;
  /** Every reading an entity has ever emitted, oldest first. */
  emitted(entity: string): readonly number[];
  /** The entities' secrets, to prove that they are shown nowhere. */
  readonly secrets: readonly string[];
  /** Writes raw text to every open stream, as a broken service might. */
  injectFrame(raw: string): void;
}

const PATH = /^\/api\/temperature\/events\/([^/]+)$/;
/** The compacted log keeps the newest. */
const LOG_LENGTH = 10;
/** One event in so many is of a kind that clients do not know. */
const UNKNOWN_EVERY = 15;

const ROOMS: ReadonlyMap<string, { readonly room: Room; readonly swing: number }> = new Map([
  ['1', { room: 'cold-store', swing: 1.5 }],
  ['2', { room: 'outdoor', swing: 2.5 }],
]);

interface Entity {
  readonly id: string;
  readonly room: Room;
  readonly swing: number;
  readonly secret: string;
  readonly emitted: number[];
  readonly streams: Set<ServerResponse>;
}

/** Sets the service up; nothing listens before `start`. */
export function createStreambed(context: BackEndContext): Streambed {
  const { plant, times, port } = context;
  const entities = new Map<string, Entity>(
    [...ROOMS].map(([id, { room, swing }]) => [
      id,
      { id, room, swing, secret: randomBytes(16).toString('hex'), emitted: [], streams: new Set() },
    ]),
  );
  let streams = 0;
  let steps = 0;
  let readAt = 0;
  let stopSteps = () => {};
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const event = (payload: unknown, id?: string) =>
    `${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(payload)}\n\n`;

  /** An unsigned integer; the slow wave makes values both repeat and change within a minute. */
  function measure({ room, swing }: Entity): number {
    const wave = swing * Math.sin((steps / 10) * ((2 * Math.PI) / 40));
    return Math.max(0, Math.round(plant.room(room).temperature + wave));
  }

  function step(): void {
    steps += 1;
    const now = Date.now();
    if (!isDue(readAt, times.publish * 2, now)) return;
    readAt = now;
    for (const entity of entities.values()) {
      const temperature = measure(entity);
      entity.emitted.push(temperature);
      const strange =
        entity.emitted.length % UNKNOWN_EVERY === 0 ? event({ BatteryReplaced: { at: now } }) : '';
      for (const stream of entity.streams)
        stream.write(`${strange}${event({ TemperatureRead: { temperature } })}`);
    }
  }

  function open(entity: Entity, response: ServerResponse): void {
    streams += 1;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(event({ Registered: { secret: entity.secret } }, entity.id));
    for (const temperature of entity.emitted.slice(-LOG_LENGTH)) {
      response.write(event({ TemperatureRead: { temperature } }));
    }
    entity.streams.add(response);
    const keepAlive = setInterval(() => response.write(': keep-alive\n\n'), times.streambedKeepAlive);
    const cut = setTimeout(() => {
      entity.streams.delete(response);
      response.end();
    }, times.streambedCut);
    timers.add(keepAlive).add(cut);
    response.on('close', () => {
      entity.streams.delete(response);
      clearInterval(keepAlive);
      clearTimeout(cut);
      timers.delete(keepAlive);
      timers.delete(cut);
    });
  }

  const server = crashableServer(port, (request, response) => {
    const [, id = ''] = PATH.exec(new URL(request.url ?? '/', 'http://localhost').pathname) ?? [];
    const entity = entities.get(decodedPart(id) ?? '');
    if (!entity) sendProblem(response, 404, 'No such entity.');
    else if (request.method !== 'GET') sendProblem(response, 405, 'Method not allowed.');
    else open(entity, response);
  });

  return {
    name: 'Streambed',
    origin: `http://localhost:${port}`,
    async start() {
      await server.start();
      stopSteps = plant.onStep(step);
    },
    async stop() {
      stopSteps();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const entity of entities.values()) entity.streams.clear();
      await server.stop();
    },
    get streams() {
      return streams;
    },
    emitted: (entity) => entities.get(entity)?.emitted ?? [],
    get secrets() {
      return [...entities.values()].map((entity) => entity.secret);
    },
    injectFrame(raw) {
      for (const { streams: open } of entities.values()) for (const stream of open) stream.write(raw);
    },
  };
}
