import { describe, expect, it, vi } from 'vitest';
import type { AlarmRule, LimitRule } from '../../model/alarm.ts';
import { atStart, door, down, hot, plant, SECOND, STALE_MS, START, shared, silent } from './desk.fixture.ts';

atStart();

describe('the alarm desk', () => {
  it('watches only series that a rule is about', async () => {
    const { desk, series } = await plant([hot]);
    await desk.start();
    expect(series('temperature').watch).not.toBeNull();
    expect(series('humidity').watch).toBeNull();
  });

  it('raises nothing for late readings, for what is stale as it arrives, or for what is restored', async () => {
    const { desk, series, shown, pass, only } = await plant([hot]);
    const restored = series('temperature', 'restored');
    restored.restore(START - 1_000, 99);
    await desk.start();
    restored.restore(START - 500, 99);
    const one = series();
    one.append(START, 20);
    one.append(START - 1, 99);
    one.append(START - 20_000, 99);
    pass(60_000);
    const old = series('temperature', 'old');
    old.append(Date.now() - STALE_MS - 2_000, 99);
    expect(shown()).toEqual([]);
    // A late reading that is well ends nothing either.
    one.append(Date.now(), 99);
    one.append(Date.now() - 1, 20);
    expect(only()).toBe('unacknowledged');
  });

  it('lets a person with the role acknowledge and shelve, and nobody else; shelving ends by itself', async () => {
    const { desk, series, become, withhold, only, alarms, pass } = await plant([hot]);
    await desk.start();
    series().append(START, 60);
    const ids = [...alarms.keys()];
    withhold('This is a wall display.');
    expect(desk.act({ kind: 'acknowledge', alarms: ids })).toEqual({
      done: 0,
      refusal: 'This is a wall display.',
    });
    withhold('');
    become('viewer');
    expect(desk.act({ kind: 'acknowledge', alarms: ids })).toMatchObject({
      done: 0,
      refusal: 'Needs the role technician; you are signed in as viewer: ask for that role.',
    });
    expect(only()).toBe('unacknowledged');
    become('admin');
    expect(desk.act({ kind: 'acknowledge', alarms: ids })).toEqual({ done: 1, refusal: '' });
    expect(desk.act({ kind: 'acknowledge', alarms: ids })).toEqual({ done: 0, refusal: '' });
    expect(alarms.get(ids[0] ?? '')).toMatchObject({
      state: 'acknowledged',
      acknowledged: { by: 'Kim', at: START },
    });
    desk.act({ kind: 'shelve', alarms: ids, forMs: 60_000 });
    pass(59_000);
    expect(only()).toBe('shelved');
    pass(1_000);
    expect(only()).toBe('unacknowledged');
    desk.act({ kind: 'shelve', alarms: ids, forMs: Number.NaN });
    desk.act({ kind: 'shelve', alarms: ids, forMs: -1 });
    expect(only()).toBe('unacknowledged');
  });

  it('suppresses while the link is down, and shows what ended meanwhile as over', async () => {
    const { desk, series, only, shown } = await plant([hot]);
    await desk.start();
    const one = series();
    one.append(START, 60);
    one.breakAt(START + 1);
    expect(only()).toBe('suppressed');
    one.append(START + 2, 20);
    expect(only()).toBe('returned');
    expect(shown()[0]).toMatchObject({ returnedAt: START + 2, suppressedBecause: '' });
  });

  it('suppresses by design while another reading of the same device says so, whichever comes first', async () => {
    const rule: LimitRule = { ...hot, suppressWhile: { quantity: 'running', is: false } };
    const { desk, series, shown, only } = await plant([rule]);
    await desk.start();
    const running = series('running', 'd', 'state');
    running.append(START, 0);
    series().append(START, 60);
    expect(only()).toBe('suppressed');
    series('temperature', 'other').append(START, 60);
    expect(shown().map(({ device, state }) => `${device} ${state}`)).toEqual([
      'd suppressed',
      'other unacknowledged',
    ]);
    running.append(START + 1, 1);
    expect(shown()[0]?.state).toBe('unacknowledged');
    running.append(START + 2, 0);
    running.breakAt(START + 3);
    // What is not known suppresses nothing.
    expect(shown()[0]?.state).toBe('unacknowledged');
  });

  it('raises staleness by the readings’ time, not while the link is down, and not for states that only tell changes', async () => {
    const { desk, series, pass, only, online, shown } = await plant([{ ...silent, quantity: '*' }]);
    await desk.start();
    const one = series();
    one.append(START, 1);
    series('open', 'd', 'state').append(START, 1);
    pass(60_000);
    expect(shown()).toEqual([]);
    pass(1_000);
    expect(only()).toBe('unacknowledged');
    expect(shown()[0]?.raisedAt).toBe(START + 60_000);
    online.delete('c');
    one.breakAt(Date.now());
    pass(1_000);
    expect(only()).toBe('suppressed');
    online.add('c');
    pass(2_000);
    expect(only()).toBe('unacknowledged');
    one.append(Date.now(), 1);
    pass(1_000);
    expect(only()).toBe('returned');
  });

  it('raises staleness of a state that is named by the connection’s own measure', async () => {
    const { desk, series, pass, shown } = await plant([
      { ...silent, afterMs: null, quantity: 'open' },
      { ...silent, id: 'any', afterMs: null, quantity: '*' },
    ]);
    await desk.start();
    series('open', 'd', 'state').append(START, 1);
    pass(STALE_MS);
    expect(shown()).toEqual([]);
    pass(SECOND);
    expect(shown()).toMatchObject([{ rule: 'silent', state: 'unacknowledged' }]);
  });

  it('raises states, and connections that stay away longer than their delay', async () => {
    const { desk, series, pass, told, online } = await plant([door, down]);
    await desk.start();
    series('open', 'd', 'state').append(START, 1);
    pass(2_000);
    online.delete('c');
    pass(5_000);
    expect(told).toEqual(['door unacknowledged']);
    pass(1_000);
    expect(told.at(-1)).toBe('down unacknowledged');
    online.add('c');
    pass(1_000);
    expect(told.at(-1)).toBe('down returned');
  });

  it('forgets what was about a connection that is removed, and goes on with one that takes its place', async () => {
    const { desk, series, store, configured, shown, pass, only } = await plant([hot, down]);
    await desk.start();
    series().append(START, 60);
    store.drop('c');
    pass(1_000);
    series().append(Date.now(), 61);
    expect(only()).toBe('unacknowledged');
    configured.delete('c');
    store.drop('c');
    pass(1_000);
    expect(shown()).toEqual([]);
    // A recording that is replayed is no plant.
    series().append(Date.now(), 99);
    expect(shown()).toEqual([]);
  });

  it('keeps acknowledgements and the journal for the next page, and what was raised is not raised anew', async () => {
    const first = await plant([hot]);
    await first.desk.start();
    first.series().append(START, 60);
    first.series('temperature', 'other').append(START, 60);
    first.desk.act({ kind: 'acknowledge', alarms: [first.shown()[0]?.id ?? ''] });
    expect(await first.journal()).toEqual(['acknowledged', 'raised', 'raised']);
    first.desk.stop();
    vi.setSystemTime(START + 10_000);

    const next = await plant([hot], first.database);
    await next.desk.start();
    expect(
      next.shown().map(({ state, isRecalled, occurrences }) => [state, isRecalled, occurrences]),
    ).toEqual([
      ['acknowledged', true, 0],
      ['unacknowledged', true, 0],
    ]);
    next.series().append(START + 10_000, 61);
    next.series('temperature', 'other').append(START + 10_000, 20);
    expect(next.shown().map(({ state, isRecalled }) => [state, isRecalled])).toEqual([
      ['acknowledged', false],
      ['returned', false],
    ]);
    expect(await next.journal()).toEqual(['returned', 'acknowledged', 'raised', 'raised']);
  });

  it('announces anew what nobody looked at for long, but keeps what is shelved', async () => {
    const first = await plant([hot]);
    await first.desk.start();
    first.series().append(START, 60);
    first.series('temperature', 'other').append(START, 60);
    const [one, other] = first.shown().map(({ id }) => id);
    first.desk.act({ kind: 'acknowledge', alarms: [one ?? ''] });
    first.desk.act({ kind: 'shelve', alarms: [other ?? ''], forMs: 8 * 3_600_000 });
    await first.journal();
    first.desk.stop();
    vi.setSystemTime(START + 2 * 3_600_000);

    const next = await plant([hot], first.database);
    await next.desk.start();
    expect(next.only()).toBe('shelved');
    for (const device of ['d', 'other']) next.series('temperature', device).append(Date.now(), 60);
    expect(next.shown().map(({ state }) => state)).toEqual(['shelved', 'unacknowledged']);
  });

  it('shares what a person does with the other tabs, and writes it once', async () => {
    const first = await plant([hot]);
    const other = await plant([hot], first.database);
    await first.desk.start();
    await other.desk.start();
    for (const tab of [first, other]) tab.series().append(START, 60);
    other.desk.act({ kind: 'acknowledge', alarms: [other.shown()[0]?.id ?? ''] });
    await vi.waitFor(() => expect(first.only()).toBe('acknowledged'));
    await first.journal();
    expect(await other.journal()).toEqual(['acknowledged', 'raised']);
  });

  it('tells the thresholds of a series, and when its alarms began and ended', async () => {
    const { desk, series } = await plant([hot]);
    await desk.start();
    const ref = { connection: 'c', device: 'd', quantity: 'temperature' };
    series().append(START, 60);
    series().append(START + 1, 20);
    series('temperature', 'other').append(START, 60);
    expect(desk.thresholds([ref, { ...ref, quantity: 'x' }])).toEqual([
      { series: ref, title: 'Too hot', level: 'high', at: 50, priority: 'high' },
    ]);
    const marks = await desk.marks([ref], START - 1_000, START + 1_000);
    expect(marks.map(({ event, at }) => [event, at - START])).toEqual([
      ['returned', 1],
      ['raised', 0],
    ]);
    expect(await desk.marks([ref], START + 2, START + 1_000)).toEqual([]);
  });

  it('raises an alarm for a state that is told in words, sets it aside while the link is down, and ends it by another word', async () => {
    const jam: AlarmRule = {
      ...shared,
      id: 'jam',
      kind: 'state',
      quantity: 'mode',
      priority: 'high',
      is: 'jammed',
    };
    const { desk, told, pass, online, alarms } = await plant([jam]);
    await desk.start();
    const mode = { connection: 'c', device: 'd', quantity: 'mode' };
    pass(SECOND);
    desk.reported(mode, 'running', Date.now());
    desk.reported({ ...mode, quantity: 'other' }, 'jammed', Date.now());
    expect(told).toEqual([]);
    desk.reported(mode, 'jammed', Date.now());
    desk.reported(mode, 'jammed', Date.now());
    expect(told).toEqual(['jam unacknowledged']);
    expect([...alarms.values()][0]).toMatchObject({ limit: 'jammed', value: null, quantity: 'mode' });
    online.delete('c');
    pass(20 * SECOND);
    expect(told.at(-1)).toBe('jam suppressed');
    online.add('c');
    pass(SECOND);
    expect(told.at(-1)).toBe('jam suppressed');
    desk.reported(mode, 'running', Date.now());
    expect(told.at(-1)).toBe('jam returned');
    desk.reported(mode, 'jammed', Date.now());
    desk.reported(mode, null, Date.now());
    expect(told.at(-1)).toBe('jam unacknowledged');
    desk.reported(mode, false, Date.now());
    expect(told.at(-1)).toBe('jam returned');
    const { entries } = await desk.journal(null, 100);
    expect(new Set(entries.map(({ limit }) => limit))).toEqual(new Set(['jammed']));
  });
});
