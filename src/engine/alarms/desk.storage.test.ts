import { describe, expect, it, vi } from 'vitest';
import { atStart, hot, plant, SECOND, START } from './desk.fixture.ts';

atStart();

const HOUR = 3_600_000;

describe('the alarm desk, from page to page', () => {
  it('has nothing of long ago come back with the page after the next', async () => {
    const first = await plant([hot]);
    await first.desk.start();
    for (const device of ['d', 'shelved', 'still']) first.series('temperature', device).append(START, 60);
    const shelved = first.shown().find(({ device }) => device === 'shelved')?.id ?? '';
    first.desk.act({ kind: 'shelve', alarms: [shelved], forMs: 24 * HOUR });
    await first.journal();
    first.desk.stop();
    vi.setSystemTime(START + 12 * HOUR);

    const second = await plant([hot], first.database);
    await second.desk.start();
    second.series().append(Date.now(), 20);
    second.series('temperature', 'still').append(Date.now(), 61);
    second.pass(15 * SECOND);
    await second.journal();
    second.desk.stop();
    vi.setSystemTime(Date.now() + 5 * SECOND);

    const third = await plant([hot], first.database);
    await third.desk.start();
    expect(third.shown().map(({ device, state, isActive }) => [device, state, isActive])).toEqual([
      ['shelved', 'shelved', false],
      ['still', 'unacknowledged', true],
    ]);
    expect(third.shown()[1]?.raisedAt).toBe(START + 12 * HOUR);
  });

  it('tells the other tabs, which do not write, when there is something new to read', async () => {
    let isHeld = false;
    const request = (_name: string, options: LockOptions, callback: (lock: object | null) => unknown) => {
      if (!options.ifAvailable) return new Promise(() => {});
      const isFree = !isHeld;
      isHeld = true;
      return callback(isFree ? {} : null);
    };
    vi.stubGlobal('navigator', { locks: { request } });
    const first = await plant([hot]);
    const other = await plant([hot], first.database);
    await first.desk.start();
    await other.desk.start();
    for (const tab of [other, first]) tab.series().append(START, 60);
    expect(await other.journal()).toEqual([]);
    await vi.waitFor(() => expect(other.written()).toBe(1));
    expect(await other.journal()).toEqual(['raised']);
    expect(first.written()).toBe(0);
  });

  it('keeps the journal for no longer than it is to, however little happens', async () => {
    const { desk, series, pass, journal } = await plant([hot]);
    await desk.start();
    series().append(START, 60);
    expect(await journal()).toEqual(['raised']);
    vi.setSystemTime(START + 91 * 24 * HOUR);
    pass(SECOND);
    await vi.waitFor(async () => expect(await journal()).toEqual([]));
  });

  it('says for as long as it is open that there are more alarms than it watches', async () => {
    const limits = hot.limits.flatMap((limit) =>
      (['high-high', 'high', 'low', 'low-low'] as const).map((level) => ({ ...limit, level })),
    );
    const rules = Array.from({ length: 5 }, (_, i) => ({ ...hot, id: `hot-${i}`, limits }));
    const { desk, series } = await plant(rules);
    await desk.start();
    for (let i = 0; i < 1_000; i++) series('temperature', `${i}`);
    expect(desk.facts().problem).toBe('');
    series('temperature', 'one more');
    expect(desk.facts().problem).toBe(
      'More than 20000 alarms would have to be watched; the others are not. Name fewer series in the rules.',
    );
  });
});
