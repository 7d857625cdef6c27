import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { command } from '../model/command.fixture.ts';
import type { Command, CommandState } from '../model/command.ts';
import { actuatorKey } from '../model/identity.ts';
import { pulsesUnderWay } from './pulses.ts';

const press = (part: Partial<Command>) => command({ id: 'p', pulse: { id: 'p', part: 'press' }, ...part });
const release = (part: Partial<Command>) =>
  command({ id: 'r', value: false, pulse: { id: 'p', part: 'release' }, ...part });
const ids = (...commands: readonly Command[]) =>
  [...pulsesUnderWay(commands).values()].map(({ id, state }) => `${id} ${state}`);

describe('a pulse', () => {
  it('is under way from its press to the end of its release, and is told of by its newest order', () => {
    expect(ids(press({ state: 'pending' }))).toEqual(['p pending']);
    expect(ids(press({ state: 'confirmed' }))).toEqual(['p confirmed']);
    expect(ids(press({ state: 'confirmed' }), release({ state: 'sent' }))).toEqual(['r sent']);
    for (const state of ['confirmed', 'rejected', 'timed-out', 'refused'] as const)
      expect(ids(press({ state: 'confirmed' }), release({ state }))).toEqual([]);
    expect([...pulsesUnderWay([press({ state: 'sent' })]).keys()]).toEqual([actuatorKey(press({}))]);
  });

  it('is under way after a press that may have been carried out, not after one that was not', () => {
    expect(ids(press({ state: 'timed-out' }))).toEqual(['p timed-out']);
    expect(ids(press({ state: 'rejected', outcome: 'unknown' }))).toEqual(['p rejected']);
    expect(ids(press({ state: 'rejected', outcome: 'not-done' }))).toEqual([]);
    expect(ids(press({ state: 'refused' }))).toEqual([]);
  });

  it('is over with its release, although its press has its end later', () => {
    expect(ids(press({ state: 'timed-out' }), release({ state: 'refused' }))).toEqual([]);
    expect(ids(press({ state: 'rejected', outcome: 'not-done' }), release({ state: 'sent' }))).toEqual([
      'r sent',
    ]);
  });

  it('goes on whatever becomes of other orders to its target', () => {
    const states: readonly CommandState[] = [
      'pending',
      'sent',
      'confirmed',
      'rejected',
      'timed-out',
      'refused',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states)), (others) => {
        const after = others.map((state, n) => command({ id: String(n), state }));
        expect(ids(press({ state: 'confirmed' }), ...after)).toEqual(['p confirmed']);
      }),
    );
  });
});
