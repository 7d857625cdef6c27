import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '../model/command.ts';
import type { EngineMessage, EngineSession } from '../model/door.ts';
import type { ConnectionSettings, EngineSettings } from '../model/settings.ts';
import { Engine } from './engine.ts';
import { Archive } from './history/archive.ts';
import type { LinkEvents, OutFrame, Transport } from './transports/transport.ts';

/** One attempt as the transport saw it. */
interface Attempt {
  readonly url: string;
  readonly events: LinkEvents;
  readonly sent: OutFrame[];
  isClosed: boolean;
  /** Samples that the engine had when it first said something on the link: it had heard by then that it is open. */
  samples: number | null;
}

const world = vi.hoisted(() => ({
  attempts: [] as Attempt[],
  samples: (): number => 0,
  /** Samples that the engine had when it opened each link. */
  atOpening: [] as number[],
}));

vi.mock('./transports/index.ts', () => ({
  findTransport: (): Transport => ({
    id: 'websocket',
    open({ url }, events) {
      const attempt: Attempt = { url, events, sent: [], isClosed: false, samples: null };
      world.attempts.push(attempt);
      world.atOpening.push(world.samples());
      return {
        isWaiting: false,
        send(frames) {
          attempt.samples ??= world.samples();
          attempt.sent.push(...frames);
          return 'sent';
        },
        close() {
          attempt.isClosed = true;
        },
      };
    },
  }),
}));

const RELAY = { connection: 'bridge', device: 'relay/i2c0-3b', property: 'state' };
const SECOND = 1_000;
const BRIDGE: ConnectionSettings = {
  id: 'bridge',
  name: 'Bridge',
  protocol: 'clown-talk',
  transport: 'websocket',
  url: 'wss://hub',
  credentials: { kind: 'oidc' },
  staleAfterMs: 30_000,
  silenceLimitMs: 45_000,
  commandRole: 'technician',
  history: true,
  options: { configVerb: 'set', tokenParameter: 'token' },
};
let databases = 0;
let engine: Engine | null = null;

