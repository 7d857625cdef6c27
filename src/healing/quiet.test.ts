import { describe, expect, it } from 'vitest';
import type { Alarm, AlarmState } from '../model/alarm.ts';
import { isQuiet } from './quiet.ts';

function alarms(state: AlarmState): ReadonlyMap<string, Alarm> {
  const alarm: Alarm = {
    id: 'a',
    rule: 'hot',
    title: 'Too hot',
    advice: '',
    kind: 'high',
    priority: 'high',
    connection: 'bridge',
    device: 'thermometer',
    quantity: 'temperature',
    unit: '°C',
    limit: 30,
    state,
    isActive: state === 'unacknowledged',
    raisedAt: 0,
    returnedAt: null,
    value: 31,
    acknowledged: null,
    shelved: null,
    suppressedBecause: '',
    occurrences: 1,
    isRecalled: false,
  };
  return new Map([['a', alarm]]);
}

const LONG = 3_600_000;
const CALM = { alarms: new Map(), failure: null };

describe('a wall takes a new version', () => {
  it('when nothing happens and nobody is there', () => {
    expect(isQuiet(CALM, false, LONG)).toBe(true);
  });

  it('not while an order is under way, the engine is away or somebody is at the screen', () => {
    expect(isQuiet(CALM, true, LONG)).toBe(false);
    expect(isQuiet({ ...CALM, failure: 'It stopped.' }, false, LONG)).toBe(false);
    expect(isQuiet(CALM, false, 10_000)).toBe(false);
  });

  it('not in the middle of an alarm that nobody has acknowledged, but after it', () => {
    expect(isQuiet({ ...CALM, alarms: alarms('unacknowledged') }, false, LONG)).toBe(false);
    for (const state of ['acknowledged', 'returned', 'shelved'] as const) {
      expect(isQuiet({ ...CALM, alarms: alarms(state) }, false, LONG)).toBe(true);
    }
  });
});
