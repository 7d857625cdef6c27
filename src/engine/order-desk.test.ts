import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuditEntry, auditChannel } from '../model/audit.ts';
import type { ReportedState } from '../model/catalogue.ts';
import type { Json, Order, Role } from '../model/command.ts';
import type { EngineSession, News } from '../model/door.ts';
import { FakeConnection } from './connection/fake-connection.ts';
import { requestPlan } from './connection/http-command.ts';
import { NewsDesk } from './news.ts';
import { OrderDesk } from './order-desk.ts';
import { SeriesStore } from './series/store.ts';

const NOW = 1_750_000_000_000;
const TEMPERATURE = { connection: 'bridge', device: 'thermometer', quantity: 'temperature' };
let databases = 0;
const opened: OrderDesk[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});
afterEach(() => {
  for (const desk of opened.splice(0)) desk.stop();
  vi.useRealTimers();
});

function session(name = 'Kim', role: Role = 'technician', hasEnded = false): EngineSession {
  return { person: { subject: `subject of ${name}`, name, role }, accessToken: null, hasEnded };
}

/** An order desk with one connection, and what it tells the page. */
function setUp() {
  const database = `order-desk-${databases++}`;
  const settings = {
    audit: { database, entries: 1_000, days: 90 },
    commandDeadlineMs: 5_000,
    history: { database: `${database}-history`, maxBytes: 0, maxAgeMs: 0 },
  };
  const store = new SeriesStore({
    maxSeries: 10,
    maxDevices: 10,
    maxBytes: 1 << 24,
    maxSamplesPerSeries: 1_000,
  });
  const told: News[] = [];
  const news = new NewsDesk({ connections: () => null, changedSeries: () => [] }, (one) => told.push(one));
  const bridge = new FakeConnection('bridge');
  bridge.signAt = NOW;
  const desk = new OrderDesk(settings, session(), {
    store,
    news,
    locks: undefined,
    connection: (id) => (id === bridge.id ? bridge : undefined),
  });
  opened.push(desk);
  const order = (part: Partial<Order> = {}): Order => ({
    connection: 'bridge',
    device: 'relay',
    property: 'state',
    value: true,
    at: NOW,
    ...part,
  });
  return {
    settings,
    desk,
    bridge,
    store,
    order,
    /** What the page was told since the last time. */
    news: () => {
      news.sendNow();
      const all = told.splice(0);
      return {
        commands: all.flatMap(({ commands = [] }) => commands),
        log: all.flatMap(({ log = [] }) => log.map(({ text }) => text)),
      };
    },
    entries: async () => (await desk.audit(null, 100)).entries,
  };
}

