import { describe, expect, it, vi } from 'vitest';
import type { AlarmRule } from '../../model/alarm.ts';
import { door, down, hot, plant, SECOND, START, shared, silent } from './desk.fixture.ts';

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
});
