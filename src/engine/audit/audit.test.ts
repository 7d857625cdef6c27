import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../model/audit.ts';
import { command } from '../../model/command.fixture.ts';
import type { Command, Person } from '../../model/command.ts';
import { Audit, type AuditOptions } from './audit.ts';
import { AuditStore } from './audit-store.ts';
import { FakeLocks } from './locks.fixture.ts';
import { Presence } from './presence.ts';

const PERSON: Person = { subject: 'subject-1', name: 'Technician', role: 'technician' };
let databases = 0;

function newDatabase(): string {
  databases += 1;
  return `audit-${databases}`;
}

function setUp(options: Partial<AuditOptions> = {}, database = newDatabase()) {
  const told: AuditEntry[] = [];
  const clock = { time: 1_001 };
  const audit = new Audit({
    settings: { database, entries: 10_000, days: 90 },
    deadlineMs: 5_000,
    now: () => clock.time,
    person: () => PERSON,
    changed: (entry) => told.push(entry),
    ...options,
  });
  const entries = async () => (await audit.read(null, 1_000)).entries;
  return { audit, told, clock, database, entries };
}

/** The life of a command that the device's report confirmed. */
function confirm(audit: Audit, id = 'command-1'): void {
  audit.record(command({ id }));
  audit.record(command({ id, state: 'sent', sentAt: 1_002 }));
  const end = { sentAt: 1_002, endedAt: 1_020, confirmedBy: 'report', reportedValue: true } as const;
  audit.record(command({ id, state: 'confirmed', ...end }));
}

it('keeps a command’s whole life, each step with its time, and who it was', async () => {
  const { audit, entries } = setUp();
  confirm(audit);
  expect(await entries()).toEqual([
    {
      id: 'command-1',
      connection: 'bridge',
      device: 'relay/i2c0-3b',
      property: 'state',
      enteredAt: 1_001,
      orderedAt: 1_000,
      by: 'Technician',
      subject: 'subject-1',
      role: 'technician',
      value: true,
      steps: [
        { state: 'pending', at: 1_001 },
        { state: 'sent', at: 1_002 },
        { state: 'confirmed', at: 1_020 },
      ],
      reason: '',
      confirmedBy: 'report',
      reportedValue: true,
      deadlineAt: 6_001,
      times: 1,
    },
  ]);
});

it('is still there for the next page of this browser', async () => {
  const before = setUp();
  confirm(before.audit);
  await before.entries();
  before.audit.stop();
  const after = setUp({}, before.database);
  expect(await after.entries()).toEqual(await before.entries());
  expect(await after.entries()).toHaveLength(1);
});

it('leaves the steps it knew when the page dies in the middle of a command', async () => {
  const { audit, database, told } = setUp();
  audit.record(command());
  audit.record(command({ state: 'sent', sentAt: 1_002 }));
  const after = setUp({}, database);
  await vi.waitFor(async () => {
    const [entry] = await after.entries();
    expect(entry?.steps.map(({ state }) => state)).toEqual(['pending', 'sent']);
  });
  expect(told).toHaveLength(2);
  expect(after.told).toEqual([]);
});

