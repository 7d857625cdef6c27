import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '../../model/alarm.ts';
import { atStart, door, down, hot, plant, SECOND, START, shared } from './desk.fixture.ts';

atStart();

const jam: AlarmRule = {
  ...shared,
  id: 'jam',
  kind: 'state',
  quantity: 'mode',
  priority: 'high',
  is: 'jammed',
};

describe('the alarm desk, when the connections were there before it', () => {
  it('looks at the newest values and words, but not at what nobody knows to be so now', async () => {
    const { desk, series, reports, shown, pass } = await plant([hot, door, jam]);
    series().append(START - 1, 20);
    series().append(START, 60);
    series('open', 'd', 'state').append(START - 3_600_000, 1);
    reports.push(
      { connection: 'c', device: 'd', property: 'mode', value: 'jammed', at: START, stale: false },
      { connection: 'c', device: 'd', property: 'speed', value: 3, at: START, stale: false },
    );
    series('temperature', 'over').append(START - 1, 60);
    series('temperature', 'over').append(START, 20);
    series('temperature', 'restored').restore(START, 60);
    series('temperature', 'stale').append(START - 60 * SECOND, 60);
    const broken = series('temperature', 'broken');
    broken.append(START, 60);
    broken.breakAt(START);
    await desk.start();
    pass(300 * SECOND);
    const known = shown().map(({ rule, device, state, raisedAt }) => [rule, device, state, raisedAt]);
    expect(known).toEqual([
      ['hot', 'd', 'unacknowledged', START],
      ['door', 'd', 'unacknowledged', START - 3_600_000],
      ['jam', 'd', 'unacknowledged', START],
    ]);
  });

  it('sets aside by design from the first, whichever series came first', async () => {
    const { desk, series, shown, only, told } = await plant([
      { ...hot, suppressWhile: { quantity: 'running', is: false } },
    ]);
    series().append(START, 60);
    series('running', 'd', 'state').append(START, 0);
    await desk.start();
    expect(only()).toBe('suppressed');
    expect(told).not.toContain('hot unacknowledged');
    series('running', 'd', 'state').append(START + 1, 1);
    expect(shown()[0]).toMatchObject({ state: 'unacknowledged', occurrences: 1 });
  });

  it('recalls what was before it looks at anything, however long that takes', async () => {
    const first = await plant([down, jam]);
    await first.desk.start();
    first.desk.reported({ connection: 'c', device: 'd', quantity: 'mode' }, 'jammed', START);
    first.pass(15 * SECOND);
    first.online.delete('c');
    first.pass(10 * SECOND);
    await first.journal();
    expect(first.shown().map(({ rule, state }) => `${rule} ${state}`)).toEqual([
      'jam suppressed',
      'down unacknowledged',
    ]);
    first.desk.stop();

    const next = await plant([down, jam], first.database);
    const starting = next.desk.start();
    next.pass(3 * SECOND);
    next.desk.reported({ connection: 'c', device: 'd', quantity: 'mode' }, 'running', Date.now());
    next.reports.push({
      connection: 'c',
      device: 'd',
      property: 'mode',
      value: 'running',
      at: Date.now(),
      stale: false,
    });
    await starting;
    next.pass(3 * SECOND);
    expect(next.shown().map(({ rule, state }) => `${rule} ${state}`)).toEqual([
      'down returned',
      'jam returned',
    ]);
  });

  it('delays what is told on change by the same times, however late and together it is told', async () => {
    const onDelayMs = 5 * SECOND;
    const opened = { ...door, onDelayMs };
    const jammed = { ...jam, onDelayMs };
    const mode = { connection: 'c', device: 'd', quantity: 'mode' };
    const lines: unknown[] = [];
    for (const isLate of [false, true]) {
      const { desk, series, pass } = await plant([opened, jammed]);
      await desk.start();
      const one = series('open', 'd', 'state');
      const from = Date.now();
      for (const [at, isWrong] of [
        [0, true],
        [20, false],
        [30, true],
        [33, false],
      ] as const) {
        if (!isLate) pass(from + at * SECOND - Date.now());
        else if (at === 0) pass(40 * SECOND);
        one.append(from + at * SECOND, Number(isWrong));
        desk.reported(mode, isWrong ? 'jammed' : 'running', from + at * SECOND);
      }
      const { entries } = await desk.journal(null, 100);
      lines.push(entries.map(({ rule, event, at }) => `${rule} ${event} ${(at - from) / SECOND}`).sort());
    }
    expect(lines[0]).toEqual(['door raised 5', 'door returned 20', 'jam raised 5', 'jam returned 20']);
    expect(lines[1]).toEqual(lines[0]);
  });

  it('begins a delay anew that nobody has borne out over a silence', async () => {
    const { desk, series, pass, shown } = await plant([{ ...hot, onDelayMs: 120 * SECOND }]);
    await desk.start();
    const one = series();
    one.append(Date.now(), 60);
    pass(600 * SECOND);
    const from = Date.now();
    for (let told = 0; told < 12; told++) {
      one.append(Date.now(), 60);
      expect(shown()).toEqual([]);
      pass(10 * SECOND);
    }
    one.append(Date.now(), 60);
    expect(shown()).toMatchObject([{ state: 'unacknowledged', raisedAt: from + 120 * SECOND }]);
  });

  it('ends a change by our clock once no reading has come in its time, while the last is live', async () => {
    const rule = {
      ...shared,
      id: 'fast',
      kind: 'change',
      priority: 'medium',
      by: 5,
      deadband: 0,
      withinMs: 20 * SECOND,
      direction: 'either',
    } as const;
    const { desk, series, pass, shown } = await plant([rule, { ...rule, id: 'long', withinMs: 60 * SECOND }]);
    await desk.start();
    const one = series();
    // By a clock that is behind ours.
    one.append(Date.now() - 5 * SECOND, 20);
    pass(5 * SECOND);
    one.append(Date.now() - 5 * SECOND, 30);
    const at = Date.now();
    const states = () => shown().map(({ rule: id, state }) => `${id} ${state}`);
    pass(4 * SECOND);
    expect(states()).toEqual(['fast unacknowledged', 'long unacknowledged']);
    one.append(Date.now() - 5 * SECOND, 31);
    pass(19 * SECOND);
    expect(states()).toEqual(['fast unacknowledged', 'long unacknowledged']);
    pass(3600 * SECOND);
    // Of what is stale nobody knows whether it changes.
    expect(states()).toEqual(['fast returned', 'long unacknowledged']);
    expect(shown()[0]?.returnedAt).toBe(at + 24 * SECOND);
  });
});
