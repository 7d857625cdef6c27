import { describe, expect, it, vi } from 'vitest';
import { hot, plant, SECOND, START } from './desk.fixture.ts';

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
});
