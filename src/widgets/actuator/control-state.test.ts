import { describe, expect, it } from 'vitest';
import { command } from '../../model/command.fixture.ts';
import type { CommandState } from '../../model/command.ts';
import { controlFacts } from './control-facts.fixture.ts';
import { againValue, type ControlFacts } from './control-state.ts';

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
  });

  it('is not once the device reports what was ordered, or the person has put the outcome away', () => {
    expect(
      againValue(facts('timed-out', { reported: { ...target, value: true, at: 2, stale: false } })),
    ).toBeUndefined();
    expect(againValue(facts('timed-out', { dismissed: '1' }))).toBeUndefined();
  });
});
