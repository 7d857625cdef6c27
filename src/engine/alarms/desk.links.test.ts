import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '../../model/alarm.ts';
import { atStart, door, hot, plant, SECOND, START, shared, silent } from './desk.fixture.ts';

atStart();

const jam: AlarmRule = { ...shared, id: 'jam', kind: 'state', quantity: 'mode', priority: 'high', is: 'jam' };

describe('the alarm desk, as links come and go', () => {
  it('goes on with a connection that is made anew while its link is down', async () => {
    const { desk, series, pass, online, only, replace } = await plant([hot]);
    await desk.start();
    const one = series();
    one.append(Date.now(), 20);
    online.delete('c');
    one.breakAt(Date.now());
    pass(5 * SECOND);
    replace();
    pass(SECOND);
    online.add('c');
    pass(2 * SECOND);
    series().append(Date.now(), 99);
    expect(only()).toBe('unacknowledged');
  });

  it('sets aside what a connection brought that is made anew, until what takes its place is heard', async () => {
    const { desk, series, pass, shown, replace, told } = await plant([hot, silent, jam]);
    await desk.start();
    const mode = { connection: 'c', device: 'd', quantity: 'mode' };
    pass(SECOND);
    series('temperature', 'quiet').append(Date.now() - 61 * SECOND, 20);
    pass(SECOND);
    series().append(Date.now(), 60);
    desk.reported(mode, 'jam', Date.now());
    expect(shown().map(({ rule, state }) => `${rule} ${state}`)).toEqual([
      'silent unacknowledged',
      'hot unacknowledged',
      'jam unacknowledged',
    ]);
    replace();
    expect(new Set(shown().map(({ state }) => state))).toEqual(new Set(['suppressed']));
    pass(SECOND);
    told.length = 0;
    series().append(Date.now(), 61);
    desk.reported(mode, 'jam', Date.now());
    series('temperature', 'quiet').append(Date.now(), 20);
    pass(SECOND);
    // It is the same alarm still: nobody is called twice.
    expect(told.filter((each) => !each.endsWith('normal'))).toEqual([
      'hot unacknowledged',
      'jam unacknowledged',
      'silent unacknowledged',
      'silent returned',
    ]);
    expect(shown().map(({ occurrences }) => occurrences)).toEqual([1, 1, 1]);
  });

  it('shows what is not told anew once the link is back as it was, and says so until it is heard', async () => {
    const { desk, series, pass, online, only, shown, told } = await plant([door]);
    await desk.start();
    const one = series('open', 'd', 'state');
    pass(SECOND);
    one.append(Date.now(), 1);
    online.delete('c');
    one.breakAt(Date.now());
    pass(20 * SECOND);
    expect(shown()[0]).toMatchObject({
      state: 'suppressed',
      suppressedBecause: expect.stringMatching(/is down/),
    });
    online.add('c');
    pass(SECOND);
    expect(shown()[0]).toMatchObject({
      state: 'suppressed',
      suppressedBecause: 'Not heard since the link came back, so the value is not known.',
    });
    pass(10 * SECOND);
    expect(shown()[0]).toMatchObject({ state: 'unacknowledged', isUnheard: true, occurrences: 1 });
    // The same once more, for a moment too short for anybody to see the link down.
    one.breakAt(Date.now());
    expect(only()).toBe('suppressed');
    pass(11 * SECOND);
    expect(shown()[0]).toMatchObject({ state: 'unacknowledged', isUnheard: true });
    told.length = 0;
    one.append(Date.now(), 1);
    pass(60 * SECOND);
    expect(told).toEqual(['door unacknowledged']);
    expect(shown()[0]).toMatchObject({ isUnheard: false, occurrences: 1 });
  });

  it('hides nothing for good that a connection in the place of another does not bring', async () => {
    const { desk, series, pass, shown, replace } = await plant([hot, jam, silent]);
    await desk.start();
    pass(SECOND);
    series().append(Date.now(), 60);
    series('temperature', 'quiet').append(Date.now() - 61 * SECOND, 20);
    desk.reported({ connection: 'c', device: 'd', quantity: 'mode' }, 'jam', Date.now());
    pass(SECOND);
    replace();
    pass(SECOND);
    replace();
    pass(12 * SECOND);
    expect(shown().map(({ rule, state, isUnheard }) => [rule, state, isUnheard])).toEqual([
      ['hot', 'unacknowledged', true],
      ['jam', 'unacknowledged', true],
      ['silent', 'unacknowledged', true],
    ]);
  });

  it('begins anew with a connection that was removed and is added again', async () => {
    const rule = { ...hot, suppressWhile: { quantity: 'running', is: false } };
    const { desk, series, replace, configured, pass, told, shown, database, journal } = await plant([rule]);
    await desk.start();
    series('running', 'd', 'state').append(START, 1);
    series().append(START, 60);
    configured.delete('c');
    replace();
    pass(2 * SECOND);
    expect(shown()).toEqual([]);
    configured.add('c');
    pass(SECOND);
    const running = series('running', 'd', 'state');
    running.append(Date.now(), 1);
    series().append(Date.now(), 99);
    told.length = 0;
    running.append(Date.now(), 0);
    expect(told).toEqual(['hot suppressed']);
    await journal();
    desk.stop();
    const next = await plant([rule], database);
    await next.desk.start();
    expect(next.shown()).toMatchObject([{ state: 'unacknowledged', value: 99 }]);
  });

  it('takes readings that come late for no silence, before and after a break', async () => {
    const { desk, series, pass, online, shown } = await plant([hot, { ...silent, afterMs: 600 * SECOND }]);
    await desk.start();
    const one = series();
    const hear = (times: number) => {
      for (let i = 0; i < times; i++) {
        one.append(Date.now() - 40 * SECOND, 20);
        pass(10 * SECOND);
      }
    };
    hear(10);
    online.delete('c');
    one.breakAt(Date.now());
    pass(5 * SECOND);
    online.add('c');
    hear(90);
    expect(shown()).toEqual([]);
    pass(600 * SECOND);
    expect(shown()).toMatchObject([{ rule: 'silent', state: 'unacknowledged' }]);
  });

  it('counts silence from a break that was too short to be seen', async () => {
    const { desk, series, pass, only, shown } = await plant([silent]);
    await desk.start();
    const one = series();
    for (let minute = 0; minute < 5; minute++) {
      one.append(Date.now(), 20);
      pass(30 * SECOND);
    }
    one.breakAt(Date.now());
    pass(60 * SECOND);
    expect(shown()).toEqual([]);
    pass(SECOND);
    expect(only()).toBe('unacknowledged');
  });

  it('does not go on showing as live what has become something else', async () => {
    const { desk, series, store, pass, shown } = await plant([hot]);
    await desk.start();
    pass(SECOND);
    const one = series();
    one.append(Date.now(), 60);
    store.forget(one);
    pass(SECOND);
    expect(shown()).toMatchObject([{ state: 'suppressed' }]);
    pass(10 * SECOND);
    expect(shown()).toMatchObject([{ state: 'unacknowledged', isUnheard: true }]);
    series().append(Date.now(), 20);
    expect(shown()).toMatchObject([{ state: 'returned', isUnheard: false }]);
  });

  it('leaves what is over and nobody has acknowledged to people, whatever the link does', async () => {
    const { desk, series, only } = await plant([hot]);
    await desk.start();
    const one = series();
    one.append(START, 60);
    one.append(START + 1, 20);
    one.breakAt(START + 2);
    expect(only()).toBe('suppressed');
    one.append(START + 3, 20);
    expect(only()).toBe('returned');
  });

  it('calls nobody for what began and ended while it was set aside by design, but keeps what was known before', async () => {
    const rule = { ...hot, suppressWhile: { quantity: 'running', is: false } };
    const { desk, series, only, shown } = await plant([rule]);
    await desk.start();
    const running = series('running', 'd', 'state');
    const one = series();
    const hear = (values: readonly (readonly [series: typeof one, value: number])[]) => {
      for (const [which, value] of values) which.append(Date.now(), value);
    };
    hear([
      [running, 0],
      [one, 60],
      [one, 20],
      [running, 1],
    ]);
    expect(shown()).toEqual([]);
    hear([
      [one, 60],
      [running, 0],
      [one, 20],
    ]);
    expect(only()).toBe('suppressed');
    hear([[running, 1]]);
    expect(only()).toBe('returned');
  });

  it('shows what a quantity had raised that is told in words now as it was, until numbers come again', async () => {
    const { desk, series, store, pass, only, shown } = await plant([hot]);
    await desk.start();
    pass(SECOND);
    const one = series();
    one.append(Date.now(), 60);
    store.forget(one);
    pass(15 * SECOND);
    expect(shown()).toMatchObject([{ state: 'unacknowledged', isUnheard: true, suppressedBecause: '' }]);
    desk.act({ kind: 'acknowledge', alarms: shown().map(({ id }) => id) });
    pass(60 * SECOND);
    expect(only()).toBe('acknowledged');
    series().append(Date.now(), 20);
    expect(shown()).toEqual([]);
  });
});