describe('an order', () => {
  it('is sent, told and written down, and confirmed by nothing but the device’s report', async () => {
    const { desk, bridge, order, news, entries } = setUp();
    const id = await desk.order(order());
    expect(bridge.sent).toEqual([{ body: 'relay=true' }]);
    expect(news().commands).toMatchObject([{ id, state: 'sent', by: 'Kim' }]);
    desk.reported(order(), true);
    expect(news().commands).toMatchObject([{ id, state: 'confirmed', confirmedBy: 'report' }]);
    expect(await entries()).toMatchObject([
      {
        id,
        subject: 'subject of Kim',
        steps: [{ state: 'pending' }, { state: 'sent' }, { state: 'confirmed' }],
      },
    ]);
  });

  it('leaves once what was handed to its link before has left, judged by how things are then', async () => {
    const { desk, bridge, order, news } = setUp();
    bridge.isWaiting = true;
    bridge.onClear = () => {
      bridge.isWaiting = false;
    };
    await desk.order(order());
    expect(news().commands).toMatchObject([{ state: 'sent' }]);
    bridge.onClear = () => {
      bridge.refuses = 'It went down meanwhile.';
    };
    await desk.order(order({ device: 'fan' }));
    expect(news().commands).toMatchObject([{ state: 'refused', reason: 'It went down meanwhile.' }]);
    expect(bridge.sent).toEqual([{ body: 'relay=true' }]);
  });

  it('is refused, and that written down, where there is no such connection', async () => {
    const { desk, bridge, order, news, entries } = setUp();
    await desk.order(order({ connection: 'nobody' }));
    expect(bridge.sent).toEqual([]);
    expect(news().commands).toMatchObject([
      { state: 'refused', reason: expect.stringMatching(/no such connection/) },
    ]);
    expect(await entries()).toMatchObject([{ connection: 'nobody', steps: [{ state: 'refused' }] }]);
  });

  it('ends as rejected when the device says so, and as unknown when its link breaks', async () => {
    const { desk, order, news } = setUp();
    await desk.order(order());
    desk.rejected(order(), 'the door is open');
    expect(news().commands.at(-1)).toMatchObject({ state: 'rejected', outcome: 'not-done' });
    await desk.order(order({ device: 'fan' }));
    desk.linkClosed('bridge', (device) => device === 'relay');
    expect(news().commands.at(-1)).toMatchObject({ state: 'sent' });
    desk.linkClosed('bridge');
    expect(news().commands.at(-1)).toMatchObject({ state: 'rejected', outcome: 'unknown' });
  });

  it('is one of several in a group, each with its own outcome', async () => {
    const { desk, bridge, order, news } = setUp();
    const ids = await desk.orderGroup([order(), order({ connection: 'nobody' })]);
    const states = new Map(news().commands.map((one) => [one.id, one.state]));
    expect(ids.map((id) => states.get(id))).toEqual(['sent', 'refused']);
    expect(bridge.sent).toHaveLength(1);
  });

  it('is shown beforehand exactly as it would be sent', () => {
    const { desk, bridge, order } = setUp();
    expect(desk.preview(order(), true)).toMatchObject({ text: 'relay=true' });
    expect(desk.preview({ ...order(), connection: 'nobody' }, true)).toHaveProperty('refusal');
    expect(bridge.sent).toEqual([]);
  });

  it('is refused to whoever may not, by the session as it is then', async () => {
    const { desk, bridge, order, news } = setUp();
    desk.setSession(session('Robin', 'viewer'));
    await desk.order(order());
    desk.setSession(session('Robin', 'admin', true));
    await desk.order(order({ device: 'fan' }));
    desk.setSession(session('Robin', 'admin'));
    desk.withholdAll('This is a wall.');
    await desk.order(order({ device: 'lamp' }));
    expect(news().commands.map(({ by, reason }) => `${by}: ${reason}`)).toEqual([
      expect.stringMatching(/^Robin: .*role technician/),
      expect.stringMatching(/^Robin: .*[Ss]ign in/),
      expect.stringMatching(/^Robin: .*This is a wall\./),
    ]);
    expect(bridge.sent).toEqual([]);
  });
});

