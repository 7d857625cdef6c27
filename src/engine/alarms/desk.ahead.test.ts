import { describe, expect, it } from 'vitest';
import type { AlarmRule, ChangeRule } from '../../model/alarm.ts';
import type { Scalar } from '../../model/catalogue.ts';
import { setUp } from '../connection/intake.fixture.ts';
import { Lane } from '../connection/lane.ts';
import { atStart, door, hot, plant, SECOND, START, shared, silent } from './desk.fixture.ts';

atStart();

const AHEAD = 280 * SECOND;
const HOUR = 3_600_000;

/** A plant whose states come through an intake, as they do from a back end. */
async function plantWithIntake(rules: readonly AlarmRule[]) {
  const all = await plant(rules);
  const { intake, listener } = setUp({}, {}, all.store);
  intake.lane = new Lane('');
  listener.reported.mockImplementation(
    (device: string, property: string, value: Scalar | null, time: number) => {
      all.desk.reported({ connection: 'c', device, quantity: property }, value, time);
      return false;
    },
  );
  /** @param time by the device's clock, epoch ms */
  const tell = (value: boolean, time: number, property = 'open') => {
    intake.lane.lastSignAt = Date.now();
    intake.state('d', property, value, time);
  };
  return { ...all, intake, tell, reported: () => intake.lastReport('d', 'open')?.value };
}

