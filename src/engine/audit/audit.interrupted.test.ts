import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../model/audit.ts';
import { command } from '../../model/command.fixture.ts';
import { pressAndDie, setUp } from './audit.fixture.ts';

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