it('keeps what two tabs write', async () => {
  const one = setUp();
  const other = setUp({}, one.database);
  confirm(one.audit, 'a');
  confirm(other.audit, 'b');
  confirm(one.audit, 'c');
  await other.entries();
  expect((await one.entries()).map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
});

it('keeps refused orders with their reason', async () => {
  const reason = 'Needs the role technician; you are signed in as viewer. Nothing was sent.';
  const { audit, entries } = setUp({ person: () => ({ ...PERSON, role: 'viewer' }) });
  audit.record(command({ state: 'refused', endedAt: 1_001, reason }));
  expect(await entries()).toMatchObject([
    { role: 'viewer', reason, steps: [{ state: 'refused', at: 1_001 }] },
  ]);
});

it('keeps what belongs together: the halves of a pulse, the orders of a group', async () => {
  const { audit, entries } = setUp();
  audit.record(command({ pulse: { id: 'p', part: 'press' }, group: 'g' }));
  expect(await entries()).toMatchObject([{ pulse: { id: 'p', part: 'press' }, group: 'g' }]);
});

/** A page that presses and is never heard of again. */
function pressAndDie(
  part: Partial<Command> = {},
  options: Partial<AuditOptions> = {},
): ReturnType<typeof setUp> {
  const page = setUp(options);
  const pulse = { id: 'p', part: 'press', order: { ms: 4_000, release: false } } as const;
  page.audit.record(command({ pulse }));
  page.audit.record(command({ pulse, state: 'sent', sentAt: 1_002, ...part }));
  return page;
}

/** The two orders of one pulse, as soon as the second has been entered for those who went away. */
function both({ entries }: ReturnType<typeof setUp>): Promise<readonly AuditEntry[]> {
  return vi.waitFor(async () => {
    const kept = await entries();
    expect(kept).toHaveLength(2);
    return kept;
  });
}

describe('a pulse whose page went away before it was ended', () => {
  /** Later than any release of it could have been entered. */
  const LATER = 1_001 + 4_000 + 5_000 + 5_000;

  it('is entered as interrupted by the next page, once, and the log is told', async () => {
    const { database, entries } = pressAndDie();
    await entries();
    const told: AuditEntry[] = [];
    const next = setUp({ interrupted: (entry) => told.push(entry) }, database);
    next.clock.time = LATER;
    next.audit.start();
    const [release, press] = await both(next);
    expect(press).toMatchObject({ id: 'command-1', pulse: { part: 'press' } });
    expect(press).not.toHaveProperty('releaseBy');
    expect(release).toMatchObject({
      device: 'relay/i2c0-3b',
      by: 'Technician',
      value: false,
      pulse: { id: 'p', part: 'release' },
      steps: [{ state: 'pending' }],
    });
    expect(release?.reason).toMatch(/^Interrupted: the page went away.*Ask the device/);
    expect(told).toEqual([release]);
    expect(next.told).toEqual([release]);
    await next.entries();
    expect(told).toHaveLength(1);
  });

  it('is not called interrupted while its page may still end it, and is as soon as it cannot', async () => {
    const { database, entries } = pressAndDie();
    await entries();
    const told: AuditEntry[] = [];
    const next = setUp({ interrupted: (entry) => told.push(entry) }, database);
    next.clock.time = LATER - 1;
    expect(await next.entries()).toHaveLength(1);
    next.audit.tick(LATER - 1);
    expect(await next.entries()).toHaveLength(1);
    next.clock.time = LATER;
    await vi.waitFor(() => {
      next.audit.tick(LATER);
      expect(told).toHaveLength(1);
    });
  });

  it('is interrupted, too, where the press was confirmed or may have been carried out', async () => {
    for (const part of [
      { state: 'confirmed', endedAt: 1_020, confirmedBy: 'report' },
      { state: 'timed-out', endedAt: 6_000 },
      { state: 'rejected', endedAt: 1_020, outcome: 'unknown' },
    ] as const) {
      const { database, audit, entries } = pressAndDie();
      const pulse = { id: 'p', part: 'press' } as const;
      audit.record(command({ pulse, sentAt: 1_002, ...part }));
      await entries();
      const next = setUp({}, database);
      next.clock.time = LATER;
      expect(await both(next)).toHaveLength(2);
    }
  });

  it('has nothing to be ended where the press was not carried out', async () => {
    const { database, entries } = pressAndDie({ state: 'rejected', endedAt: 1_020, outcome: 'not-done' });
    await entries();
    const next = setUp({}, database);
    next.clock.time = LATER;
    expect(await next.entries()).toHaveLength(1);
  });

  it('is not interrupted when its second order has been entered, whatever the press comes to after that', async () => {
    const { database, audit, entries } = pressAndDie();
    const release = { id: 'command-2', pulse: { id: 'p', part: 'release' }, value: false } as const;
    audit.record(command({ ...release, state: 'refused', endedAt: 5_001, reason: 'The link is down.' }));
    const pulse = { id: 'p', part: 'press' } as const;
    audit.record(command({ pulse, state: 'timed-out', sentAt: 1_002, endedAt: 6_001 }));
    await entries();
    const next = setUp({}, database);
    next.clock.time = LATER;
    const kept = await next.entries();
    expect(kept.map(({ id }) => id).sort()).toEqual(['command-1', 'command-2']);
    expect(kept.map(({ reason }) => reason).join()).not.toContain('Interrupted');
  });

  it('tells no secret of the order that would have ended it', async () => {
    const page = setUp();
    const order = { ms: 100, release: { password: 'hunter2', on: false } };
    page.audit.record(command({ pulse: { id: 'p', part: 'press', order } }));
    await page.entries();
    const next = setUp({}, page.database);
    next.clock.time = LATER;
    const kept = JSON.stringify(await both(next));
    expect(kept).toContain('"on":false');
    expect(kept).not.toContain('hunter2');
  });
});

describe('a pulse whose page shows that it lives', () => {
  /** Two tabs; the first has pressed, the second has seen so. */
  async function pressed() {
    const locks = new FakeLocks();
    const page = pressAndDie({}, { presence: new Presence(locks, 'first') });
    await page.entries();
    const told: AuditEntry[] = [];
    const interrupted = (entry: AuditEntry) => told.push(entry);
    const next = setUp({ presence: new Presence(locks, 'second'), interrupted }, page.database);
    const look = async (time: number) => {
      next.clock.time = time;
      next.audit.tick(time);
      return next.entries();
    };
    next.audit.start();
    // What finds interrupted pulses is fetched at the first look.
    for (let turn = 0; turn < 3; turn += 1) await look(2_000);
    return { locks, page, told, next, look };
  }

  it('is never called interrupted as long as it does, however long that is', async () => {
    const { told, look } = await pressed();
    for (const time of [3_000, 16_001, 600_000]) expect(await look(time)).toHaveLength(1);
    expect(told).toEqual([]);
  });

  it('is entered as interrupted a second after the page is gone, once in all tabs, and reads as unknown', async () => {
    const { locks, page, told, look } = await pressed();
    const third = setUp({ presence: new Presence(locks, 'third') }, page.database);
    locks.die('first');
    third.clock.time = 2_500;
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await look(2_500)).toHaveLength(1);
      await third.entries();
    }
    third.clock.time = 3_500;
    const [release, press] = (await Promise.all([look(3_500), third.entries()]))[0];
    expect(release).toMatchObject({ enteredAt: 3_500, deadlineAt: 0, pulse: { part: 'release' } });
    expect(release?.reason).toMatch(/^Interrupted/);
    for (const entry of [release, press]) {
      expect(entry).not.toHaveProperty('owner');
      expect(entry).not.toHaveProperty('releaseBy');
    }
    expect(await third.entries()).toHaveLength(2);
    expect(told.length + third.told.length).toBe(1);
  });

  it('is not interrupted where the page wrote its end as it died', async () => {
    const { locks, page, told, look } = await pressed();
    locks.die('first');
    await look(2_500);
    const release = { id: 'command-2', pulse: { id: 'p', part: 'release' }, value: false } as const;
    page.audit.record(command({ ...release, state: 'sent', sentAt: 2_500 }));
    await page.entries();
    expect(await look(10_000)).toHaveLength(2);
    expect(told).toEqual([]);
  });

  it('lets the page sleep again once its end is written', async () => {
    const { locks, page } = await pressed();
    expect(locks.names()).toEqual(['first']);
    const release = { id: 'command-2', pulse: { id: 'p', part: 'release' }, value: false } as const;
    page.audit.record(command({ ...release, state: 'refused', endedAt: 5_001, reason: 'The link is down.' }));
    await page.entries();
    await vi.waitFor(() => expect(locks.names()).toEqual([]));
  });

  it('is looked at soon after another tab has told of something', async () => {
    const locks = new FakeLocks();
    const told: AuditEntry[] = [];
    const here = setUp({ presence: new Presence(locks, 'here'), interrupted: (entry) => told.push(entry) });
    here.audit.start();
    await here.entries();
    const there = setUp({ presence: new Presence(locks, 'there') }, here.database);
    const pulse = { id: 'p', part: 'press', order: { ms: 4_000, release: false } } as const;
    there.audit.record(command({ pulse }));
    await there.entries();
    here.audit.heard();
    locks.die('there');
    await vi.waitFor(() => {
      here.clock.time += 1_000;
      here.audit.tick(here.clock.time);
      expect(told).toHaveLength(1);
    });
    // A minute goes by between two looks where nothing is heard.
    expect(here.clock.time).toBeLessThan(60_000);
  });

  it('has one end in the audit where its engine is started again', async () => {
    const locks = new FakeLocks();
    const end = { state: 'timed-out', endedAt: 1_500, reason: 'The engine stopped.' } as const;
    const lost = command({ id: 'lost', ...end, pulse: { id: 'command-1', part: 'release' } });
    const again = async (database: string, told: AuditEntry[]) => {
      const presence = new Presence(locks, 'again');
      const next = setUp({ presence, interrupted: (entry) => told.push(entry) }, database);
      next.audit.start();
      await next.audit.inherit([lost]);
      return next;
    };
    const die = async () => {
      const page = setUp({ presence: new Presence(locks, 'before') });
      const pulse = { id: 'command-1', part: 'press', order: { ms: 4_000, release: false } } as const;
      const confirmed = { state: 'confirmed', endedAt: 1_003, confirmedBy: 'report' } as const;
      page.audit.record(command({ pulse }));
      page.audit.record(command({ pulse, state: 'sent', sentAt: 1_002 }));
      page.audit.record(command({ pulse: { id: 'command-1', part: 'press' }, sentAt: 1_002, ...confirmed }));
      await page.entries();
      locks.die('before');
      return page.database;
    };

    const told: AuditEntry[] = [];
    const next = await again(await die(), told);
    for (const time of [2_000, 4_000, 60_000]) {
      next.clock.time = time;
      await vi.waitFor(async () =>
        expect((await next.entries()).map(({ id }) => id).sort()).toEqual(['command-1', 'lost']),
      );
    }
    expect(told).toEqual([]);

    // Another tab was faster.
    const database = await die();
    const other = setUp({ presence: new Presence(locks, 'other') }, database);
    for (let turn = 0; turn < 3; turn += 1) {
      other.clock.time += 1_000;
      await other.entries();
    }
    expect(other.told).toHaveLength(1);
    const late = await again(database, told);
    expect((await late.entries()).map(({ id }) => id)).toEqual(['command-1-release', 'command-1']);
    expect(told).toEqual([]);
  });
});

