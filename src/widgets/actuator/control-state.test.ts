import { describe, expect, it } from 'vitest';
import type { ReportedState } from '../../model/catalogue.ts';
import { command } from '../../model/command.fixture.ts';
import type { CommandState } from '../../model/command.ts';
import { controlFacts } from './control-facts.fixture.ts';
import { againValue, type ControlFacts, controlState } from './control-state.ts';

const target = { connection: 'c', device: 'relay', property: 'state' };

function facts(state: CommandState, part: Partial<ControlFacts> = {}): ControlFacts {
  return controlFacts({
    reported: { ...target, value: false, at: 0, stale: false },
    command: command({ ...target, id: '1', state, sentAt: 0, endedAt: 1 }),
    ...part,
  });
}

describe('trying again', () => {
  it.each(['rejected', 'timed-out', 'refused'] as const)('is offered after an order was %s', (state) => {
    expect(againValue(facts(state))).toBe(true);
  });

  it.each(['pending', 'sent', 'confirmed'] as const)('is not while an order is %s', (state) => {
    expect(againValue(facts(state))).toBeUndefined();
  });

  it('is not where nothing can be ordered now', () => {
    expect(againValue(facts('refused', { forbidden: 'Needs the role admin.' }))).toBeUndefined();
    expect(
      againValue(facts('timed-out', { connection: { name: 'Bridge', status: 'offline' } })),
    ).toBeUndefined();
    expect(againValue(facts('refused', { blocked: 'It is too hot.' }))).toBeUndefined();
    expect(againValue(facts('refused', { unfit: 'It takes a number.' }))).toBeUndefined();
  });

  it('is not after the press of a pulse, which would never be released, but is after its release', () => {
    const half = (part: 'press' | 'release') =>
      facts('refused', {
        command: command({ ...target, state: 'refused', endedAt: 1, pulse: { id: 'p', part } }),
      });
    expect(againValue(half('press'))).toBeUndefined();
    expect(againValue(half('release'))).toBe(true);
  });

  it('is not once the device reports what was ordered, or the person has put the outcome away', () => {
    expect(
      againValue(facts('timed-out', { reported: { ...target, value: true, at: 2, stale: false } })),
    ).toBeUndefined();
    expect(againValue(facts('timed-out', { dismissed: '1' }))).toBeUndefined();
  });

  it('is where what was ordered had been reported before the order’s end, by this page’s clock', () => {
    const again = (part: Partial<ReportedState>) =>
      againValue(facts('timed-out', { reported: { ...target, value: true, at: 0, stale: false, ...part } }));
    expect(again({})).toBe(true);
    expect(again({ stale: true })).toBe(true);
    expect(again({ at: 60_000, latest: 1 })).toBe(true);
    expect(again({ at: -60_000, latest: 2 })).toBeUndefined();
  });

  it('is not once the device reports a number that is what 32 bits keep of the ordered one', () => {
    const ordered = command({ ...target, id: '1', state: 'timed-out', value: 21.3, sentAt: 0, endedAt: 1 });
    const now = (value: number) =>
      facts('timed-out', { command: ordered, reported: { ...target, value, at: 2, stale: false } });
    expect(againValue(now(21.299999237))).toBeUndefined();
    expect(controlState(now(21.299999237)).order).toMatchObject({
      reason: expect.stringContaining('It has reported the ordered value since.'),
    });
    expect(againValue(now(21.2))).toBe(21.3);
  });

  it('stays offered while the actuator tells apart what was ordered and what is reported, as for the ledger', () => {
    const counter = (step: number) =>
      facts('timed-out', {
        step,
        command: command({ ...target, state: 'timed-out', value: 16_777_217, endedAt: 1 }),
        reported: { ...target, value: 16_777_216, at: 2, stale: false },
      });
    expect(againValue(counter(0))).toBeUndefined();
    expect(againValue(counter(1))).toBe(16_777_217);
    expect(controlState(counter(1)).order).not.toMatchObject({ reason: expect.stringContaining('since') });
  });
});

describe('a control of a target that a pulse is under way at', () => {
  const press = command({ ...target, id: 'p', state: 'confirmed', pulse: { id: 'p', part: 'press' } });

  it('waits for its end, whatever the newest order is', () => {
    expect(controlState(facts('refused', { pulse: press })).locked).toBe('Waiting for the pulse to end.');
    expect(controlState(controlFacts({ command: press, pulse: press })).locked).not.toBe('');
    expect(againValue(facts('refused', { pulse: press }))).toBeUndefined();
  });

  it('says first why nothing could be ordered anyway', () => {
    expect(controlState(controlFacts({ pulse: press, forbidden: 'Needs the role admin.' })).locked).toBe(
      'Needs the role admin.',
    );
  });
});

describe('a control', () => {
  it('is locked while its target takes nothing of what it offers, and says why', () => {
    expect(controlState(controlFacts({ unfit: 'It takes a number.' })).locked).toBe('It takes a number.');
    expect(controlState(facts('sent', { unfit: 'The link is silent.' })).locked).toMatch(/^Waiting/);
  });
});

describe('what is reported', () => {
  const reported = { ...target, value: false, at: 0, stale: false };

  it('is certain while it is fresh and no order may have changed it', () => {
    expect(controlState(controlFacts({ reported })).isSure).toBe(true);
    expect(controlState(facts('confirmed')).isSure).toBe(true);
    expect(controlState(facts('refused')).isSure).toBe(true);
    const notDone = command({ ...target, state: 'rejected', outcome: 'not-done' });
    expect(controlState(facts('rejected', { command: notDone })).isSure).toBe(true);
  });

  it('is not while it is stale or unknown, an order is open, or one has ended whose fate nobody knows', () => {
    expect(controlState(controlFacts()).isSure).toBe(false);
    expect(controlState(controlFacts({ reported: { ...reported, value: null } })).isSure).toBe(false);
    expect(controlState(controlFacts({ reported: { ...reported, stale: true } })).isSure).toBe(false);
    for (const state of ['pending', 'sent', 'timed-out'] as const)
      expect(controlState(facts(state)).isSure).toBe(false);
  });

  it('is not after an order of which nobody knows, though its outcome was put away or another never left since', () => {
    expect(controlState(facts('timed-out', { dismissed: '1', isUntold: true })).isSure).toBe(false);
    expect(controlState(facts('refused', { isUntold: true })).isSure).toBe(false);
  });
});

describe('a control of what an open order in other words touches', () => {
  const reported = { ...target, value: false, at: 0, stale: false };

  it('waits for its end and is sure of nothing until then', () => {
    const state = controlState(controlFacts({ reported, isTouched: true }));
    expect(state).toMatchObject({ locked: 'Waiting for the device to report.', isSure: false });
    expect(againValue(facts('timed-out', { isTouched: true }))).toBeUndefined();
  });
});

describe('an order that went wrong', () => {
  const reason = (part: Partial<ReportedState>) => {
    const reported = { ...target, value: true, at: 0, stale: false, ...part };
    const { order } = controlState(facts('timed-out', { reported }));
    return 'reason' in order ? order.reason : '';
  };

  it('is said to have been reported since only by a report of after its end, by this page’s clock', () => {
    expect(reason({ at: 2 })).toContain('It has reported the ordered value since.');
    expect(reason({ at: 60_000, latest: 0 })).not.toContain('since');
    expect(reason({ at: -60_000, latest: 2 })).toContain('since');
  });
});
