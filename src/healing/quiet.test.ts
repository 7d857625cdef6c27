import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarm } from '../model/alarm.fixture.ts';
import type { Alarm } from '../model/alarm.ts';
import { isQuiet } from './quiet.ts';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const CALM = { alarms: new Map(), failure: null };

/** Whether a wall that nobody has touched for an hour takes a new version while there are these alarms. */
function takes(...alarms: readonly Partial<Alarm>[]): boolean {
  const all = alarms.map((part, index) => [String(index), alarm(part)] as const);
  return isQuiet({ ...CALM, alarms: new Map(all) }, false, HOUR, NOW);
}

const by = 'Kim';

describe('a wall takes a new version', () => {
  it('when nothing happens and nobody is there', () => {
    expect(isQuiet(CALM, false, HOUR, NOW)).toBe(true);
  });

  it('not while an order is under way, the engine is away or somebody is at the screen', () => {
    expect(isQuiet(CALM, true, HOUR, NOW)).toBe(false);
    expect(isQuiet({ ...CALM, failure: 'It stopped.' }, false, HOUR, NOW)).toBe(false);
    expect(isQuiet(CALM, false, 10_000, NOW)).toBe(false);
  });

  it('not in the middle of an alarm, whether somebody knows of it or not, but after it', () => {
    const raisedAt = NOW - HOUR;
    expect(takes({ raisedAt })).toBe(false);
    expect(takes({ raisedAt, state: 'acknowledged', acknowledged: { by, at: NOW } })).toBe(false);
    expect(takes({ raisedAt, state: 'returned', isActive: false, returnedAt: NOW })).toBe(true);
  });

  it('with one that somebody, or its rule, has set aside', () => {
    const shelved = { by, at: NOW, until: NOW + HOUR };
    expect(takes({ state: 'shelved', shelved, raisedAt: NOW - HOUR })).toBe(true);
    expect(takes({ state: 'suppressed', raisedAt: null })).toBe(true);
  });

  it('with one that has stood for hours, as a dead sensor’s does, and nothing has changed since', () => {
    const standing = { raisedAt: NOW - 5 * HOUR };
    expect(takes(standing)).toBe(true);
    expect(takes({ raisedAt: NOW - 3 * HOUR })).toBe(false);
    expect(takes({ ...standing, state: 'acknowledged', acknowledged: { by, at: NOW - HOUR } })).toBe(false);
    expect(takes(standing, { raisedAt: NOW - HOUR })).toBe(false);
    expect(takes(standing, { state: 'returned', isActive: false, returnedAt: NOW - HOUR })).toBe(false);
    // Its clock is some years ahead.
    expect(takes(standing, { raisedAt: NOW + 50_000 * HOUR })).toBe(true);
  });

  it('at the latest four hours after the last that happened, whatever is still wrong', () => {
    const alarms = fc.array(
      fc.record({
        raisedAt: fc.integer({ min: NOW - 1_000 * HOUR, max: NOW - 4 * HOUR }),
        state: fc.constantFrom('unacknowledged', 'acknowledged', 'returned', 'shelved', 'suppressed'),
      }),
    );
    fc.assert(fc.property(alarms, (all) => takes(...all)));
  });
});