describe('an order by HTTP that was refused for its token', () => {
  const interlock = { ...TEMPERATURE, below: 30 };

  /** What becomes of it, and what was posted, where this happens before the renewed token is there. */
  async function renewedAfter(meanwhile: (rig: ReturnType<typeof setUp>) => void, part: Partial<Order> = {}) {
    const rig = setUp();
    const { desk, bridge, store, order, news } = rig;
    store.open('bridge', 'thermometer', 'temperature', '°C', 'number', 10_000)?.append(NOW, 20);
    const fetch = vi.fn(
      async () => new Response(null, { status: fetch.mock.calls.length === 1 ? 401 : 202 }),
    );
    vi.stubGlobal('fetch', fetch);
    bridge.planned = () => ({
      kind: 'http',
      method: 'POST',
      url: 'http://localhost/relay',
      headers: {},
      body: '{}',
      renewOn401: true,
      confirmation: { by: 'acceptance' },
    });
    bridge.request = (plan, signal, deadline, mayStill) => {
      if (plan.kind !== 'http') throw new Error('It was planned as a request.');
      const renewedToken = async () => {
        meanwhile(rig);
        return 'new';
      };
      return requestPlan(plan, signal, deadline, renewedToken, mayStill);
    };
    await desk.order(order(part));
    const ended = await vi.waitFor(() => {
      const last = news().commands.at(-1);
      if (last?.endedAt === null || last === undefined) throw new Error('It is open.');
      return last;
    });
    return { ended, posted: fetch.mock.calls.length };
  }
  afterEach(() => vi.unstubAllGlobals());

  it('is sent again with the renewed one where it still may be', async () => {
    const { ended, posted } = await renewedAfter(({ desk }) => desk.setSession(session()), { interlock });
    expect([ended.state, posted]).toEqual(['confirmed', 2]);
  });

  it.each<[string, (rig: ReturnType<typeof setUp>) => void, RegExp]>([
    [
      'the person has a lesser role by it',
      ({ desk }) => desk.setSession(session('Kim', 'viewer')),
      /role technician/,
    ],
    [
      'the session has ended',
      ({ desk }) => desk.setSession(session('Kim', 'technician', true)),
      /session has ended/,
    ],
    ['somebody else has signed in', ({ desk }) => desk.setSession(session('Robin')), /Somebody else/],
    ['the page gives no orders any more', ({ desk }) => desk.withholdAll('This is a wall.'), /is a wall/],
    [
      'its interlock forbids it by now',
      ({ store }) => store.find(TEMPERATURE)?.append(NOW, 31),
      /below 30; it is 31/,
    ],
  ])('is not sent again where %s: it ends as not done, and says both', async (_why, meanwhile, words) => {
    const { ended, posted } = await renewedAfter(meanwhile, { interlock });
    expect(posted).toBe(1);
    expect(ended).toMatchObject({
      state: 'rejected',
      outcome: 'not-done',
      reason: expect.stringMatching(words),
    });
    expect(ended.reason).toContain('(401)');
  });
});

describe('an order that its control did not let through', () => {
  it('is written down as refused by whoever is there, and nothing is sent or told of it', async () => {
    const { desk, bridge, order, news, entries } = setUp();
    desk.setSession(session('Robin'));
    desk.withhold(order(), 'It was not confirmed.');
    expect(bridge.sent).toEqual([]);
    expect(news().commands).toEqual([]);
    expect(await entries()).toMatchObject([
      { by: 'Robin', value: true, reason: 'It was not confirmed.', steps: [{ state: 'refused' }] },
    ]);
  });

  it('is written down without its value where that is too large to be an order', async () => {
    const { desk, order, entries } = setUp();
    const huge: Json = 'x'.repeat(100_000);
    desk.withhold(order({ value: huge }), 'It was not confirmed.');
    expect(await entries()).toMatchObject([{ value: null }]);
  });
});

