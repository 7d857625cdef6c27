import { describe, expect, it, vi } from 'vitest';
import type { AlarmRule } from '../../model/alarm.ts';
import { atStart, door, down, hot, plant, SECOND, START, shared, silent } from './desk.fixture.ts';

atStart();

const HOUR = 3_600_000;

describe('the alarm desk, by a clock that jumps', () => {
  it('holds no delay up for as long as the clock was set back', async () => {
    const onDelayMs = 5 * SECOND;
    const jam: AlarmRule = {
      ...shared,
      id: 'jam',
      kind: 'state',
      quantity: 'mode',
      priority: 'low',
      is: 'jam',
      onDelayMs,
    };
    const { desk, series, store, pass, shown, online, configured } = await plant([
      { ...hot, onDelayMs },
      { ...door, onDelayMs },
      { ...down, onDelayMs },
      jam,
    ]);
    configured.add('other');
    online.add('other');
    await desk.start();
    pass(20 * SECOND);
    const one = series();
    one.append(Date.now(), 60);
    series('open', 'd', 'state').append(Date.now(), 1);
    desk.reported({ connection: 'c', device: 'd', quantity: 'mode' }, 'jam', Date.now());
    online.delete('other');
    pass(2 * SECOND);
    vi.setSystemTime(START - HOUR);
    store.forgetAfter(Date.now());
    for (let second = 0; second < 5; second++) {
      pass(SECOND);
      one.append(Date.now(), 60);
      expect(shown()).toEqual([]);
    }
    pass(SECOND);
    const rules = shown().map(({ rule, state }) => `${rule} ${state}`);
    expect(rules.sort()).toEqual([
      'door unacknowledged',
      'down unacknowledged',
      'hot unacknowledged',
      'jam unacknowledged',
    ]);
  });

  it('calls nobody for want of readings that came while the computer slept', async () => {
    const { desk, series, pass, shown } = await plant([silent]);
    await desk.start();
    const all = ['a', 'b', 'c'].map((device) => series('temperature', device));
    const dead = series('temperature', 'dead');
    dead.append(START - 60 * SECOND, 20);
    pass(SECOND);
    for (const one of all) one.append(Date.now(), 20);
    pass(SECOND);
    vi.setSystemTime(Date.now() + 8 * HOUR);
    desk.tick(Date.now());
    pass(30 * SECOND);
    all[0]?.append(Date.now(), 20);
    // What was silent before stays so until it is heard.
    expect(shown().map(({ device, state }) => [device, state])).toEqual([['dead', 'unacknowledged']]);
    pass(31 * SECOND);
    expect(shown().map(({ device }) => device)).toEqual(['dead', 'b', 'c']);
    expect(shown()[1]?.raisedAt).toBe(Date.now() - SECOND);
  });

  it('goes by ticks that are always late, as of a page that the browser slows down', async () => {
    const { desk, series, only } = await plant([silent]);
    await desk.start();
    series().append(START, 20);
    for (let tick = 1; tick <= 4; tick++) {
      vi.setSystemTime(START + tick * 60 * SECOND);
      desk.tick(Date.now());
    }
    expect(only()).toBe('unacknowledged');
  });

  it('hides no alarm for as long as the clock was set back while the link was down', async () => {
    const { desk, series, store, online, pass, shown, replace, told } = await plant([door]);
    await desk.start();
    const one = series('open', 'd', 'state');
    one.append(START, 1);
    pass(SECOND);
    online.delete('c');
    one.breakAt(Date.now());
    pass(SECOND);
    vi.setSystemTime(START - HOUR);
    store.forgetAfter(Date.now());
    desk.tick(Date.now());
    online.add('c');
    pass(15 * SECOND);
    expect(shown()).toMatchObject([{ state: 'unacknowledged', isUnheard: true, suppressedBecause: '' }]);

    // A connection that has ended, and another has taken its place.
    online.delete('c');
    replace();
    pass(SECOND);
    vi.setSystemTime(START - 2 * HOUR);
    desk.tick(Date.now());
    online.add('c');
    pass(15 * SECOND);
    expect(told.at(-1)).toBe('door unacknowledged');
    expect(shown()).toMatchObject([{ state: 'unacknowledged', isUnheard: true }]);
  });

  it('shelves for no longer than was asked for from when the clock was set back, also before a reload', async () => {
    const YEAR = 365 * 24 * HOUR;
    const { desk, database, series, pass, shown } = await plant([hot]);
    await desk.start();
    pass(10 * SECOND);
    series().append(Date.now(), 60);
    series('temperature', 'later').append(Date.now(), 60);
    const [one = '', later = ''] = shown().map(({ id }) => id);
    desk.act({ kind: 'shelve', alarms: [one], forMs: 900 * SECOND });
    desk.act({ kind: 'shelve', alarms: [later], forMs: 24 * HOUR });
    vi.setSystemTime(START - YEAR);
    desk.tick(Date.now());
    expect(shown()[0]?.shelved).toMatchObject({ by: 'Kim', until: Date.now() + 900 * SECOND });
    pass(899 * SECOND);
    expect(shown()[0]?.state).toBe('shelved');
    pass(SECOND);
    expect(shown().map(({ state }) => state)).toEqual(['unacknowledged', 'shelved']);
    await desk.journal(null, 1);
    desk.stop();

    vi.setSystemTime(START - 2 * YEAR);
    const next = await plant([hot], database);
    await next.desk.start();
    next.pass(SECOND);
    expect(next.shown().find(({ id }) => id === later)?.shelved?.until).toBe(Date.now() + 24 * HOUR);
  });
});
