import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';
import type { Alarm } from '../../model/alarm.ts';
import { type Announcement, Announcer } from './announcer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function announcer() {
  const told: Announcement[] = [];
  return { told, announcer: new Announcer((one) => told.push(one)) };
}

const all = (...alarms: readonly Alarm[]) => new Map(alarms.map((one) => [one.id, one]));

describe('announcements', () => {
  it('tell of a flood once, with its worst', () => {
    const { told, announcer: one } = announcer();
    const flood = Array.from({ length: 500 }, (_, i) => alarm({ id: `${i}`, priority: 'low' }));
    one.hear(all(...flood));
    one.hear(all(...flood, alarm({ id: 'worst', priority: 'critical' })));
    vi.runAllTimers();
    expect(told).toMatchObject([{ count: 501, worst: { id: 'worst' } }]);
    one.hear(all(...flood, alarm({ id: 'worst', priority: 'critical' })));
    vi.runAllTimers();
    expect(told).toHaveLength(1);
  });

  it('name the same as the worst as the banner does: the highest priority, though it is over already', () => {
    const { told, announcer: one } = announcer();
    const over = alarm({ id: 'over', priority: 'critical', state: 'returned', isActive: false });
    one.hear(all(alarm({ id: 'low', priority: 'low' }), over));
    vi.runAllTimers();
    expect(told).toMatchObject([{ count: 2, worst: { id: 'over' } }]);
  });

  it('leave a pause between each other', () => {
    const { told, announcer: one } = announcer();
    one.hear(all(alarm({ id: 'a' })));
    vi.advanceTimersByTime(1_000);
    one.hear(all(alarm({ id: 'a' }), alarm({ id: 'b' })));
    vi.advanceTimersByTime(3_000);
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(3_000);
    expect(told).toHaveLength(2);
  });

  it('do not wait for as long as the clock was set back', () => {
    const { told, announcer: one } = announcer();
    one.hear(all(alarm({ id: 'a' })));
    vi.advanceTimersByTime(1_000);
    vi.setSystemTime(Date.now() - 3_600_000);
    one.hear(all(alarm({ id: 'a' }), alarm({ id: 'b' })));
    vi.advanceTimersByTime(6_000);
    expect(told).toHaveLength(2);
  });

  it('do not tell of what was there before the page was loaded, of what is set aside, or of what is acknowledged at once', () => {
    const { told, announcer: one } = announcer();
    one.hear(
      all(
        alarm({ id: 'recalled', occurrences: 0 }),
        alarm({ id: 'shelved', state: 'shelved' }),
        alarm({ id: 'known' }),
      ),
    );
    one.hear(all(alarm({ id: 'known', state: 'acknowledged' })));
    vi.runAllTimers();
    expect(told).toEqual([]);
  });

  it('tell again of what is raised again, comes off the shelf, or was suppressed as it was raised', () => {
    const { told, announcer: one } = announcer();
    one.hear(all(alarm({ occurrences: 1 })));
    vi.runAllTimers();
    one.hear(all(alarm({ occurrences: 1, state: 'returned' })));
    one.hear(all(alarm({ occurrences: 2 })));
    vi.runAllTimers();
    one.hear(all(alarm({ occurrences: 2, state: 'shelved' })));
    one.hear(all(alarm({ occurrences: 3 })));
    vi.runAllTimers();
    one.hear(all(alarm({ occurrences: 4, state: 'suppressed' })));
    one.hear(all(alarm({ occurrences: 4 })));
    vi.runAllTimers();
    expect(told).toHaveLength(4);
  });

  it('tell of what is raised after the engine was started again, which counts from nothing', () => {
    const { told, announcer: one } = announcer();
    one.hear(all(alarm({ occurrences: 3 })));
    vi.runAllTimers();
    expect(told).toHaveLength(1);
    one.hear(all(alarm({ occurrences: 3, state: 'shelved' })));
    one.hear(all(alarm({ occurrences: 0, state: 'shelved' })));
    vi.runAllTimers();
    expect(told).toHaveLength(1);
    one.hear(all(alarm({ occurrences: 1 })));
    vi.runAllTimers();
    expect(told).toHaveLength(2);
  });

  it('tell again of nothing that an engine started again only recalls', () => {
    const { told, announcer: one } = announcer();
    one.hear(all(alarm({ occurrences: 3 })));
    vi.runAllTimers();
    one.hear(all(alarm({ occurrences: 0, isRecalled: true })));
    one.hear(all(alarm({ occurrences: 0 })));
    vi.runAllTimers();
    expect(told).toHaveLength(1);
    one.hear(all(alarm({ occurrences: 1 })));
    vi.runAllTimers();
    expect(told).toHaveLength(2);
  });
});
