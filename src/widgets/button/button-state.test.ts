import { describe, expect, it } from 'vitest';
import { command } from '../../model/command.fixture.ts';
import type { Command } from '../../model/command.ts';
import { controlFacts } from '../actuator/control-facts.fixture.ts';
import { buttonState, isAgain } from './button-state.ts';

const press = (part: Partial<Command>) => command({ id: '1', pulse: { id: '1', part: 'press' }, ...part });
const release = (part: Partial<Command>) =>
  command({ id: '2', value: false, pulse: { id: '1', part: 'release' }, ...part });

describe('a push button', () => {
  it('is ready before anybody pressed it', () => {
    expect(buttonState(controlFacts({}), undefined)).toEqual({
      phase: 'ready',
      word: 'Ready',
      reason: '',
      locked: '',
    });
  });

  it('stays pressed and locked from the first order of a pulse to the end of the second', () => {
    const words = [
      press({ state: 'sent' }),
      press({ state: 'confirmed', confirmedBy: 'report' }),
      press({ state: 'timed-out', reason: 'late' }),
      release({ state: 'sent' }),
    ].map((one) => buttonState(controlFacts({ command: one }), press({ state: 'confirmed' })));
    expect(words.map(({ phase }) => phase)).toEqual(['pending', 'pending', 'pending', 'pending']);
    expect(words.map(({ word }) => word)).toEqual(['Pressing…', 'Pressed', 'Pressed', 'Releasing…']);
    expect(words.every(({ locked }) => locked !== '')).toBe(true);
  });

  it('shows its pulse until that ends, although another order was refused meanwhile, and waits for it', () => {
    const other = command({ id: '3', value: false, state: 'refused', reason: 'Still open.', endedAt: 9 });
    const during = (pulse: Command) => buttonState(controlFacts({ command: other, pulse }), undefined);
    expect(during(press({ state: 'confirmed' }))).toEqual({
      phase: 'pending',
      word: 'Pressed',
      reason: '',
      locked: 'Waiting for the pulse to end.',
    });
    expect(during(release({ state: 'sent' }))).toMatchObject({ phase: 'pending', word: 'Releasing…' });
    expect(during(release({ state: 'sent' })).locked).not.toBe('');
  });

  it('is done when both orders of its pulse were confirmed', () => {
    const both = controlFacts({ command: release({ state: 'confirmed', confirmedBy: 'report' }) });
    expect(buttonState(both, press({ state: 'confirmed' }))).toMatchObject({ phase: 'done', word: 'Done' });
  });

  it('has failed when either was not, and says why until that is put away', () => {
    const badEnd = release({ state: 'refused', reason: 'The pulse may not have ended.' });
    expect(buttonState(controlFacts({ command: badEnd }), press({ state: 'confirmed' }))).toMatchObject({
      phase: 'refused',
      reason: 'The pulse may not have ended.',
    });
    const badPress = press({ state: 'timed-out', reason: 'No report.' });
    const ended = release({ state: 'confirmed', confirmedBy: 'report' });
    expect(buttonState(controlFacts({ command: ended }), badPress)).toMatchObject({
      phase: 'failed',
      reason: 'No report.',
    });
    expect(buttonState(controlFacts({ command: ended, dismissed: '2' }), badPress).phase).toBe('done');
  });

  it('says that it is not done only where that is known', () => {
    const word = (one: Command) => buttonState(controlFacts({ command: one }), undefined).word;
    expect(word(command({ state: 'rejected', outcome: 'not-done' }))).toBe('Not done');
    expect(word(command({ state: 'refused' }))).toBe('Not done');
    expect(word(command({ state: 'rejected', outcome: 'unknown' }))).toBe('Not sure');
    expect(word(command({ state: 'timed-out' }))).toBe('Not sure');
    // What began the pulse was done.
    expect(word(release({ state: 'refused' }))).toBe('Not sure');
  });

  it('says that an order was only accepted where the device reports nothing', () => {
    const accepted = controlFacts({ command: command({ state: 'confirmed', confirmedBy: 'acceptance' }) });
    expect(buttonState(accepted, undefined).word).toBe('Accepted');
  });

  it('tells why an interlock forbids it, before it is pressed', () => {
    expect(buttonState(controlFacts({ blocked: 'Too hot.' }), undefined).locked).toBe('Too hot.');
  });
});

describe('trying a push button again', () => {
  const pulse = { ms: 500, release: false };
  const bad = { state: 'timed-out', endedAt: 9 } as const;
  const pressed = (order = pulse) =>
    controlFacts({
      command: command({
        ...bad,
        state: 'refused',
        value: true,
        pulse: { id: 'command-1', part: 'press', order },
      }),
    });

  it('is offered after its own order went wrong', () => {
    expect(isAgain(controlFacts({ command: command({ ...bad, value: true }) }), true, undefined)).toBe(true);
    expect(isAgain(pressed(), true, pulse)).toBe(true);
    expect(isAgain(pressed(), true, { release: false, ms: 500 })).toBe(true);
    const named = controlFacts({ command: command({ ...bad, value: { mode: 'on' } }) });
    expect(isAgain(named, { mode: 'on' }, undefined)).toBe(true);
  });

  it('is not after an order that another control of its target gave', () => {
    const off = controlFacts({ command: command({ ...bad, value: false }) });
    expect(isAgain(off, true, undefined)).toBe(false);
    expect(isAgain(off, true, pulse)).toBe(false);
    expect(isAgain(pressed(), true, undefined)).toBe(false);
    expect(isAgain(pressed(), true, { ...pulse, ms: 600 })).toBe(false);
    expect(isAgain(pressed(), true, { ...pulse, release: 'off' })).toBe(false);
    const on = controlFacts({ command: command({ ...bad, value: true }) });
    expect(isAgain(on, true, pulse)).toBe(false);
  });

  it('is not after a release: the pulse would begin anew', () => {
    const released = controlFacts({ command: release({ ...bad, value: true }) });
    expect(isAgain(released, true, pulse)).toBe(false);
    expect(isAgain(released, true, undefined)).toBe(false);
  });

  it('is not while nothing can be ordered', () => {
    expect(isAgain({ ...pressed(), forbidden: 'Needs the role admin.' }, true, pulse)).toBe(false);
    expect(isAgain(controlFacts({}), true, undefined)).toBe(false);
  });
});
