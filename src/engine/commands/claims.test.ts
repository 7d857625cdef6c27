import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { actuatorKey } from '../../model/identity.ts';
import { Claims, claimsOf, type TabLocks } from './claims.ts';
import { settle, setUp } from './ledger.fixture.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** What several tabs of one browser share. Like the browser's, it answers later, and takes back what is let go of later still. */
class FakeLocks implements TabLocks {
  readonly held = new Set<string>();

  async request(name: string, _options: object, work: (lock: object | null) => Promise<void> | undefined) {
    await Promise.resolve();
    const isFree = !this.held.has(name);
    if (isFree) this.held.add(name);
    await work(isFree ? { name } : null);
    await Promise.resolve();
    if (isFree) this.held.delete(name);
  }
}

/** One tab: a ledger behind its claims, as the engine has them. */
function openTab(locks: TabLocks | undefined) {
  const rig = setUp({ holds: (key) => claims.holds(key), freed: (key) => claims.freed(key) });
  const claims: Claims = new Claims(locks, 'plant', (key) => rig.ledger.isTaken(key));
  const linkOf = () => rig.link;
  return {
    ...rig,
    order: (device: string, value = true) => {
      const order = rig.orderOf(device, value);
      return claims.during(claimsOf([order], linkOf), () => rig.ledger.order(order, rig.link));
    },
    press: (device: string, ms: number) => {
      const order = { ...rig.orderOf(device, true), pulse: { ms, release: false } };
      return claims.during(claimsOf([order], linkOf), () => rig.ledger.order(order, rig.link));
    },
    all: (...devices: readonly string[]) => {
      const orders = devices.map((device) => rig.orderOf(device, false));
      return claims.during(claimsOf(orders, linkOf), () => rig.ledger.orderGroup(orders, linkOf));
    },
  };
}

function twoTabs() {
  const locks = new FakeLocks();
  return { locks, here: openTab(locks), there: openTab(locks) };
}

describe('an order to a target that another tab has an order open for', () => {
  it('is refused, in words, and sends nothing', async () => {
    const { here, there } = twoTabs();
    await here.order('relay');
    const id = await there.order('relay');
    expect(there.last(id)).toMatchObject({ state: 'refused', sentAt: null });
    expect(there.last(id)?.reason).toContain('Another tab of this browser');
    expect([here.link.sent.length, there.link.sent.length]).toEqual([1, 0]);
  });

  it('is one order when both tabs give it in the same moment', async () => {
    const { here, there } = twoTabs();
    await Promise.all([here.order('relay'), there.order('relay')]);
    expect(here.link.sent.length + there.link.sent.length).toBe(1);
  });

  it('is taken once that has ended, however it ended', async () => {
    const { here, there, locks } = twoTabs();
    await here.order('relay');
    here.report('relay', true);
    await settle();
    expect(locks.held.size).toBe(0);
    await there.order('relay', false);
    there.clock.advance(60_000);
    await settle();
    expect(here.last(await here.order('relay'))?.state).toBe('sent');
  });

  it('waits for the end of a pulse, not of its first half', async () => {
    const { here, there } = twoTabs();
    await here.press('relay', 400);
    here.report('relay', true);
    expect(there.last(await there.order('relay'))?.state).toBe('refused');
    here.clock.advance(400);
    expect(there.last(await there.order('relay'))?.state).toBe('refused');
    here.report('relay', false);
    await settle();
    expect(there.last(await there.order('relay'))?.state).toBe('sent');
  });

  it('does not keep a group from its other targets', async () => {
    const { here, there } = twoTabs();
    await here.order('relay');
    const ids = await there.all('relay', 'fan');
    expect(ids.map((id) => there.last(id)?.state)).toEqual(['refused', 'sent']);
  });
});

