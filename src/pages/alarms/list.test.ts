import { describe, expect, it } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';
import { openCounts, ordered } from './list.ts';

const ids = (from: number, count: number) => Array.from({ length: count }, (_, n) => `${from + n}`);
const minor = (id: string) => alarm({ id, priority: 'low' });

describe('the list of alarms', () => {
  it('has the most urgent first', () => {
    const alarms = [minor('1'), alarm({ id: '2', priority: 'critical' }), minor('3')];
    expect(ordered(alarms, null, 100)[0]?.id).toBe('2');
  });

  it('moves nothing while it is pointed at: what is new comes last', () => {
    const alarms = [alarm({ id: 'new', priority: 'critical' }), minor('1'), minor('2')];
    expect(ordered(alarms, ['2', '1'], 100).map(({ id }) => id)).toEqual(['2', '1', 'new']);
  });

  it('shows what is new in a flood, at the lower end of what is drawn, the most urgent first', () => {
    const held = ids(0, 1_000);
    const alarms = [...held.map(minor), minor('late'), alarm({ id: 'new', priority: 'critical' })];
    const shown = ordered(alarms, held, 100).map(({ id }) => id);
    expect(shown.slice(0, 98)).toEqual(ids(0, 98));
    expect(shown.slice(98, 100)).toEqual(['new', 'late']);
    expect(shown).toHaveLength(1_002);
  });

  it('keeps at least the upper half in its place, however much is new', () => {
    const held = ids(0, 1_000);
    const alarms = [...held, ...ids(5_000, 1_000)].map(minor);
    const shown = ordered(alarms, held, 100).map(({ id }) => id);
    expect(shown.slice(0, 50)).toEqual(ids(0, 50));
    expect(shown).toHaveLength(2_000);
  });
});

describe('the worst alarm', () => {
  it('is the one of the highest priority, over or not; among equals one that is active', () => {
    const over = { state: 'returned', isActive: false } as const;
    const low = minor('low');
    const critical = alarm({ id: 'critical', priority: 'critical', ...over });
    expect(openCounts([low, critical]).worst?.id).toBe('critical');
    const active = alarm({ id: 'active', priority: 'critical', raisedAt: 1 });
    for (const alarms of [
      [critical, active],
      [active, critical],
    ])
      expect(openCounts(alarms).worst?.id).toBe('active');
  });
});