it('enters each refused order for itself, and counts only a flood of the same one, from when to when', async () => {
  const { audit, clock, entries } = setUp();
  for (let press = 0; press < 30; press += 1) {
    audit.record(command({ id: `p${press}`, state: 'refused', endedAt: clock.time, reason: 'No role.' }));
    clock.time += 30;
  }
  clock.time += 10_000;
  audit.record(command({ id: 'later', state: 'refused', endedAt: clock.time, reason: 'No role.' }));
  audit.record(
    command({ id: 'other', state: 'refused', value: false, endedAt: clock.time, reason: 'No role.' }),
  );
  const all = await entries();
  const kept = all.map(({ id, times }) => ({ id, times }));
  expect(kept).toHaveLength(13);
  for (let press = 0; press < 10; press += 1) expect(kept).toContainEqual({ id: `p${press}`, times: 1 });
  expect(kept).toContainEqual({ id: 'p10', times: 20 });
  const flood = all.find(({ id }) => id === 'p10');
  expect((flood?.lastAt ?? 0) - (flood?.enteredAt ?? 0)).toBe(19 * 30);
  expect(kept).toContainEqual({ id: 'later', times: 1 });
  expect(kept).toContainEqual({ id: 'other', times: 1 });
});

it('keeps no secrets: neither under their names, nor in words, nor of a property that is one', async () => {
  const { audit, told, entries } = setUp();
  audit.record(command({ id: 'a', value: { ssid: 'plant', password: 'hunter2' } }));
  audit.record(command({ id: 'b', property: 'wifi-password', value: 'hunter2', reportedValue: 'hunter2' }));
  audit.record(
    command({
      id: 'c',
      state: 'rejected',
      sentAt: 1,
      endedAt: 2,
      reason: 'no: token=hunter2, Bearer hunter2',
    }),
  );
  const kept = JSON.stringify([await entries(), told]);
  expect(kept).toContain('plant');
  expect(kept).not.toContain('hunter2');
});