describe('within one tab', () => {
  it('a double click is one order and says that it is its own that is open', async () => {
    const { here } = twoTabs();
    const [first = '', second = ''] = await Promise.all([here.order('relay'), here.order('relay')]);
    expect(here.last(first)?.state).toBe('sent');
    expect(here.last(second)?.reason).toContain('An order to this target is still open');
  });

  it('an order straight after the end of the last is no other tab’s', async () => {
    const { here } = twoTabs();
    for (let turn = 0; turn < 5; turn += 1) {
      const id = await here.order('relay', turn % 2 === 0);
      expect(here.last(id)?.state).toBe('sent');
      here.report('relay', turn % 2 === 0);
    }
  });

  it('what is refused keeps nothing from anybody', async () => {
    const { here, there, locks } = twoTabs();
    here.link.refuses = 'down';
    await here.order('relay');
    await settle();
    expect(locks.held.size).toBe(0);
    expect(there.last(await there.order('relay'))?.state).toBe('sent');
  });

  it('a wait for the claim that took too long sends nothing', async () => {
    const { here } = twoTabs();
    const ordered = here.order('relay');
    here.clock.time += 1_001;
    expect(here.last(await ordered)?.reason).toContain('late');
    expect(here.link.sent).toEqual([]);
  });

  it('a browser without locks takes orders all the same', async () => {
    const tab = openTab(undefined);
    expect(tab.last(await tab.order('relay'))?.state).toBe('sent');
  });

  it('a browser that never answers keeps an order no longer than it would be late by then', async () => {
    vi.useFakeTimers();
    const mute = new FakeLocks();
    mute.request = () => new Promise(() => {});
    const tab = openTab(mute);
    const ordered = tab.order('relay');
    tab.clock.time += 1_200;
    await vi.advanceTimersByTimeAsync(1_200);
    const id = await ordered;
    expect(tab.last(id)?.reason).toContain('late');
    expect(tab.link.sent).toEqual([]);
  });

  it('an order that asks while an earlier one waits is not kept any longer for that', async () => {
    vi.useFakeTimers();
    const mute = new FakeLocks();
    mute.request = () => new Promise(() => {});
    const claims = new Claims(mute, 'plant', () => false);
    void claims.during(['relay'], () => undefined);
    await vi.advanceTimersByTimeAsync(600);
    const entered = vi.fn();
    void claims.during(['relay'], entered);
    await vi.advanceTimersByTimeAsync(1_200);
    expect(entered).toHaveBeenCalledOnce();
  });

  it('an answer that comes too late is given back', async () => {
    vi.useFakeTimers();
    const slow = new FakeLocks();
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const take = slow.request.bind(slow);
    slow.request = async (...given) => {
      await asked;
      await take(...given);
    };
    const tab = openTab(slow);
    const ordered = tab.order('relay');
    tab.clock.time += 1_200;
    await vi.advanceTimersByTimeAsync(1_200);
    await ordered;
    answer();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(slow.held.size).toBe(0);
    expect(tab.last(await tab.order('relay'))?.state).toBe('sent');
  });

  it('a browser that refuses its locks takes orders all the same', async () => {
    const refusing = new FakeLocks();
    refusing.request = () => Promise.reject(new Error('SecurityError'));
    const tab = openTab(refusing);
    expect(tab.last(await tab.order('relay'))?.state).toBe('sent');
  });
});

const step = fc.record({
  tab: fc.nat(2),
  device: fc.constantFrom('relay', 'fan'),
  what: fc.constantFrom('order', 'press', 'group', 'report', 'close', 'time', 'settle'),
  value: fc.boolean(),
});

it('whatever three tabs do, a target has one open command, and nothing is kept that nobody has open', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const locks = new FakeLocks();
      const tabs = [openTab(locks), openTab(locks), openTab(locks)];
      const waiting: Promise<unknown>[] = [];
      for (const { tab: index, device, what, value } of steps) {
        const tab = tabs[index];
        if (!tab) continue;
        if (what === 'order') waiting.push(tab.order(device, value));
        else if (what === 'press') waiting.push(tab.press(device, 100));
        else if (what === 'group') waiting.push(tab.all('relay', 'fan'));
        else if (what === 'report') tab.report(device, value);
        else if (what === 'close') tab.ledger.linkClosed(tab.link.id);
        else if (what === 'time') for (const one of tabs) one.clock.advance(3_000);
        else await settle();
        for (const name of ['relay', 'fan']) {
          const key = actuatorKey({ connection: 'c', device: name, property: 'state' });
          const open = tabs.filter(({ ledger }) => ledger.isTaken(key));
          expect(open.length).toBeLessThanOrEqual(1);
        }
      }
      await Promise.all(waiting);
      for (const one of tabs) one.clock.advance(120_000);
      for (let turn = 0; turn < 10; turn += 1) await settle();
      expect(locks.held).toEqual(new Set());
    }),
  );
});
