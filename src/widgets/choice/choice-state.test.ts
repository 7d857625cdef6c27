import { describe, expect, it } from 'vitest';
import { controlFacts } from '../actuator/control-facts.fixture.ts';
import { choiceState } from './choice-state.ts';

const target = { connection: 'bridge', device: 'led/-', property: 'state' };
const saying = (value: string | null) => ({ ...target, value, at: 1000, stale: false });

describe('choiceState', () => {
  it('is unknown before any report', () => {
    expect(choiceState(controlFacts())).toMatchObject({ phase: 'unknown', reported: null });
    expect(choiceState(controlFacts()).unknownWhy).not.toBe('');
  });

  it('is unknown when the module is not answering', () => {
    expect(choiceState(controlFacts({ reported: saying(null) })).unknownWhy).toMatch(/not answering/);
  });

  it('keeps desired and reported apart while an order is open', () => {
    const state = choiceState(controlFacts({ reported: saying('off'), ordering: { value: '2-dot' } }));
    expect(state).toMatchObject({ phase: 'pending', reported: 'off', desired: '2-dot' });
    expect(state.locked).not.toBe('');
  });

  it('shows the reported state when nothing is open', () => {
    expect(choiceState(controlFacts({ reported: saying('on') }))).toMatchObject({
      phase: 'known',
      reported: 'on',
      desired: null,
      locked: '',
    });
  });
});
