import { afterEach, describe, expect, it } from 'vitest';
import { emptyStore, keptName, liveStore } from '../../live/store.ts';
import { command } from '../../model/command.fixture.ts';
import type { Command } from '../../model/command.ts';
import { change, entryOf, isOpen } from './order-entries.ts';

function ordered(id: string, orderedAt: number): Command {
  return command({ id, state: 'sent', orderedAt });
}

const asked = (id: string | null) => ({ ordering: { value: true, at: 1000, id } });

afterEach(() => liveStore.setState(liveStore.getInitialState(), true));

describe('an order on its way to the engine', () => {
  it('is open until the engine has answered, whatever commands there were before', () => {
    expect(isOpen(asked(null), undefined)).toBe(true);
    expect(isOpen(asked(null), ordered('old', 500))).toBe(true);
  });

  it('stays open after the answer until its command is told, so that no second click slips between', () => {
    expect(isOpen(asked('new'), undefined)).toBe(true);
    expect(isOpen(asked('new'), ordered('old', 500))).toBe(true);
  });

  it('is over once its command, or a later one, is known', () => {
    expect(isOpen(asked('new'), ordered('new', 1001))).toBe(false);
    expect(isOpen(asked('new'), ordered('newer', 1500))).toBe(false);
  });

  it('is not there before anybody asked', () => expect(isOpen({ ordering: null }, undefined)).toBe(false));

  it('is forgotten with all that the engine told, whether or not it was answered: the next person asked for nothing', () => {
    for (const id of [null, 'never told']) {
      change(keptName('lamp'), { ...asked(id), failure: 'The order was not sent.' });
      expect(isOpen(entryOf(keptName('lamp')), undefined)).toBe(true);
      emptyStore();
      expect(entryOf(keptName('lamp'))).toEqual({ ordering: null, failure: '', dismissed: null });
    }
  });
});
