import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Order } from '../model/command.ts';
import { requestPlan } from './connection/http-command.ts';
import { NOW, session, setUp, stopDesks, TEMPERATURE } from './order-desk.fixture.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});
afterEach(() => {
  stopDesks();
  vi.useRealTimers();
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
