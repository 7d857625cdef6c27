import { describe, expect, it } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';
import { snapshot } from '../../model/connection.fixture.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import { healthOf, wallAlarms } from './health.ts';

const NOW = 1_000_000;

function link(id: string, part: Partial<ConnectionSnapshot> = {}): ConnectionSnapshot {
  return snapshot({ id, name: id, lastFrameAt: NOW - 1_000, ...part });
}

describe('the health of a wall', () => {
  it('counts what is online, names what is not, and tells how old the newest data is', () => {
    const down = link('b', { status: 'reconnecting', lastFrameAt: NOW - 9_000 });
    expect(healthOf([link('a'), down, link('r', { status: 'replaying' })], NOW)).toEqual({
      online: 1,
      all: 2,
      down: [down],
      ageMs: 1_000,
      isOld: false,
    });
  });

  it('is bad where nothing is heard any more, although every link says that it is well', () => {
    expect(healthOf([link('a', { lastFrameAt: NOW - 31_000 })], NOW)).toMatchObject({
      down: [],
      isOld: true,
    });
  });

  it('knows no age where nothing has been heard, nor one below zero', () => {
    expect(healthOf([link('a', { lastFrameAt: null })], NOW)).toMatchObject({ ageMs: null, isOld: false });
    expect(healthOf([link('a', { lastFrameAt: NOW + 5_000 })], NOW).ageMs).toBe(0);
    expect(healthOf([], NOW)).toMatchObject({ all: 0, isOld: false });
  });

  it('takes nothing for fresh that was heard before the clock was set back, until something is heard again', () => {
    const before = link('a', { lastFrameAt: NOW + 2 * 3_600_000 });
    expect(healthOf([before], NOW)).toMatchObject({ down: [], ageMs: null, isOld: true });
    expect(healthOf([before, link('b')], NOW)).toMatchObject({ ageMs: 1_000, isOld: false });
  });
});

describe('the alarms of a wall', () => {
  it('count what is wrong, also if somebody knows, and what nobody has seen; not what is set aside', () => {
    const all = [
      alarm({ id: '1', state: 'acknowledged', priority: 'medium' }),
      alarm({ id: '2', state: 'returned', isActive: false, priority: 'critical' }),
      alarm({ id: '3', state: 'shelved', priority: 'critical' }),
      alarm({ id: '4', state: 'suppressed', priority: 'critical' }),
      alarm({ id: '5', state: 'unacknowledged', priority: 'low' }),
    ];
    expect(wallAlarms(all)).toMatchObject({ count: 3, worst: { id: '1' } });
  });

  it('are told by one that nobody has acknowledged before another that somebody has, and that is newer', () => {
    const all = [
      alarm({ id: '1', state: 'acknowledged', priority: 'critical', raisedAt: 3 }),
      alarm({ id: '2', state: 'unacknowledged', priority: 'critical', raisedAt: 1 }),
      alarm({ id: '3', state: 'unacknowledged', priority: 'critical', raisedAt: 2 }),
      alarm({ id: '4', state: 'unacknowledged', priority: 'high', raisedAt: 4 }),
    ];
    expect(wallAlarms(all)).toMatchObject({ count: 4, worst: { id: '3' } });
  });

  it('are none where there are none', () => {
    expect(wallAlarms([])).toEqual({ worst: null, count: 0 });
  });
});
