import { createParser } from 'eventsource-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoTimes } from './back-end.ts';
import { createStreambed, type Streambed } from './streambed.ts';
import { call, until } from './test-client.ts';
import { createTestPlant, type TestPlant, testContext } from './test-plant.ts';

const PORT = 6245;
const events = (entity: string) => `http://localhost:${PORT}/api/temperature/events/${entity}`;

interface Stream {
  readonly answer: Response;
  readonly heard: { readonly id: string | undefined; readonly event: string | undefined; data: unknown }[];
  readonly comments: string[];
  /** Whether it ended as a stream should; false when it broke. */
  readonly ended: Promise<boolean>;
}

/** The readings of a stream, oldest first. */
const readings = ({ heard }: Stream): number[] =>
  heard
    .map(({ data }) => Reflect.get(Object(Reflect.get(Object(data), 'TemperatureRead')), 'temperature'))
    .filter((value) => value !== undefined);

describe('Streambed', () => {
  let plant: TestPlant;
  let streambed: Streambed;
  let leave = new AbortController();

  async function start(times: Partial<DemoTimes> = {}): Promise<void> {
    streambed = createStreambed(testContext(PORT, plant, { times: { publish: 1, ...times } }));
    await streambed.start();
  }

  async function open(entity = '1', headers: Record<string, string> = {}): Promise<Stream> {
    const answer = await call(events(entity), { headers, signal: leave.signal });
    const heard: Stream['heard'] = [];
    const comments: string[] = [];
    const parser = createParser({
      onEvent: ({ id, event, data }) => heard.push({ id, event, data: JSON.parse(data) }),
      onComment: (comment) => comments.push(comment),
    });
    const read = async () => {
      const decoder = new TextDecoder();
      for await (const chunk of answer.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
      return true;
    };
    return { answer, heard, comments, ended: read().catch(() => false) };
  }

  const hears = (stream: Stream, count: number) =>
    until(() => expect(readings(stream).length).toBeGreaterThanOrEqual(count));

  beforeEach(() => {
    plant = createTestPlant();
    plant.setRoom('cold-store', { temperature: 4.4 });
    plant.setRoom('outdoor', { temperature: 12.2 });
    leave = new AbortController();
  });
  afterEach(async () => {
    leave.abort();
    await streambed.stop();
    plant.stop();
  });

  it('registers first, with the entity as id and a secret', async () => {
    await start();
    const stream = await open();
    await hears(stream, 3);
    expect(stream.answer.headers.get('content-type')).toBe('text/event-stream');
    const [registered, ...rest] = stream.heard;
    const [secret] = streambed.secrets;
    expect(registered).toEqual({ id: '1', event: undefined, data: { Registered: { secret } } });
    expect(secret?.length).toBeGreaterThan(16);
    expect(new Set(streambed.secrets).size).toBe(2);
    // Of all events only this one carries an id, and none has a name.
    expect(rest.every(({ id, event }) => id === undefined && event === undefined)).toBe(true);
    expect(streambed.streams).toBe(1);
  });

  it('reads unsigned integers of the entity’s own room that repeat and change', async () => {
    await start();
    const [cold, outdoor] = [await open('1'), await open('2')];
    await until(() => {
      for (const stream of [cold, outdoor]) {
        const values = readings(stream);
        expect(new Set(values).size).toBeGreaterThan(1);
        expect(values.some((value, index) => index > 0 && value === values[index - 1])).toBe(true);
      }
    });
    for (const value of [...readings(cold), ...readings(outdoor)]) {
      expect(Number.isInteger(value)).toBe(true);
      expect(value).toBeGreaterThanOrEqual(0);
    }
    expect(Math.max(...readings(cold))).toBeLessThan(8);
    expect(Math.min(...readings(outdoor))).toBeGreaterThan(8);
  });

  it('never reads below zero', async () => {
    plant.setRoom('cold-store', { temperature: -20 });
    await start();
    const stream = await open();
    await hears(stream, 5);
    expect(new Set(readings(stream))).toEqual(new Set([0]));
  });

  it('replays the last ten readings on every new stream and then goes on without a gap', async () => {
    await start();
    const first = await open();
    await hears(first, 16);
    const all = streambed.emitted('1');
    const before = all.length;
    expect(before).toBeGreaterThanOrEqual(15);
    const second = await open();
    await hears(second, 20);
    const replayed = readings(second);
    // Where in the log the second stream began is not told: ten before what had been emitted by then, or later.
    const starts = all
      .map((_, index) => index)
      .filter((index) => {
        const expected = all.slice(index, index + replayed.length);
        return expected.length === replayed.length && expected.every((value, at) => value === replayed[at]);
      });
    expect(starts.some((index) => index >= before - 10)).toBe(true);
    expect(readings(first)).toEqual(all.slice(0, readings(first).length));
  });

  it('replays no more than ten, all at once', async () => {
    await start();
    await until(() => expect(streambed.emitted('1').length).toBeGreaterThan(14));
    plant.stop();
    const stream = await open();
    await hears(stream, 10);
    expect(readings(stream)).toEqual(streambed.emitted('1').slice(-10));
    expect(stream.heard).toHaveLength(11);
  });

  it('replays what it has when that is less than ten', async () => {
    await start();
    await until(() => expect(streambed.emitted('1').length).toBeGreaterThan(2));
    plant.stop();
    const emitted = streambed.emitted('1');
    const stream = await open();
    await hears(stream, Math.min(10, emitted.length));
    expect(readings(stream)).toEqual(emitted.slice(-10));
  });

  it('ignores Last-Event-ID', async () => {
    await start();
    await until(() => expect(streambed.emitted('1').length).toBeGreaterThan(3));
    plant.stop();
    const stream = await open('1', { 'last-event-id': '1' });
    await hears(stream, 3);
    expect(stream.heard[0]?.data).toHaveProperty('Registered');
    expect(readings(stream)).toEqual(streambed.emitted('1').slice(-10));
  });

  it('ends every stream after its time, properly, and serves the next one', async () => {
    await start({ streambedCut: 50 });
    for (let streams = 1; streams <= 3; streams += 1) {
      const stream = await open();
      expect(await stream.ended).toBe(true);
      expect(stream.heard[0]?.data).toHaveProperty('Registered');
      expect(streambed.streams).toBe(streams);
    }
  });

  it('keeps its streams alive with comments', async () => {
    await start({ streambedKeepAlive: 10, publish: 3_600_000 });
    const stream = await open();
    await until(() => expect(stream.comments.length).toBeGreaterThan(2));
  });

  it('sends an event of a kind that nobody knows now and then, and no reading fewer for it', async () => {
    await start();
    const stream = await open();
    await hears(stream, 31);
    const strange = stream.heard.filter(
      ({ data }) => !['Registered', 'TemperatureRead'].includes(Object.keys(Object(data))[0] ?? ''),
    );
    expect(strange.length).toBeGreaterThanOrEqual(2);
    expect(strange.length).toBeLessThan(readings(stream).length / 5);
    expect(readings(stream)).toEqual(streambed.emitted('1').slice(0, readings(stream).length));
  });

  it.each(['3', '', '1/2', '%E0', '__proto__'])('answers 404 for the entity “%s”', async (entity) => {
    await start();
    const answer = await call(events(entity));
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(streambed.streams).toBe(0);
  });

  it('takes GET only', async () => {
    await start();
    expect((await call(events('1'), { method: 'POST', body: '{}' })).status).toBe(405);
  });

  it('lets a page of another origin read it with an authorization header', async () => {
    await start();
    const origin = 'http://localhost:5173';
    const preflight = await call(events('1'), {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'authorization,last-event-id' },
    });
    const allowed = preflight.headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).toEqual(expect.arrayContaining(['authorization', 'last-event-id', 'cache-control']));
    const stream = await open('1', { origin, authorization: 'Bearer x' });
    expect(stream.answer.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('crashes in the middle of a stream, and has its log when it is back', async () => {
    await start();
    const stream = await open();
    await hears(stream, 4);
    await streambed.stop();
    expect(await stream.ended).toBe(false);
    const emitted = [...streambed.emitted('1')];
    await streambed.start();
    const again = await open();
    await hears(again, emitted.length);
    expect(streambed.emitted('1').slice(0, emitted.length)).toEqual(emitted);
    expect(readings(again).slice(0, 3)).toEqual(
      streambed.emitted('1').slice(-readings(again).length).slice(0, 3),
    );
  });
});
