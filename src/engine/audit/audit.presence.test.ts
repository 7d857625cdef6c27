import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../model/audit.ts';
import { command } from '../../model/command.fixture.ts';
import { pressAndDie, setUp } from './audit.fixture.ts';
import { FakeLocks } from './locks.fixture.ts';
import { Presence } from './presence.ts';

describe('a pulse whose page shows that it lives', () => {
  // The first audit fetches it, which may take longer than the few looks that are waited for here.
  beforeAll(() => import('./interrupted-pulses.ts'));

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