describe('the alarm desk, where a device’s clock is wrong', () => {
  it('goes by what has arrived since a reading that was dated ahead', async () => {
    const { desk, series, only, shown, pass } = await plant([hot]);
    await desk.start();
    const one = series();
    one.append(START + AHEAD, 20, START);
    pass(SECOND);
    one.append(START + SECOND, 90, START + SECOND);
    expect(only()).toBe('unacknowledged');
    expect(shown()[0]).toMatchObject({ raisedAt: START + SECOND, value: 90 });
    pass(SECOND);
    one.append(START + 2 * SECOND, 20, START + 2 * SECOND);
    expect(only()).toBe('returned');
    // A reading of long ago is none of now, whenever it arrives.
    one.append(START - HOUR, 90, START + 2 * SECOND);
    expect(only()).toBe('returned');
  });

  it('ends what a reading that was dated ahead had begun', async () => {
    const { desk, series, only, shown, pass } = await plant([hot]);
    await desk.start();
    const one = series();
    one.append(START + AHEAD, 90, START);
    pass(SECOND);
    one.append(START + SECOND, 20, START + SECOND);
    expect(only()).toBe('returned');
    expect(shown()[0]).toMatchObject({ raisedAt: START, returnedAt: START + SECOND });
  });

  it('has delays, changes and conditions of the plant follow it there', async () => {
    const leak: ChangeRule = {
      ...shared,
      id: 'leak',
      kind: 'change',
      priority: 'low',
      by: 5,
      deadband: 0,
      withinMs: 60 * SECOND,
      direction: 'rise',
    };
    const guarded: AlarmRule = { ...hot, id: 'guarded', suppressWhile: { quantity: 'load', below: 10 } };
    const { desk, series, shown, pass } = await plant([
      { ...hot, id: 'slow', onDelayMs: 3 * SECOND },
      leak,
      guarded,
    ]);
    await desk.start();
    const [one, load] = [series(), series('load')];
    one.append(START + AHEAD, 47, START);
    load.append(START + AHEAD, 5, START);
    for (let second = 1; second <= 4; second++) {
      pass(SECOND);
      one.append(Date.now(), 51);
      load.append(Date.now(), 20);
    }
    pass(SECOND);
    one.append(Date.now(), 60);
    expect(shown().map(({ rule, state, raisedAt }) => [rule, state, raisedAt])).toEqual([
      ['guarded', 'unacknowledged', START + SECOND],
      ['slow', 'unacknowledged', START + 4 * SECOND],
      ['leak', 'unacknowledged', START + 5 * SECOND],
    ]);
  });

  it('takes no difference between two clocks for time that has passed', async () => {
    const { desk, series, pass, shown, only } = await plant([{ ...hot, onDelayMs: 60 * SECOND }]);
    await desk.start();
    const one = series();
    one.append(START + AHEAD, 20, START);
    pass(SECOND);
    one.append(Date.now(), 90);
    pass(SECOND);
    one.append(Date.now() + AHEAD, 90, Date.now());
    for (const seconds of [20, 20, 18]) {
      pass(seconds * SECOND);
      one.append(Date.now() + AHEAD, 90, Date.now());
    }
    expect(shown()).toEqual([]);
    pass(SECOND);
    one.append(Date.now() + AHEAD, 90, Date.now());
    expect(only()).toBe('unacknowledged');
    expect(shown()[0]?.raisedAt).toBe(START + 61 * SECOND);
  });

  it('looks at what has arrived last where the connections were there first', async () => {
    const { desk, series, only } = await plant([hot]);
    const one = series();
    one.append(START + AHEAD, 20, START - SECOND);
    one.append(START, 90);
    await desk.start();
    expect(only()).toBe('unacknowledged');
  });

  it('counts silence from when a reading came that was dated ahead', async () => {
    const { desk, series, pass, shown } = await plant([silent]);
    await desk.start();
    series().append(START + AHEAD, 20, START);
    pass(60 * SECOND);
    expect(shown()).toEqual([]);
    pass(SECOND);
    expect(shown()).toMatchObject([
      { rule: 'silent', state: 'unacknowledged', raisedAt: START + 60 * SECOND },
    ]);
  });

  it('takes a state that the page takes, though it was dated before the last', async () => {
    const { desk, tell, reported, pass, only, shown } = await plantWithIntake([door]);
    await desk.start();
    tell(false, START + 200 * SECOND);
    pass(SECOND);
    tell(true, Date.now());
    expect(reported()).toBe(true);
    expect(only()).toBe('unacknowledged');
    expect(shown()[0]?.raisedAt).toBe(START + SECOND);
    pass(SECOND);
    tell(false, Date.now());
    expect(only()).toBe('returned');
  });

  it('ends an alarm by a state that the page takes, though it was dated before the last', async () => {
    const { desk, tell, reported, pass, only } = await plantWithIntake([door]);
    await desk.start();
    tell(true, START + 200 * SECOND);
    expect(only()).toBe('unacknowledged');
    pass(SECOND);
    tell(false, Date.now());
    expect(reported()).toBe(false);
    expect(only()).toBe('returned');
  });

  it('takes the states of a clock that was set back as soon as the page does', async () => {
    const { desk, tell, reported, pass, shown } = await plantWithIntake([
      door,
      { ...silent, quantity: 'open', afterMs: 30 * SECOND },
    ]);
    await desk.start();
    for (let second = 0; second < 10; second++) {
      tell(false, Date.now() - 1);
      pass(SECOND);
    }
    for (let second = 0; second < 60; second++) {
      tell(true, Date.now() - HOUR - 1);
      const open = shown().some(({ rule, isActive }) => rule === 'door' && isActive);
      expect(open).toBe(reported());
      pass(SECOND);
    }
    expect(reported()).toBe(true);
    expect(shown().map(({ rule, state }) => `${rule} ${state}`)).toEqual(['door unacknowledged']);
    expect(shown()[0]?.raisedAt).toBeGreaterThan(START);
  });

  it('takes no state that the page does not: an old report that comes again', async () => {
    const { desk, tell, reported, pass, shown } = await plantWithIntake([door]);
    await desk.start();
    // Its clock is ahead all the time.
    for (let second = 0; second < 5; second++) {
      pass(SECOND);
      tell(second === 0, Date.now() + 100 * SECOND + second);
    }
    expect(reported()).toBe(false);
    const before = shown().map(({ state }) => state);
    pass(SECOND);
    tell(true, START + SECOND + 100 * SECOND);
    expect(reported()).toBe(false);
    expect(shown().map(({ state }) => state)).toEqual(before);
  });

  it('has a state that the page takes set alarms aside', async () => {
    const rule: AlarmRule = { ...hot, suppressWhile: { quantity: 'running', is: false } };
    const { desk, tell, series, pass, only } = await plantWithIntake([rule]);
    await desk.start();
    series().append(START, 60);
    tell(true, START + 200 * SECOND, 'running');
    expect(only()).toBe('unacknowledged');
    pass(SECOND);
    tell(false, Date.now(), 'running');
    expect(only()).toBe('suppressed');
  });
});
