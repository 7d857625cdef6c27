import { describe, expect, it } from 'vitest';
import { alarm } from '../model/alarm.fixture.ts';
import type { Alarm, AlarmState } from '../model/alarm.ts';
import { isQuiet } from './quiet.ts';

function alarms(state: AlarmState): ReadonlyMap<string, Alarm> {
  return new Map([['a', alarm({ state, isActive: state === 'unacknowledged' })]]);
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
