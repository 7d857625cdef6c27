import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '../../model/alarm.ts';
import { hot, plant, SECOND, START, shared, silent } from './desk.fixture.ts';

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
    const jam: AlarmRule = { ...shared, id: 'jam', kind: 'state', quantity: 'mode', priority: 'high', is: 'jam' };
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
    hear([[running, 0], [one, 60], [one, 20], [running, 1]]);
    expect(shown()).toEqual([]);
    hear([[one, 60], [running, 0], [one, 20]]);
    expect(only()).toBe('suppressed');
    hear([[running, 1]]);
    expect(only()).toBe('returned');
  });
});