describe('an interlocked order', () => {
  const interlock = { ...TEMPERATURE, below: 30 };

  async function outcome(prepare: (rig: ReturnType<typeof setUp>) => void): Promise<string | undefined> {
    const rig = setUp();
    prepare(rig);
    await rig.desk.order(rig.order({ interlock }));
    return rig.news().commands.at(-1)?.state;
  }
  function warm({ store }: ReturnType<typeof setUp>, staleAfterMs = 10_000) {
    const series = store.open('bridge', 'thermometer', 'temperature', '°C', 'number', staleAfterMs);
    if (!series) throw new Error('The store has no room for the series.');
    return series;
  }

  it('goes by the newest live reading in the store', async () => {
    expect(await outcome((rig) => warm(rig).append(NOW, 20))).toBe('sent');
    expect(await outcome((rig) => warm(rig).append(NOW, 31))).toBe('refused');
  });

  it('goes by the age of a reading since it arrived where the clock that dated it is ahead', async () => {
    expect(await outcome((rig) => warm(rig).append(NOW + 8_000, 20, NOW))).toBe('sent');
    expect(await outcome((rig) => warm(rig).append(NOW + 240_000, 20, NOW))).toBe('sent');
    expect(await outcome((rig) => warm(rig).append(NOW - 5_000, 20, NOW - 11_000))).toBe('refused');
    // One that comes late is as old as it says.
    expect(await outcome((rig) => warm(rig).append(NOW - 11_000, 20, NOW))).toBe('refused');
  });

  it('goes by what arrived last after a reading from the future', async () => {
    const outcomeAfter = (values: readonly [number, number]) =>
      outcome((rig) => {
        const series = warm(rig, 600_000);
        series.append(NOW + 240_000, values[0], NOW - 1_000);
        series.append(NOW, values[1], NOW);
      });
    expect(await outcomeAfter([20, 31])).toBe('refused');
    expect(await outcomeAfter([31, 20])).toBe('sent');
  });

  it('goes by the live value, whatever comes back meanwhile of before the page was loaded', async () => {
    const outcomeOf = (live: number, restored: number) =>
      outcome((rig) => {
        const series = warm(rig);
        series.append(NOW + 60_000, live, NOW);
        series.restore(NOW + 50_000, restored);
      });
    expect(await outcomeOf(31, 20)).toBe('refused');
    expect(await outcomeOf(20, 31)).toBe('sent');
  });

  it('is refused where there is no reading, or only one of before the page was loaded', async () => {
    expect(await outcome(() => {})).toBe('refused');
    expect(await outcome((rig) => warm(rig).restore(NOW, 20))).toBe('refused');
  });

  it('is refused where the connection that brings the reading is not online', async () => {
    const offline = await outcome((rig) => {
      warm(rig).append(NOW, 20);
      rig.bridge.isOnline = false;
    });
    expect(offline).toBe('refused');
  });

  it('is refused where a state has not been reported since its link broke, or the device does not know it', async () => {
    // A state has no age by which it were stale: it holds until the device says otherwise.
    const state = (part: Partial<ReportedState>) => (rig: ReturnType<typeof setUp>) => {
      const series = rig.store.open('bridge', 'thermometer', 'temperature', '', 'state', Infinity);
      series?.append(NOW - 3_600_000, 1);
      const at = NOW - 3_600_000;
      const reported = { ...rig.order(), value: true, at, stale: false, ...part };
      rig.bridge.lastReport = (device) => (device === 'thermometer' ? reported : undefined);
    };
    expect(await outcome(state({}))).toBe('sent');
    expect(await outcome(state({ stale: true }))).toBe('refused');
    expect(await outcome(state({ value: null }))).toBe('refused');
  });
});

describe('a change that nobody ordered here', () => {
  it('is told of what the connection has announced as an actuator, and of nothing else', () => {
    const { desk, bridge, order, news } = setUp();
    bridge.announced.add('relay');
    for (const value of [false, true]) {
      desk.reported(order(), value);
      desk.reported(order({ device: 'door contact' }), value);
    }
    expect(news().log).toEqual([expect.stringMatching(/changed elsewhere/)]);
    expect(desk.reported(order(), false)).toBe(true);
    expect(desk.reported(order({ device: 'door contact' }), false)).toBe(false);
  });
});

describe('the audit', () => {
  it('tells the other tabs of each step', async () => {
    const { settings, desk, order } = setUp();
    const otherTab = new BroadcastChannel(auditChannel(settings.audit));
    const heard = new Promise<AuditEntry>((resolve) => {
      otherTab.onmessage = ({ data }: MessageEvent<AuditEntry>) => resolve(data);
    });
    await desk.order(order());
    expect(await heard).toMatchObject({ device: 'relay', steps: [{ state: 'pending' }] });
    otherTab.close();
  });

  it('takes down what an engine before this one left open, and sends nothing of it', async () => {
    const before = setUp();
    const id = await before.desk.order(before.order());
    const [lost] = before.news().commands;
    if (!lost) throw new Error('No command was told.');
    const { desk, bridge, entries } = setUp();
    desk.inherit([{ ...lost, state: 'timed-out', endedAt: NOW, reason: 'Nobody knows.' }]);
    await vi.waitFor(async () => expect(await entries()).toMatchObject([{ id, reason: 'Nobody knows.' }]));
    expect(bridge.sent).toEqual([]);
  });
});

describe('a pulse', () => {
  it('is ended at once where nobody will be there to end it', async () => {
    const { desk, bridge, order } = setUp();
    await desk.order(order({ pulse: { ms: 60_000, release: false } }));
    expect(bridge.sent).toHaveLength(1);
    desk.endPulses();
    expect(bridge.sent).toEqual([{ body: 'relay=true' }, { body: 'relay=false' }]);
  });
});
