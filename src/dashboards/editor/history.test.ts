import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginHistory, commit, type History, MOST_STEPS, redo, settle, undo } from './history.ts';

type Press =
  | { readonly kind: 'commit'; readonly value: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

const presses = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('commit' as const), value: fc.integer() }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'undo' } as const) },
    { weight: 1, arbitrary: fc.constant({ kind: 'redo' } as const) },
  ),
  { maxLength: 400 },
);

function press(history: History<number>, one: Press): History<number> {
  if (one.kind === 'commit') return commit(history, one.value, 'changed');
  return one.kind === 'undo' ? undo(history) : redo(history);
}

function repeat(times: number, history: History<number>, act: typeof undo<number>): History<number> {
  return Array.from({ length: times }).reduce<History<number>>((last) => act(last), history);
}

describe('history', () => {
  it('comes back to where it was, whatever was done: undoing all and redoing all changes nothing', () => {
    fc.assert(
      fc.property(presses, (all) => {
        const history = all.reduce(press, beginHistory(0));
        const back = repeat(MOST_STEPS, history, undo);
        expect(repeat(MOST_STEPS, back, redo).present).toBe(history.future.at(-1)?.state ?? history.present);
        expect(back.past).toEqual([]);
      }),
    );
  });

  it('behaves as a list with a place in it does, and keeps 100 steps', () => {
    fc.assert(
      fc.property(presses, (all) => {
        let history = beginHistory(0);
        let states = [0];
        let at = 0;
        for (const one of all) {
          history = press(history, one);
          if (one.kind === 'undo') at = Math.max(0, at - 1);
          else if (one.kind === 'redo') at = Math.min(states.length - 1, at + 1);
          else if (one.value !== states[at]) {
            states = [...states.slice(0, at + 1), one.value].slice(-(MOST_STEPS + 1));
            at = states.length - 1;
          }
          expect(history.present).toBe(states[at]);
          expect(history.past.length).toBe(at);
          expect(history.future.length).toBe(states.length - 1 - at);
          expect(history.past.length).toBeLessThanOrEqual(MOST_STEPS);
        }
      }),
    );
  });

  it('makes one step of what goes on under one name, until something else is done', () => {
    const typed = ['T', 'Te', 'Ten'].reduce(
      (last, text) => commit(last, text, 'Renamed', 'title a'),
      beginHistory(''),
    );
    expect(typed.past.length).toBe(1);
    expect(undo(typed).present).toBe('');
    const other = commit(commit(typed, 'x', 'Renamed', 'title b'), 'y', 'Renamed', 'title a');
    expect(other.past.length).toBe(3);
    const again = commit(undo(typed), 'T', 'Renamed', 'title a');
    expect(undo(again).present).toBe('');
    // Left, and typed in once more: that is another step.
    const later = commit(settle(typed), 'Tenth', 'Renamed', 'title a');
    expect(undo(later).present).toBe('Ten');
  });

  it('says what is undone and redone', () => {
    const moved = commit(beginHistory(0), 1, 'Moved Heater');
    expect(moved.past.at(-1)?.what).toBe('Moved Heater');
    expect(undo(moved).future[0]?.what).toBe('Moved Heater');
  });
});
