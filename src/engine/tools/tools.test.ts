import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionSettings } from '../../model/settings.ts';
import { Connections } from '../connection/connections.ts';
import { FakeConnection } from '../connection/fake-connection.ts';
import { Intake } from '../connection/intake.ts';
import { NewsDesk } from '../news.ts';
import { SeriesStore } from '../series/store.ts';
import { Tools } from './tools.ts';

const LIMITS = { maxSeries: 100, maxDevices: 100, maxBytes: 1 << 20, maxSamplesPerSeries: 100 };
const BOUNDS = { maxBytes: 1_000_000, maxMs: 60_000 };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const settings: ConnectionSettings = {
    id: 'c',
    name: 'Bridge',
    protocol: 'clown-talk',
    transport: 'websocket',
    url: 'ws://host/',
    credentials: { kind: 'none' },
    staleAfterMs: 30_000,
    silenceLimitMs: 45_000,
    commandRole: 'technician',
    history: true,
    options: {},
  };
  const store = new SeriesStore(LIMITS);
  const news = new NewsDesk({ connections: () => null, changedSeries: () => [] }, () => {});
  const made: FakeConnection[] = [];
  let isRefused = false;
  const connections = new Connections({
    make({ id }) {
      if (isRefused) return 'there is no such protocol';
      const connection = new FakeConnection(id);
      made.push(connection);
      return connection;
    },
    joining() {},
    leaving() {},
    left() {},
    changed() {},
    refused() {},
  });
  const tools = new Tools({
    limits: LIMITS,
    store,
    news,
    connections,
    accessToken: () => null,
    forget: async () => undefined,
  });
  connections.connect(settings);
  const sink = new Intake(settings, LIMITS, store, news, { reported: () => false, rejected() {} });
  const arrive = (body: string) =>
    made.at(-1)?.tap?.arrived({ body, event: '', link: '', receivedAt: Date.now() }, sink);
  return {
    tools,
    connections,
    made,
    settings,
    arrive,
    /** One that is decoded as well. */
    frame() {
      arrive('["a/1", {"t": 1}]');
      made.at(-1)?.tap?.decoded();
    },
    pass: (ms: number) => vi.advanceTimersByTime(ms),
    /** From now on no connection can be made. */
    refuse() {
      isRefused = true;
    },
  };
}

type SetUp = ReturnType<typeof setUp>;

describe('an inspection', () => {
  it.each([
    ['nobody has asked for a while', (_tools: Tools, { pass }: SetUp) => pass(16_000)],
    ['the connection is changed', (tools: Tools, { settings }: SetUp) => tools.connect(settings)],
  ])('begins anew where %s: it says so by its time, and counts from 1', async (_what, act) => {
    const set = setUp();
    const { tools, frame } = set;
    const before = await tools.inspect('c', 0);
    for (let i = 0; i < 30; i++) frame();
    vi.advanceTimersByTime(300);
    expect((await tools.inspect('c', 0))?.frames).toHaveLength(30);
    await act(tools, set);
    frame();
    const anew = await tools.inspect('c', 30);
    expect(anew?.since).toBeGreaterThan(before?.since ?? Number.POSITIVE_INFINITY);
    expect(anew?.frames).toEqual([]);
    for (let i = 0; i < 5; i++) frame();
    expect((await tools.inspect('c', 0))?.frames.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('a recording that goes on', () => {
  it.each([
    ['is changed', async (tools: Tools, settings: ConnectionSettings) => tools.connect(settings)],
    ['is left out', async (tools: Tools) => tools.disconnect('c', false)],
  ])('ends when its connection %s, says so, and can still be saved', async (_what, act) => {
    const { tools, settings, arrive } = setUp();
    await tools.startRecording('c', BOUNDS);
    arrive('["a/1", {"t": 1}]');
    vi.advanceTimersByTime(5_000);
    await act(tools, settings);
    vi.advanceTimersByTime(5_000);
    arrive('["a/1", {"t": 2}]');
    expect(await tools.recordings()).toMatchObject([
      { connection: 'c', name: 'Bridge', why: 'connection', endedAt: 1_005_000, frames: 1 },
    ]);
    const text = await (await tools.finishRecording('c'))?.text();
    expect(text).toContain('"why":"connection"');
    expect(await tools.recordings()).toEqual([]);
  });
});

describe('a recording of a connection that is made anew', () => {
  it('goes on with it, and ends as ever', async () => {
    const { tools, connections, arrive, pass } = setUp();
    await tools.startRecording('c', BOUNDS);
    const before = connections.find('c');
    connections.remake('c');
    expect(before?.tap).toBeNull();
    arrive('["a/1", {"t": 1}]');
    expect(await tools.recordings()).toMatchObject([{ connection: 'c', frames: 1, endedAt: null }]);
    pass(BOUNDS.maxMs);
    arrive('["a/1", {"t": 2}]');
    expect(await tools.recordings()).toMatchObject([{ why: 'time', frames: 1 }]);
    expect(connections.find('c')?.tap).toBeNull();
    connections.remake('c');
    expect(connections.find('c')?.tap).toBeNull();
  });

  it('leaves out the secrets that it has from then on', async () => {
    const { tools, connections, arrive, made } = setUp();
    await tools.startRecording('c', BOUNDS);
    connections.remake('c');
    made.at(-1)?.secrets.push('NEWTOKEN11');
    arrive('["a/1", {"with": "NEWTOKEN11"}]');
    const text = await (await tools.finishRecording('c'))?.text();
    expect(text).toContain('[left out]');
    expect(text).not.toContain('NEWTOKEN11');
  });

  it('ends, says so, and can still be saved where it can not be made', async () => {
    const { tools, connections, settings, arrive, refuse } = setUp();
    await tools.startRecording('c', BOUNDS);
    arrive('["a/1", {"t": 1}]');
    refuse();
    connections.remake('c', settings);
    expect(await tools.recordings()).toMatchObject([{ why: 'connection', frames: 1 }]);
  });
});

describe('a recording that is played', () => {
  it('has an id that no connection can have: adding one called “Recording 1” does not end it', async () => {
    const { tools, connections, settings, arrive } = setUp();
    await tools.startRecording('c', BOUNDS);
    arrive('["a/1", {"t": 1}]');
    const file = await tools.finishRecording('c');
    if (!file) throw new Error('Nothing was recorded.');
    expect(await tools.lookAtRecording(file)).toMatchObject({ name: 'Bridge', protocol: 'clown-talk' });
    const started = await tools.startReplay(file, 'Bridge (Aufzeichnung)', {}, 1);
    if (!('connection' in started)) throw new Error(started.problem);
    const replay = connections.find(started.connection);
    expect(replay?.snapshot().name).toBe('Bridge (Aufzeichnung)');
    // What config.json and the form allow.
    expect(started.connection).not.toMatch(/^[\w.-]{1,64}$/);
    await tools.connect({ ...settings, id: 'recording-1' });
    expect(connections.find(started.connection)).toBe(replay);
    await tools.endReplay(started.connection);
    expect(connections.find(started.connection)).toBeUndefined();
  });
});
