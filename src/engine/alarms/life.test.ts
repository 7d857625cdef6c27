import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmEvent, AlarmState } from '../../model/alarm.ts';
import { type AlarmLife, NORMAL, next, stateOf } from './life.ts';

const EVENTS: readonly AlarmEvent[] = [
  'raised',
  'returned',
  'acknowledged',
  'shelved',
  'unshelved',
  'suppressed',
  'released',
];

function after(...events: readonly AlarmEvent[]): AlarmState {
  return stateOf(events.reduce(next, NORMAL));
}

describe('the life of an alarm', () => {
  it.each<[AlarmState, readonly AlarmEvent[]]>([
    ['normal', []],
    ['unacknowledged', ['raised']],
    ['acknowledged', ['raised', 'acknowledged']],
    ['returned', ['raised', 'returned']],
    ['normal', ['raised', 'returned', 'acknowledged']],
    ['normal', ['raised', 'acknowledged', 'returned']],
    ['unacknowledged', ['raised', 'returned', 'raised']],
    ['unacknowledged', ['raised', 'acknowledged', 'returned', 'raised']],
    ['shelved', ['shelved']],
    ['shelved', ['raised', 'shelved']],
    ['shelved', ['shelved', 'raised']],
    ['normal', ['raised', 'shelved', 'returned', 'unshelved']],
    ['normal', ['raised', 'returned', 'shelved', 'unshelved']],
    ['unacknowledged', ['raised', 'acknowledged', 'shelved', 'unshelved']],
    ['unacknowledged', ['shelved', 'raised', 'unshelved']],
    ['suppressed', ['raised', 'suppressed']],
    ['acknowledged', ['raised', 'acknowledged', 'suppressed', 'released']],
    ['unacknowledged', ['suppressed', 'raised', 'released']],
    ['normal', ['suppressed', 'raised', 'returned', 'released']],
    ['returned', ['raised', 'returned', 'suppressed', 'released']],
    ['returned', ['raised', 'suppressed', 'returned', 'released']],
    ['returned', ['raised', 'returned', 'suppressed', 'raised', 'returned', 'released']],
    ['normal', ['raised', 'acknowledged', 'suppressed', 'returned', 'released']],
    ['unacknowledged', ['raised', 'acknowledged', 'suppressed', 'returned', 'raised', 'released']],
    ['normal', ['raised', 'returned', 'suppressed', 'shelved', 'released', 'unshelved']],
    ['suppressed', ['raised', 'shelved', 'suppressed']],
    ['shelved', ['raised', 'shelved', 'suppressed', 'released']],
    ['suppressed', ['suppressed', 'raised', 'acknowledged']],
  ])('is %s after %j', (state, events) => {
    expect(after(...events)).toBe(state);
  });

  /** The same told in words: whether it is wrong, what people know of it, who has set it aside. */
  class Told {
    wrong = false;
    /** What is wrong now, or was last, that nobody has taken note of. */
    open = false;
    shelf = false;
    design = false;
    /** Wrong since it was set aside by design or for want of a link: no news yet. */
    held = false;

    hear(event: AlarmEvent): void {
      if (event === 'raised' && !this.wrong) {
        this.wrong = true;
        if (this.design) this.held = true;
        else this.open = true;
      }
      if (event === 'returned') {
        this.wrong = false;
        this.held = false;
        if (this.shelf) this.open = false;
      }
      if (event === 'acknowledged' && !this.shelf && !this.design) this.open = false;
      if (event === 'unshelved' && this.shelf) {
        this.shelf = false;
        this.open = this.wrong;
      }
      if (event === 'shelved') this.shelf = true;
      if (event === 'shelved' && !this.wrong) this.open = false;
      if (event === 'suppressed') this.design = true;
      if (event === 'released' && this.design) {
        this.design = false;
        this.open ||= this.held;
        this.held = false;
      }
    }

    get state(): AlarmState {
      if (this.design) return 'suppressed';
      if (this.shelf) return 'shelved';
      if (this.open) return this.wrong ? 'unacknowledged' : 'returned';
      return this.wrong ? 'acknowledged' : 'normal';
    }
  }

  it('is what the same story told in words comes to, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
        const told = new Told();
        let life: AlarmLife = NORMAL;
        for (const event of events) {
          told.hear(event);
          life = next(life, event);
          expect(stateOf(life)).toBe(told.state);
          expect(life.isActive).toBe(told.wrong);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('makes nobody acknowledge twice what was raised once, and nobody miss what was raised', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
        let life: AlarmLife = NORMAL;
        for (const event of events) {
          const before = stateOf(life);
          const later = next(life, event);
          const state = stateOf(later);
          // Only raising, or coming back from where it was set aside, makes an alarm that somebody has to look at.
          if (state === 'unacknowledged' && before !== 'unacknowledged') {
            expect(['raised', 'unshelved', 'released']).toContain(event);
          }
          if (state === 'returned' && before !== 'returned') {
            expect(['unacknowledged', 'suppressed']).toContain(before);
          }
          // Nothing but a person's deed acknowledges: to acknowledge, or to shelve and what comes of it.
          if (later.isAcknowledged && !life.isAcknowledged && !life.isShelved) {
            expect(['acknowledged', 'shelved']).toContain(event);
          }
          // The same thing over again is no change.
          expect(next(later, event)).toBe(later);
          life = later;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
