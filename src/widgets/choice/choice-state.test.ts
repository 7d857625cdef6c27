import { describe, expect, it } from 'vitest';
import type { ControlFacts } from '../actuator/control-state.ts';
import { choiceState } from './choice-state.ts';

const target = { connection: 'bridge', device: 'led/-', property: 'state' };
const facts = (more: Partial<ControlFacts> = {}): ControlFacts => ({
  reported: undefined,
  command: undefined,
  ordering: null,
  orderFailure: '',
  dismissed: null,
  forbidden: '',
  connection: { name: 'Bridge', status: 'online' },
  ...more,
});
const saying = (value: string | null) => ({ ...target, value, at: 1000, stale: false });

describe('choiceState', () => {
  it('is unknown before any report', () => {
    expect(choiceState(facts())).toMatchObject({ phase: 'unknown', reported: null });
    expect(choiceState(facts()).unknownWhy).not.toBe('');
  });

  it('is unknown when the module is not answering', () => {
    expect(choiceState(facts({ reported: saying(null) })).unknownWhy).toMatch(/not answering/);
  });

  it('keeps desired and reported apart while an order is open', () => {
    const state = choiceState(facts({ reported: saying('off'), ordering: { value: '2-dot' } }));
    expect(state).toMatchObject({ phase: 'pending', reported: 'off', desired: '2-dot' });
    expect(state.locked).not.toBe('');
  });

  it('shows the reported state when nothing is open', () => {
    expect(choiceState(facts({ reported: saying('on') }))).toMatchObject({
      phase: 'known',
      reported: 'on',
      desired: null,
      locked: '',
    });
  });
});