it('shortens what is too long to be kept ten thousand times', async () => {
  const { audit, entries } = setUp();
  audit.record(command({ value: { text: 'x'.repeat(60_000) }, reason: 'y'.repeat(60_000) }));
  const [entry] = await entries();
  expect(JSON.stringify(entry).length).toBeLessThan(4_000);
  expect(entry?.value).toMatch(/^\{"text":"x+… \(shortened\)$/);
});

it('takes a step that is told twice, or after the end, for nothing', async () => {
  const { audit, told } = setUp();
  audit.record(command());
  audit.record(command());
  expect(told).toHaveLength(1);
});

it('drops the oldest over the bound', async () => {
  const { audit, clock, entries } = setUp({ settings: { database: newDatabase(), entries: 20, days: 90 } });
  for (let index = 0; index < 120; index += 1) {
    clock.time += 1;
    confirm(audit, `c${index}`);
  }
  const kept = await entries();
  expect(kept[0]?.id).toBe('c119');
  expect((await entries()).length).toBe(20);
});

it('says so where there is no storage, and lists what it knows meanwhile', async () => {
  const { audit } = setUp({ open: () => Promise.reject(new DOMException('no', 'SecurityError')) });
  confirm(audit, 'a');
  const { entries, problem, next } = await audit.read(null, 100);
  expect(entries.map(({ id }) => id)).toEqual(['a']);
  expect(problem).toMatch(/keeps no storage.*only until the page is closed.*Allow site data/);
  expect(next).toBeNull();
});

it('holds a bounded number of commands where there is no storage, and says how many are gone', async () => {
  const { audit } = setUp({ open: () => Promise.reject(new DOMException('no', 'SecurityError')) });
  for (let index = 0; index < 1_005; index += 1) confirm(audit, `c${index}`);
  const { entries, problem } = await audit.read(null, 100);
  expect(entries).toHaveLength(1_000);
  expect(entries[0]?.id).toBe('c1004');
  expect(problem).toMatch(/5 steps of earlier commands could not be kept/);
});

it('makes room for the newest when the storage is full, and says so when there is none', async () => {
  const full = new DOMException('full', 'QuotaExceededError');
  const { audit, entries, database } = setUp();
  confirm(audit, 'old');
  await entries();
  const put = vi.spyOn(AuditStore.prototype, 'put').mockRejectedValueOnce(full);
  confirm(audit, 'new');
  expect((await entries()).map(({ id }) => id)).toEqual(['new']);
  put.mockRejectedValue(full);
  confirm(audit, 'newest');
  const { entries: listed, problem } = await audit.read(null, 10);
  expect(listed.map(({ id }) => id)).toContain('newest');
  expect(problem).toMatch(/storage for this page is full/);
  put.mockRestore();
  // There is room again: what was kept in memory is written, and nothing is said any more.
  expect((await audit.read(null, 10)).problem).toBe('');
  expect((await setUp({}, database).entries()).map(({ id }) => id)).toContain('newest');
});

it('opens a storage anew that the browser closed', async () => {
  let lose = () => {};
  const database = newDatabase();
  const { audit, entries } = setUp({
    open: (_name, lost) => {
      lose = lost;
      return AuditStore.open(database, lost);
    },
  });
  confirm(audit, 'a');
  await entries();
  lose();
  confirm(audit, 'b');
  expect((await entries()).map(({ id }) => id).sort()).toEqual(['a', 'b']);
});

it('never stands in the way of a command, even where it fails itself', () => {
  const { audit } = setUp({
    changed: () => {
      throw new Error('nobody listens');
    },
  });
  expect(() => confirm(audit)).not.toThrow();
});

it('writes the end of a command that an engine before it left open to the steps that one had written', async () => {
  const before = setUp();
  before.audit.record(command({ id: 'open' }));
  before.audit.record(command({ id: 'open', state: 'sent', sentAt: 1_002 }));
  confirm(before.audit, 'over');
  await before.entries();
  before.audit.stop();
  const after = setUp({}, before.database);
  const end = { state: 'timed-out', sentAt: 1_002, endedAt: 1_500, reason: 'The engine stopped.' } as const;
  await after.audit.inherit([command({ id: 'open', ...end }), command({ id: 'never written', ...end })]);
  const entries = await after.entries();
  const steps = (id: string) => entries.find((one) => one.id === id)?.steps.map(({ state }) => state);
  expect(entries).toHaveLength(3);
  expect(steps('open')).toEqual(['pending', 'sent', 'timed-out']);
  expect(steps('over')).toEqual(['pending', 'sent', 'confirmed']);
  expect(steps('never written')).toEqual(['timed-out']);
});