beforeEach(() => {
  vi.stubGlobal('navigator', {});
  // The engine's ticks come when a test lets them.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  world.attempts.length = 0;
});
afterEach(() => {
  engine?.stop();
  engine = null;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function session(accessToken: string, role: Role): EngineSession {
  return { person: { subject: 'subject of Kim', name: 'Kim', role }, accessToken, hasEnded: false };
}

function attempt(index: number): Attempt {
  const one = world.attempts[index];
  if (!one) throw new Error(`there is no attempt ${index}`);
  return one;
}

/**
 * An engine whose one connection, to a hub behind a gate that looks at tokens, has just been opened.
 * @param keeps whether it keeps history
 */
async function starting(database = `engine-${databases++}`, keeps = false): Promise<Engine> {
  const made = started(database, keeps);
  await vi.waitFor(() => expect(world.attempts).toHaveLength(1), { timeout: 10 * SECOND });
  attempt(0).events.opened();
  return made;
}

/** An engine whose links have not opened yet. */
function started(
  database: string,
  keeps: boolean,
  told: EngineMessage[] = [],
  connections: readonly ConnectionSettings[] = [BRIDGE],
): Engine {
  const settings: EngineSettings = {
    connections: connections.map((one) => ({ ...one, history: keeps })),
    limits: { maxSeries: 10, maxDevices: 10, maxBytes: 1 << 24, maxSamplesPerSeries: 1_000 },
    history: { database, maxBytes: keeps ? 1 << 24 : 0, maxAgeMs: 3_600 * SECOND },
    commandDeadlineMs: 60_000,
    audit: { database: `${database}-audit`, entries: 100, days: 1 },
    alarms: {
      rules: [],
      role: 'technician',
      database: `${database}-alarms`,
      journal: { entries: 100, days: 1 },
    },
  };
  const made = new Engine(settings, session('first', 'technician'), (message) => told.push(message));
  engine = made;
  world.samples = () => made.figures().samples;
  made.start();
  return made;
}

/** The engine listens, and the hub says what there is. */
async function saysWhatThereIs(): Promise<void> {
  await vi.waitFor(() => expect(attempt(0).sent).not.toEqual([]), { timeout: 10 * SECOND });
  hear('-/-/config/ok', { sensors: [], actuators: [RELAY.device], notifications: [] });
}

/** As {@link starting}; it has a relay that is off. */
async function running(database?: string, keeps = false): Promise<Engine> {
  const made = await starting(database, keeps);
  await saysWhatThereIs();
  report(false);
  return made;
}

function hear(topic: string, payload: unknown): void {
  const body = `${JSON.stringify([topic, payload])}\n`;
  attempt(0).events.frame({ body, event: '', link: '', receivedAt: Date.now() });
}

const report = (state: boolean) => hear(RELAY.device, { state });

/** Work that was begun is done. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** Devices whose names the history of this name has kept. */
async function keptDevices(database: string): Promise<readonly string[]> {
  const archive = await Archive.open(database, session('', 'viewer').person.subject, () => {});
  const all = await archive.devices();
  archive.close();
  return all.flatMap(({ devices }) => devices.map(({ device }) => device));
}

/** Readings that the history of this name has kept. */
async function kept(database: string): Promise<number> {
  const archive = await Archive.open(database, session('', 'viewer').person.subject, () => {});
  let readings = 0;
  for await (const chunk of archive.chunks()) readings += chunk.readings;
  archive.close();
  return readings;
}

describe('an engine that starts', () => {
  it('has put back what is kept before it hears the first of a link, which it has begun to open meanwhile', async () => {
    const before = await running('engine-history', true);
    expect(attempt(0).samples).toBe(0);
    for (let n = 0; n < 5; n++) hear('thermometer/i2c0-48', { temperature: [20 + n, '℃'] });
    // The states of the relay are kept, too.
    const taken = before.figures().samples;
    expect(taken).toBeGreaterThan(5);
    before.take({ type: 'save' });
    await vi.waitFor(async () => expect(await kept('engine-history')).toBe(taken));
    before.stop();
    world.attempts.length = 0;
    world.atOpening.length = 0;
    await running('engine-history', true);
    expect(attempt(0).samples).toBe(taken);
    expect(world.atOpening).toEqual([0]);
  });

  it('has, and keeps what comes, however much a link says meanwhile', async () => {
    const before = await running('engine-busy', true);
    hear('thermometer/i2c0-48', { temperature: [20, '℃'] });
    const taken = before.figures().samples;
    before.take({ type: 'save' });
    await vi.waitFor(async () => expect(await kept('engine-busy')).toBe(taken));
    before.stop();
    world.attempts.length = 0;
    let putBack = () => {};
    const isTime = new Promise<void>((resolve) => {
      putBack = resolve;
    });
    const { chunks: read } = Archive.prototype;
    const reading = vi.spyOn(Archive.prototype, 'chunks').mockImplementation(async function* (this: Archive) {
      reading.mockRestore();
      await isTime;
      yield* read.call(this);
    });
    const busy = await starting('engine-busy', true);
    for (let n = 0; n < 1_500; n++) hear(`thermometer/i2c0-${n % 3}`, { temperature: [n, '℃'] });
    expect(busy.figures().samples).toBe(0);
    putBack();
    await saysWhatThereIs();
    expect(attempt(0).samples).toBe(taken);
    await vi.waitFor(() => expect(busy.figures().samples).toBe(taken + 1_500));
    busy.take({ type: 'save' });
    await vi.waitFor(async () => expect(await kept('engine-busy')).toBe(taken + 1_500));
  });
});

describe('an engine whose page lacks the code of one protocol', () => {
  afterEach(() => vi.doUnmock('./protocols/json.ts'));

  it('opens the links of the others, says why not that one, and begins it once the code is there', async () => {
    const json: ConnectionSettings = {
      ...BRIDGE,
      id: 'own',
      protocol: 'json',
      url: 'wss://own',
      credentials: { kind: 'ask', what: 'password' },
      options: { mapping: { device: '$.id', values: '$' }, greeting: [], commands: [] },
    };
    vi.doMock('./protocols/json.ts', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    const told: EngineMessage[] = [];
    const made = started('engine-unfetched', false, told, [BRIDGE, json]);
    await vi.waitFor(() => expect(world.attempts).toHaveLength(1), { timeout: 10 * SECOND });
    attempt(0).events.opened();
    const own = () => made.connections.find('own')?.snapshot();
    await vi.waitFor(() => expect(own()?.status).toBe('reconnecting'));
    expect(own()).toMatchObject({
      reason: 'A part of this page could not be fetched. It is tried again by itself.',
      asks: null,
    });
    expect(made.connections.isOnline('bridge')).toBe(true);
    expect([...made.connections.configuredIds]).toEqual(['bridge', 'own']);
    vi.doUnmock('./protocols/json.ts');
    made.connections.retry('own');
    await vi.waitFor(() => expect(own()?.asks).toBe('password'), { timeout: 10 * SECOND });
    expect(made.connections.isOnline('bridge')).toBe(true);
  });
});

describe('an engine whose clock is set back', () => {
  it('forgets what was measured by the wrong time for good', async () => {
    const made = await running('engine-clock', true);
    vi.advanceTimersByTime(SECOND);
    hear('thermometer/i2c0-48', { temperature: [20, '℃'] });
    const now = Date.now();
    made.take({ type: 'save' });
    await vi.waitFor(async () => expect(await kept('engine-clock')).toBeGreaterThan(0));
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now - 3_600 * SECOND);
    vi.advanceTimersByTime(SECOND);
    clock.mockRestore();
    expect(made.figures().samples).toBe(0);
    await vi.waitFor(async () => expect(await kept('engine-clock')).toBe(0));
  });
});

describe('an engine whose link never opens', () => {
  it('knows the devices of before with its first news, and what they took, as nothing that is live', async () => {
    const before = await running('engine-devices', true);
    hear('thermometer/i2c0-48', { temperature: [20, '℃'] });
    before.take({ type: 'save' });
    await vi.waitFor(async () => expect(await keptDevices('engine-devices')).toContain(RELAY.device));
    await vi.waitFor(async () => expect(await kept('engine-devices')).toBeGreaterThan(1));
    before.stop();
    world.attempts.length = 0;

    const told: EngineMessage[] = [];
    started('engine-devices', true, told);
    await vi.waitFor(() => expect(told.some(({ type }) => type === 'begun')).toBe(true));
    const news = told.slice(
      0,
      told.findIndex(({ type }) => type === 'begun'),
    );
    const all = news.flatMap((message) => (message.type === 'news' ? [message.news] : []));
    const devices = all.flatMap((one) => one.devices ?? []);
    expect(devices.map(({ device, kind, restored }) => ({ device, kind, restored }))).toEqual(
      expect.arrayContaining([
        { device: RELAY.device, kind: 'actuator', restored: true },
        { device: 'thermometer/i2c0-48', kind: undefined, restored: true },
      ]),
    );
    expect(all.flatMap((one) => one.actuators ?? [])).toEqual([
      { ...RELAY, domain: { type: 'boolean' }, reports: true, restored: true },
    ]);
    expect(all.flatMap((one) => one.reported ?? [])).toEqual([]);
  });
});

describe('a renewed session', () => {
  it('leaves a link that cannot be told of its token as it is, but opens it anew for another role', async () => {
    const made = await running();
    made.setSession(session('second', 'technician'));
    await settled();
    expect(attempt(0).isClosed).toBe(false);
    made.setSession(session('third', 'viewer'));
    await vi.waitFor(() => expect(world.attempts).toHaveLength(2));
    expect(attempt(0).isClosed).toBe(true);
    expect(attempt(1).url).toContain('token=third');
    attempt(1).events.opened();
    expect(made.connections.isOnline('bridge')).toBe(true);
  });

  it('opens no link anew while an order of its connection is open, but with the first tick after that', async () => {
    const made = await running();
    await made.orders.order({ ...RELAY, value: true, at: Date.now() });
    await vi.waitFor(() => expect(made.orders.isOrdering('bridge')).toBe(true));
    made.setSession(session('second', 'admin'));
    await settled();
    vi.advanceTimersByTime(SECOND);
    await settled();
    expect(attempt(0).isClosed).toBe(false);
    report(true);
    expect(made.orders.isOrdering('bridge')).toBe(false);
    vi.advanceTimersByTime(SECOND);
    await vi.waitFor(() => expect(world.attempts).toHaveLength(2));
    expect(attempt(0).isClosed).toBe(true);
    expect(attempt(1).url).toContain('token=second');
  });
});
