import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuditEntry, auditChannel } from '../model/audit.ts';
import type { Json } from '../model/command.ts';
import { NOW, session, setUp, stopDesks } from './order-desk.fixture.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});
afterEach(() => {
  stopDesks();
  vi.useRealTimers();
});

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
