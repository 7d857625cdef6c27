import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarm } from '../model/alarm.fixture.ts';
import { type Alarm, BY_DESIGN, UNWATCHED } from '../model/alarm.ts';
import { AlarmChanges, isQuiet } from './quiet.ts';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const CALM = { alarms: new Map(), failure: null };

function byId(alarms: readonly Partial<Alarm>[]): ReadonlyMap<string, Alarm> {
  return new Map(alarms.map((part, index) => [String(index), alarm(part)]));
}

/**
 * Whether a wall that nobody has touched for an hour takes a new version.
 * @param seen the alarms that it was told, one time after another, each with how long ago that was, hours; the last are those there are
 */
function takesAfter(
  ...seen: readonly (readonly [hours: number, ...alarms: readonly Partial<Alarm>[]])[]
): boolean {
  const changes = new AlarmChanges();
  let alarms = byId([]);
  for (const [hours, ...parts] of seen) {
    alarms = byId(parts);
    changes.note(alarms, -hours * HOUR);
  }
  return isQuiet({ ...CALM, alarms }, false, HOUR, changes.ago(0));
}

/** The same where it has just been told of them. */
function takes(...alarms: readonly Partial<Alarm>[]): boolean {
  return takesAfter([0, ...alarms]);
}

const by = 'Kim';

describe('a wall takes a new version', () => {
  it('when nothing happens and nobody is there', () => {
    expect(isQuiet(CALM, false, HOUR, 0)).toBe(true);
  });

  it('not while an order is under way, the engine is away or somebody is at the screen', () => {
    expect(isQuiet(CALM, true, HOUR, 0)).toBe(false);
    expect(isQuiet({ ...CALM, failure: 'It stopped.' }, false, HOUR, 0)).toBe(false);
    expect(isQuiet(CALM, false, 10_000, 0)).toBe(false);
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
    expect(takes({ state: 'suppressed', suppressedBecause: BY_DESIGN })).toBe(true);
  });

  it('while none is watched, which it may mend', () => {
    expect(takes({ id: UNWATCHED, rule: '' })).toBe(true);
  });

  it('not while the link of an active one is down, which nobody has set aside', () => {
    const withoutLink = { state: 'suppressed', suppressedBecause: 'The link is down.' } as const;
    expect(takesAfter([1, {}], [0, withoutLink])).toBe(false);
    expect(takesAfter([9, withoutLink])).toBe(true);
  });

  it('not as soon as its rule no longer sets one aside: nobody has been told of it before', () => {
    const aside = { state: 'suppressed', suppressedBecause: BY_DESIGN } as const;
    expect(takesAfter([9, aside], [0, {}])).toBe(false);
    expect(takesAfter([9, aside], [5, {}])).toBe(true);
  });

  it('whatever a link that breaks each hour does to one that its rule sets aside, but not as soon as that is over', () => {
    const dead = { raisedAt: NOW - 9 * HOUR };
    const aside = { state: 'suppressed', suppressedBecause: BY_DESIGN } as const;
    const linkDown = { state: 'suppressed', suppressedBecause: 'The link is down.' } as const;
    expect(takesAfter([9, dead, aside], [1, dead, linkDown], [0.9, dead, aside])).toBe(true);
    expect(takesAfter([9, dead, aside], [0, dead, linkDown])).toBe(true);
    expect(takesAfter([9, dead, {}], [1, dead, aside])).toBe(true);
    expect(takesAfter([9, dead, aside], [1, dead, linkDown], [0.9, dead, {}])).toBe(false);
  });

  it('with one that has stood for hours, as a dead sensor’s does, and nothing has changed since', () => {
    const raisedAt = NOW - 5 * HOUR;
    const standing = { raisedAt };
    const known = { by, at: NOW };
    expect(takesAfter([5, standing])).toBe(true);
    expect(takesAfter([3, standing])).toBe(false);
    expect(takesAfter([5, standing], [1, standing])).toBe(true);
    expect(takesAfter([5, standing], [1, { raisedAt, state: 'acknowledged', acknowledged: known }])).toBe(
      false,
    );
    expect(takesAfter([5, standing], [1, standing, { raisedAt }])).toBe(false);
    const over = { state: 'returned', isActive: false, returnedAt: NOW } as const;
    expect(takesAfter([5, standing, { raisedAt }], [1, standing, { raisedAt, ...over }])).toBe(false);
    // Set aside while the link is down, and back with it: it is the same alarm.
    expect(takesAfter([5, standing], [1, { raisedAt, state: 'suppressed' }], [0, standing])).toBe(true);
  });

  it('not in the middle of one that a device has just raised whose clock is hours behind, or ahead', () => {
    for (const raisedAt of [NOW - 5 * HOUR, NOW - 50_000 * HOUR, NOW + 50_000 * HOUR]) {
      expect(takesAfter([9], [1, { raisedAt }])).toBe(false);
      expect(takesAfter([9], [5, { raisedAt }])).toBe(true);
      expect(takesAfter([9, { raisedAt }], [7], [1, { raisedAt: raisedAt + HOUR }])).toBe(false);
    }
  });

  it('at the latest four hours after the last that it saw happen, whatever is still wrong', () => {
    const alarms = fc.array(
      fc.record({
        raisedAt: fc.integer({ min: NOW - 1_000 * HOUR, max: NOW + 1_000 * HOUR }),
        state: fc.constantFrom('unacknowledged', 'acknowledged', 'returned', 'shelved', 'suppressed'),
      }),
    );
    fc.assert(fc.property(alarms, (all) => takesAfter([4, ...all])));
  });
});
