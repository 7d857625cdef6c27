import { describe, expect, it } from 'vitest';
import { command } from '../../model/command.fixture.ts';
import type { Command, CommandState } from '../../model/command.ts';
import { groupLock, groupSummary, isBad, targetState } from './target-state.ts';

const ref = { connection: 'c', device: 'relay', property: 'state' };
const ordered = (state: CommandState): Command =>
  command({
    ...ref,
    value: false,
    state,
    reason: state === 'refused' ? 'The link is down.' : '',
    confirmedBy: state === 'confirmed' ? 'report' : null,
  });
const reported = (value: boolean | null, stale = false) => ({ ...ref, value, at: 0, stale });

describe('a target of a group', () => {
  it('shows what the device says beside what became of the order, never one for the other', () => {
    expect(targetState(reported(true), ordered('sent'))).toMatchObject({
      mark: 'pending',
      reported: 'on',
    });
    expect(targetState(reported(true), ordered('timed-out'))).toMatchObject({
      mark: 'failed',
      reported: 'on',
    });
    expect(targetState(reported(false), ordered('confirmed'))).toMatchObject({
      mark: 'done',
      reported: 'off',
    });
  });

  it('says that somebody else has changed it, whatever became of the order', () => {
    const elsewhere = { ...reported(true), elsewhere: true } as const;
    for (const state of [undefined, ordered('confirmed'), ordered('timed-out')])
      expect(targetState(elsewhere, state)).toMatchObject({ reported: 'on', isElsewhere: true });
    expect(targetState(reported(true), undefined).isElsewhere).toBe(false);
  });

  it('is unknown until it reports, and old once its link has broken', () => {
    expect(targetState(undefined, undefined).reported).toBe('unknown');
    expect(targetState(reported(null), undefined).reported).toBe('unknown');
    expect(targetState(reported(true, true), undefined).reported).toBe('on, before the link broke');
  });

  it('says why it was not ordered', () => {
    expect(targetState(reported(true), ordered('refused'))).toMatchObject({
      mark: 'refused',
      word: 'not sent',
      reason: 'The link is down.',
    });
  });

  it('is judged for itself: one that takes no order now does not keep the others from theirs', () => {
    const free = targetState(reported(true), undefined);
    const away = targetState(reported(true), undefined, 'Bridge is offline.');
    const forbidden = targetState(reported(true), undefined, 'Needs the role admin.');
    expect(groupLock([free, away])).toBe('');
    expect(groupLock([away, away])).toBe('Bridge is offline.');
    expect(groupLock([away, forbidden])).toBe('None of the targets takes an order now.');
  });

  it('ended badly when its order was not confirmed, whatever became of the others', () => {
    const states: readonly CommandState[] = ['sent', 'confirmed', 'rejected', 'timed-out', 'refused'];
    expect(states.map((state) => isBad(targetState(undefined, ordered(state))))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('is summed up with the others', () => {
    const of = (states: readonly (CommandState | undefined)[]) =>
      groupSummary(states.map((state) => targetState(undefined, state && ordered(state))));
    expect(of([undefined])).toBe('ready');
    expect(of(['confirmed', 'sent', 'pending'])).toBe('ordering, 2 of 3 still open');
    expect(of(['confirmed', 'rejected', 'timed-out', 'refused'])).toBe('1 done, 2 failed, 1 not sent');
  });
});
